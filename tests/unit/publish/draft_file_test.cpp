#include "publish/draft_file.hpp"

#include "support/file_bytes.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <string>
#include <sys/stat.h>

using namespace mmf;
using namespace mmf::publish;
using mmf::test::read_bytes;
using mmf::test::TempFolder;
namespace fs = std::filesystem;

namespace {

constexpr WallTime Now{seconds(1'700'000'000)};

KeptDraft draft_called(std::string name)
{
    KeptDraft kept;
    kept.draft.name = std::move(name);
    return kept;
}

unsigned mode_of(const fs::path &path)
{
    struct stat status = {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

std::size_t files_in(const fs::path &folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

TEST_CASE("draft file: kept, read again and forgotten")
{
    const TempFolder folder;
    const fs::path file = folder / "state/mmf-publish/drafts.json";
    const auto none = read_drafts(file);
    REQUIRE(none);
    CHECK(none->find("Vase") == nullptr);

    REQUIRE(keep_draft(file, "Vase", draft_called("A vase"), Now));
    REQUIRE(keep_draft(file, "Cup", draft_called("A cup"), Now));
    CHECK(mode_of(file) == 0600);
    CHECK(mode_of(file.parent_path()) == 0700);
    CHECK(files_in(file.parent_path()) == 1);
    auto read = read_drafts(file);
    REQUIRE(read);
    REQUIRE(read->find("Vase") != nullptr);
    CHECK(read->find("Vase")->draft.draft.name == "A vase");
    CHECK(read->find("Vase")->saved == Now);

    REQUIRE(keep_draft(file, "Vase", std::nullopt, Now));
    read = read_drafts(file);
    CHECK(read->find("Vase") == nullptr);
    CHECK(read->find("Cup") != nullptr);
}

TEST_CASE("draft file: one that cannot be understood is kept aside")
{
    for (const std::string text : {"not what was expected", "{\"version\":2,\"drafts\":[]}"}) {
        CAPTURE(text);
        const TempFolder folder;
        const fs::path file = folder / "drafts.json";
        std::ofstream(file) << text;
        const auto read = read_drafts(file);
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::BadFile);
        CHECK(read.error().detail.starts_with(file.string() + ": "));
        CHECK(read_bytes(file) == text); // reading changes nothing

        const auto kept = keep_draft(file, "Vase", draft_called("A vase"), Now);
        REQUIRE(kept);
        REQUIRE(*kept);
        CHECK(read_bytes(**kept) == text);
        CHECK(read_drafts(file)->find("Vase") != nullptr);
        const auto next = keep_draft(file, "Cup", draft_called("A cup"), Now);
        REQUIRE(next);
        CHECK_FALSE(*next);
        CHECK(files_in(folder.path()) == 2);
    }
}

TEST_CASE("draft file: a symbolic link is neither followed nor replaced")
{
    const TempFolder folder;
    const fs::path target = folder / "target";
    const fs::path file = folder / "drafts.json";
    std::ofstream(target) << "{\"version\":1,\"drafts\":[]}";
    fs::create_symlink(target, file);
    CHECK_FALSE(read_drafts(file));
    const auto kept = keep_draft(file, "Vase", draft_called("A vase"), Now);
    REQUIRE_FALSE(kept);
    CHECK(kept.error().kind == ErrorKind::Disk);
    CHECK(fs::is_symlink(file));
    CHECK(read_bytes(target) == "{\"version\":1,\"drafts\":[]}");
}

TEST_CASE("draft file: what is in the way is said")
{
    const TempFolder folder;
    std::ofstream(folder / "file") << "x";
    const auto kept = keep_draft(folder / "file/drafts.json", "Vase", draft_called("A vase"), Now);
    REQUIRE_FALSE(kept);
    CHECK(kept.error().kind == ErrorKind::Disk);
}
