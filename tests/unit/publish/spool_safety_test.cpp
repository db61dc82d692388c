#include "publish/spool.hpp"

#include "support/spool_source.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;
namespace fs = std::filesystem;

TEST_CASE("spool: a file that is not as it was written is noticed")
{
    const WrittenSpool written;
    const fs::path path = written.folder.file(written.file.filename);
    const std::string good = contents(path);
    REQUIRE(written.folder.verify(written.file));

    SUBCASE("a bit turned, at the beginning, in the middle or at the end")
    {
        std::string bad = good;
        SUBCASE("1")
        {
            bad.front() = static_cast<char>(bad.front() ^ 1);
        }
        SUBCASE("2")
        {
            bad[84] = static_cast<char>(bad[84] ^ 1);
        }
        SUBCASE("3")
        {
            bad.back() = static_cast<char>(bad.back() ^ 1);
        }
        overwrite(path, bad);
    }
    SUBCASE("cut off")
    {
        fs::resize_file(path, good.size() - 1);
    }
    SUBCASE("empty")
    {
        fs::resize_file(path, 0);
    }
    SUBCASE("longer")
    {
        fs::resize_file(path, good.size() + 1);
    }
    SUBCASE("gone")
    {
        fs::remove(path);
    }
    SUBCASE("a folder")
    {
        fs::remove(path);
        fs::create_directory(path);
    }
    SUBCASE("a link to the very same bytes")
    {
        fs::rename(path, written.state / "moved.stl");
        fs::create_symlink(written.state / "moved.stl", path);
    }
    const auto verified = written.folder.verify(written.file);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().kind == ErrorKind::SpoolChanged);
    CHECK(verified.error().detail.find(path.string()) != std::string::npos);
}

TEST_CASE("spool: what was expected counts, not what is there")
{
    const WrittenSpool written;
    SpooledFile other = written.file;
    other.bytes += 1;
    CHECK_FALSE(written.folder.verify(other));
    other = written.file;
    other.sha256 = sha256("");
    CHECK_FALSE(written.folder.verify(other));
    other.sha256.clear();
    CHECK_FALSE(written.folder.verify(other));
}

TEST_CASE("spool: a link is not followed out of it")
{
    const TempFolder state;
    const SpoolSource source({tetrahedron()});
    fs::create_directory(state / "elsewhere");

    SUBCASE("in place of a file")
    {
        const auto folder = SpoolFolder::create(state / "spool", "job");
        REQUIRE(folder);
        overwrite(state / "elsewhere" / "mine", "mine");
        fs::create_symlink(state / "elsewhere" / "mine", folder->file("0.stl"));
        SpoolWriter writer(*folder, source.items());
        const auto step = writer.step();
        REQUIRE_FALSE(step);
        CHECK(step.error().kind == ErrorKind::Disk);
        CHECK(contents(state / "elsewhere" / "mine") == "mine");
    }
    SUBCASE("in place of a file that is not there yet")
    {
        const auto folder = SpoolFolder::create(state / "spool", "job");
        REQUIRE(folder);
        fs::create_symlink(state / "elsewhere" / "new", folder->file("0.stl"));
        SpoolWriter writer(*folder, source.items());
        CHECK_FALSE(writer.step());
        CHECK(fs::is_empty(state / "elsewhere"));
    }
    SUBCASE("in place of the job's folder")
    {
        fs::create_directory(state / "spool");
        fs::create_directory_symlink(state / "elsewhere", state / "spool" / "job");
        CHECK_FALSE(SpoolFolder::create(state / "spool", "job"));
        CHECK_FALSE(SpoolFolder::open(state / "spool", "job"));
    }
    SUBCASE("in place of the spool")
    {
        fs::create_directory_symlink(state / "elsewhere", state / "spool");
        CHECK_FALSE(SpoolFolder::create(state / "spool", "job"));
        CHECK(fs::is_empty(state / "elsewhere"));
    }
}

TEST_CASE("spool: a job's folder has one owner at a time")
{
    const TempFolder state;
    const fs::path spool = state / "spool";
    std::optional<SpoolFolder> first = SpoolFolder::create(spool, "job").value();
    for (const auto &second : {SpoolFolder::open(spool, "job"), SpoolFolder::create(spool, "job")}) {
        REQUIRE_FALSE(second);
        CHECK(second.error().kind == ErrorKind::Busy);
    }
    CHECK(SpoolFolder::create(spool, "other"));
    SUBCASE("and moved it is still owned")
    {
        const SpoolFolder moved = std::move(*first);
        first.reset();
        CHECK_FALSE(SpoolFolder::open(spool, "job"));
    }
    SUBCASE("whose end sets it free")
    {
        first.reset();
        CHECK(SpoolFolder::open(spool, "job"));
        CHECK(SpoolFolder::open(spool, "job")); // the owner before has ended with the line before
    }
}

TEST_CASE("spool: a folder that is not there cannot be opened")
{
    const TempFolder state;
    const auto folder = SpoolFolder::open(state / "spool", "job");
    REQUIRE_FALSE(folder);
    CHECK(folder.error().kind == ErrorKind::SpoolChanged);
    CHECK(fs::is_empty(state.path())); // nor is it made by that

    overwrite(state / "spool", "a file");
    CHECK_FALSE(SpoolFolder::create(state / "spool", "job"));
    CHECK_FALSE(SpoolFolder::open(state / "spool", "job"));
}
