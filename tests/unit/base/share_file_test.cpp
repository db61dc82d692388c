// Files taken over without a copy, and read a block at a time.
#include "base/files.hpp"

#include "support/file_bytes.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <string>

using namespace mmf;
using mmf::test::read_bytes;
using mmf::test::TempFolder;
namespace fs = std::filesystem;

namespace {

void write(const fs::path &path, const std::string &text)
{
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace

TEST_CASE("share file: the same bytes, private, without a copy")
{
    const TempFolder folder;
    write(folder / "from", "bytes");
    fs::permissions(folder / "from", fs::perms::all);
    CHECK(share_file(folder / "from", folder / "to") == true);
    CHECK(fs::equivalent(folder / "from", folder / "to"));
    CHECK(fs::status(folder / "to").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    fs::remove(folder / "from");
    CHECK(read_bytes(folder / "to") == "bytes");
}

TEST_CASE("share file: where the file system cannot, nothing is there")
{
    const auto other = mmf::test::elsewhere();
    if (!other) {
        MESSAGE("there is no other file system here: not tried");
        return;
    }
    const TempFolder folder;
    write(*other / "from", "bytes");
    CHECK(share_file(*other / "from", folder / "to") == false);
    CHECK_FALSE(fs::exists(folder / "to"));
    CHECK(read_bytes(*other / "from") == "bytes");
}

TEST_CASE("share file: what is no file, and what is there already")
{
    const TempFolder folder;
    write(folder / "from", "bytes");
    fs::create_symlink(folder / "from", folder / "link");
    fs::create_directory(folder / "folder");
    for (const char *from : {"nothing", "link", "folder"}) {
        CAPTURE(from);
        const auto shared = share_file(folder / from, folder / "to");
        REQUIRE_FALSE(shared);
        CHECK(shared.error().kind == ErrorKind::Disk);
        CHECK_FALSE(fs::exists(folder / "to"));
    }
    write(folder / "to", "mine");
    for (const fs::path &to : {folder / "to", folder / "no folder" / "to"}) {
        CAPTURE(to);
        const auto shared = share_file(folder / "from", to);
        REQUIRE_FALSE(shared);
        CHECK(shared.error().detail.find(to.string()) != std::string::npos);
    }
    CHECK(read_bytes(folder / "to") == "mine");
}

TEST_CASE("read blocks: all of it, in order, until there is no more or the taker has had enough")
{
    const TempFolder folder;
    std::string text;
    for (int i = 0; text.size() < 1'000'000; ++i) {
        text += std::to_string(i);
    }
    write(folder / "file", text);
    auto file = open_for_reading(folder / "file");
    REQUIRE(file);
    CHECK(file_size(*file, folder / "file") == text.size());
    std::string got;
    int blocks = 0;
    CHECK(read_blocks(*file, folder / "file", [&](std::span<const std::byte> bytes) -> Result<void> {
        got.append(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        ++blocks;
        return {};
    }));
    CHECK((got == text)); // not shown: it is a megabyte
    CHECK(blocks > 1);

    file = open_for_reading(folder / "file");
    blocks = 0;
    const auto enough = read_blocks(*file, folder / "file", [&](std::span<const std::byte>) -> Result<void> {
        ++blocks;
        return fail(ErrorKind::Cancelled);
    });
    REQUIRE_FALSE(enough);
    CHECK(enough.error().kind == ErrorKind::Cancelled);
    CHECK(blocks == 1);
}
