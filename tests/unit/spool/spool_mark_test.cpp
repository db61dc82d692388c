#include "spool/spool_mark.hpp"

#include "publish/spool.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using mmf::test::TempFolder;
namespace fs = std::filesystem;

namespace {

fs::path folder_marked(const fs::path &spool, const char *name, SpoolMark mark)
{
    fs::create_directories(spool / name);
    REQUIRE(set_mark(spool / name, mark));
    return spool / name;
}

} // namespace

TEST_CASE("spool mark: what was set last is what is told")
{
    const TempFolder temp;
    const fs::path folder = folder_marked(temp / "spool", "job", SpoolMark::None);
    CHECK(mark_of(folder) == SpoolMark::None);
    for (const SpoolMark mark : {SpoolMark::Unfinished, SpoolMark::Unfinished, SpoolMark::Kept,
                                 SpoolMark::Unfinished, SpoolMark::None, SpoolMark::Kept, SpoolMark::None}) {
        REQUIRE(set_mark(folder, mark));
        CHECK(mark_of(folder) == mark);
    }
    CHECK(fs::is_empty(folder));
    CHECK(mark_of(temp / "missing") == SpoolMark::None);
}

TEST_CASE("spool mark: a folder that cannot be marked is an error that names the mark")
{
    const TempFolder temp;
    const auto marked = set_mark(temp / "missing", SpoolMark::Unfinished);
    REQUIRE_FALSE(marked);
    CHECK(marked.error().kind == ErrorKind::Disk);
    CHECK(marked.error().detail.find((temp / "missing").string()) != std::string::npos);
}

TEST_CASE("spool mark: unfinished are those that are so marked and that no process holds")
{
    const TempFolder temp;
    const fs::path spool = temp / "spool";
    CHECK(count_unfinished(spool) == 0); // not there
    CHECK_FALSE(fs::exists(spool));
    fs::create_directory(spool);
    CHECK(count_unfinished(spool) == 0);

    folder_marked(spool, "left", SpoolMark::Unfinished);
    folder_marked(spool, "left too", SpoolMark::Unfinished);
    CHECK(count_unfinished(spool) == 2);

    folder_marked(spool, "not whole", SpoolMark::None);
    std::ofstream(spool / "not whole" / "part.stl") << "bytes";
    folder_marked(spool, "for a person to say", SpoolMark::Kept);
    std::ofstream(spool / "a file") << "bytes";
    fs::create_directory(temp / "elsewhere");
    fs::create_directory_symlink(folder_marked(temp / "elsewhere", "job", SpoolMark::Unfinished),
                                 spool / "link");
    CHECK(count_unfinished(spool) == 2);

    {
        const auto held = SpoolFolder::open(spool, "left");
        REQUIRE(held);
        CHECK(count_unfinished(spool) == 1);
    }
    CHECK(count_unfinished(spool) == 2);
    // And it has held none of them back.
    CHECK(SpoolFolder::open(spool, "left"));
}
