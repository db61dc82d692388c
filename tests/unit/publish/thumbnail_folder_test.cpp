#include "publish/thumbnail_folder.hpp"

#include "support/temp_folder.hpp"

#include <cstddef>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <set>
#include <span>
#include <string>
#include <string_view>

using namespace mmf;
using namespace mmf::publish;

namespace {

struct Fixture
{
    Result<void> put(const std::string &job, std::string_view text) const
    {
        return thumbnails.put(job, std::as_bytes(std::span(text)));
    }
    std::string read(const std::string &job) const { return thumbnails.read(job).value(); }

    mmf::test::TempFolder folder;
    std::filesystem::path path = folder / "thumbnails";
    ThumbnailFolder thumbnails{path};
};

} // namespace

TEST_CASE_FIXTURE(Fixture, "thumbnails: kept, changed and removed, each by its job")
{
    CHECK(read("one").empty());
    thumbnails.remove("one"); // nor is that an error
    REQUIRE(put("one", "picture"));
    REQUIRE(put("two", "other"));
    CHECK(read("one") == "picture");
    REQUIRE(put("one", std::string_view("a\0b", 3)));
    CHECK(read("one") == std::string("a\0b", 3));
    thumbnails.remove("one");
    CHECK(read("one").empty());
    CHECK(read("two") == "other");
    using std::filesystem::perms;
    CHECK(std::filesystem::status(path).permissions() == perms::owner_all);
    CHECK(std::filesystem::status(path / "two.jpg").permissions() ==
          (perms::owner_read | perms::owner_write));
}

TEST_CASE_FIXTURE(Fixture, "thumbnails: a job's name leads nowhere else")
{
    std::ofstream(folder / "outside.jpg") << "something else";
    REQUIRE(put("inside", "picture"));
    for (const std::string &job :
         {std::string(), std::string("../outside"), std::string("/etc/passwd"), (folder / "outside").string(),
          std::string("a/b"), std::string("inside/")}) {
        CAPTURE(job);
        CHECK_FALSE(put(job, "picture"));
        CHECK_FALSE(thumbnails.read(job));
        thumbnails.remove(job);
    }
    std::filesystem::create_symlink(folder / "outside.jpg", path / "link.jpg");
    CHECK_FALSE(thumbnails.read("link"));
    CHECK(std::filesystem::exists(folder / "outside.jpg"));
}

TEST_CASE_FIXTURE(Fixture, "thumbnails: one that is too long is none")
{
    const std::string longest(MaxThumbnailBytes, 'x');
    REQUIRE(put("longest", longest));
    CHECK((read("longest") == longest));
    CHECK_FALSE(put("longer", longest + "x"));
    CHECK(read("longer").empty());
    std::ofstream(path / "grown.jpg") << longest << "x";
    CHECK_FALSE(thumbnails.read("grown"));
}

TEST_CASE_FIXTURE(Fixture, "thumbnails: what is of nobody any more is removed")
{
    using Jobs = std::set<std::string>;
    const auto keep = [&](const Jobs &jobs) { thumbnails.keep_only([&] { return Result<Jobs>(jobs); }); };
    keep({}); // where there is no folder yet
    for (const char *job : {"one", "two", "three"}) {
        REQUIRE(put(job, "picture"));
    }
    for (const char *name : {"one.jpg.new-7", "two.jpg.new-7", "notes.txt", "two.jpg.bak", "four"}) {
        std::ofstream(path / name) << "something";
    }
    thumbnails.keep_only([]() -> Result<Jobs> { return fail(ErrorKind::Journal); });
    CHECK(read("two") == "picture");
    std::filesystem::create_directory(path / "folder");
    std::ofstream(path / "folder" / "file") << "of somebody else";
    keep({"one", "three", "four"});
    CHECK(read("one") == "picture");
    CHECK(read("two").empty());
    CHECK(read("three") == "picture");
    CHECK_FALSE(std::filesystem::exists(path / "two.jpg.new-7"));
    for (const char *name : {"one.jpg.new-7", "notes.txt", "two.jpg.bak", "four"}) {
        CAPTURE(std::string(name));
        CHECK(std::filesystem::exists(path / name));
    }
    // One that is added while the others are looked at stays.
    thumbnails.keep_only([&] {
        REQUIRE(put("new", "picture"));
        return Result<Jobs>(Jobs{});
    });
    CHECK(read("one").empty());
    CHECK(read("new") == "picture");
    CHECK(std::filesystem::exists(path / "folder" / "file"));
}

TEST_CASE_FIXTURE(Fixture, "thumbnails: in a folder that is somebody else's nothing is removed or written")
{
    const std::filesystem::path pictures = folder / "pictures";
    std::filesystem::create_directory(pictures);
    std::ofstream(pictures / "holidays.jpg") << "picture";
    std::filesystem::create_symlink(pictures, path);
    thumbnails.keep_only([] { return Result<std::set<std::string>>(std::set<std::string>()); });
    CHECK_FALSE(put("one", "picture"));
    CHECK(std::filesystem::exists(pictures / "holidays.jpg"));
    CHECK_FALSE(std::filesystem::exists(pictures / "one.jpg"));
}
