#include "publish/incoming.hpp"

#include "support/spool_source.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <filesystem>

using namespace mmf;
using namespace mmf::publish;
using mmf::publish::test::contents;
using mmf::publish::test::overwrite;
using mmf::test::TempFolder;
namespace fs = std::filesystem;

TEST_CASE("incoming: a private place for one file, gone with its owner")
{
    const TempFolder state;
    const fs::path incoming = state / "new" / "incoming";
    fs::path path;
    {
        const auto file = IncomingFile::create(incoming);
        REQUIRE(file);
        path = (*file)->path();
        CHECK(path.extension() == ".stl");
        CHECK(path.parent_path().parent_path() == incoming);
        CHECK(fs::status(path.parent_path()).permissions() == fs::perms::owner_all);
        CHECK(fs::is_empty(path.parent_path()));
        overwrite(path, "a host's bytes");
        const auto other = IncomingFile::create(incoming);
        REQUIRE(other);
        CHECK((*other)->path() != path);
        overwrite(path.parent_path() / "plate.stl.tmp", "what a host left beside it");
    }
    CHECK(fs::is_empty(incoming));
}

TEST_CASE("incoming: no place in the state folder is an error that names it")
{
    const TempFolder state;
    overwrite(state / "incoming", "a file");
    const auto file = IncomingFile::create(state / "incoming");
    REQUIRE_FALSE(file);
    CHECK(file.error().kind == ErrorKind::Disk);
    CHECK(file.error().detail.find((state / "incoming").string()) != std::string::npos);
    CHECK(contents(state / "incoming") == "a file");
}

TEST_CASE("incoming: what the dead left is removed, what the living hold stays")
{
    const TempFolder state;
    const fs::path incoming = state / "incoming";
    remove_stale_incoming(incoming); // nothing there is no error
    CHECK_FALSE(fs::exists(incoming));

    auto living = IncomingFile::create(incoming);
    REQUIRE(living);
    overwrite((*living)->path(), "held");
    fs::create_directory(incoming / "dead");
    overwrite(incoming / "dead" / "plate.stl", "left");
    fs::create_directory(incoming / "dead before it wrote");
    fs::create_directory(state / "elsewhere");
    overwrite(state / "elsewhere" / "mine", "mine");
    fs::create_directory_symlink(state / "elsewhere", incoming / "link");

    remove_stale_incoming(incoming);
    CHECK_FALSE(fs::exists(incoming / "dead"));
    CHECK_FALSE(fs::exists(incoming / "dead before it wrote"));
    CHECK(contents((*living)->path()) == "held");
    CHECK(contents(state / "elsewhere" / "mine") == "mine");

    const fs::path path = (*living)->path();
    living->reset();
    CHECK_FALSE(fs::exists(path.parent_path()));
}
