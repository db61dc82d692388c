// A host's file on its way into the spool.
#include "publish/spool_input.hpp"

#include "publish/spool.hpp"
#include "support/reference_stl.hpp"
#include "support/spool_source.hpp"
#include "support/temp_folder.hpp"

#include <cstring>
#include <doctest/doctest.h>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;
namespace fs = std::filesystem;

namespace {

// Longer than a block, and with a header that is not ours.
std::string host_bytes()
{
    std::string bytes = mmf::test::reference::stl({large_mesh()});
    bytes.replace(0, 20, "Exported by a slicer");
    return bytes;
}

// One spool that takes a file over from `from`.
struct Adoption
{
    explicit Adoption(const fs::path &from) : input(FileInput::create(from)) {}

    SpoolWriter writer()
    {
        std::vector<SpoolItem> items;
        items.push_back({"Vase.stl", std::move(input.value())});
        return {folder, std::move(items)};
    }

    TempFolder state;
    SpoolFolder folder = SpoolFolder::create(state / "spool", "job").value();
    Result<std::unique_ptr<FileInput>> input;
};

void check_adopted(const fs::path &from, bool shares_bytes)
{
    const std::string bytes = contents(from);
    Adoption adoption(from);
    auto writer = adoption.writer();
    CHECK(writer.total() == bytes.size());
    std::uint64_t before = 0;
    int steps = 0;
    for (Result<bool> more = true; *more; ++steps) {
        more = writer.step();
        REQUIRE(more);
        CHECK(writer.written() - before <= 256 * 1024); // the loop goes on in between
        before = writer.written();
    }
    CHECK(steps > 3);
    REQUIRE(writer.files().size() == 1);
    const SpooledFile &file = writer.files()[0];
    CHECK(file.filename == "Vase.stl");
    CHECK(file.bytes == bytes.size());
    CHECK(file.sha256 == sha256(bytes));
    const fs::path adopted = adoption.folder.file("Vase.stl");
    CHECK((contents(adopted) == bytes)); // not shown: it is a megabyte
    CHECK(fs::status(adopted).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(fs::equivalent(adopted, from) == shares_bytes);
    // The owner of the file may let it go now, or give it once more.
    fs::remove(from);
    CHECK(adoption.folder.verify(file));
}

} // namespace

TEST_CASE("spool input: a host's file is taken over without a copy")
{
    const TempFolder host;
    overwrite(host / "plate.stl", host_bytes());
    fs::permissions(host / "plate.stl", fs::perms::all);
    check_adopted(host / "plate.stl", true);
}

TEST_CASE("spool input: from another file system it is copied")
{
    const auto host = mmf::test::elsewhere();
    if (!host) {
        MESSAGE("there is no other file system here: not tried");
        return;
    }
    overwrite(*host / "plate.stl", host_bytes());
    check_adopted(*host / "plate.stl", false);
}

TEST_CASE("spool input: the same file twice")
{
    const TempFolder host;
    overwrite(host / "plate.stl", host_bytes());
    Adoption first(host / "plate.stl");
    auto writer = first.writer();
    REQUIRE(write_all(writer));
    first.folder.remove();
    CHECK((contents(host / "plate.stl") == host_bytes()));
    check_adopted(host / "plate.stl", true);
}

TEST_CASE("spool input: given up in the middle, the host's file is as it was")
{
    const TempFolder host;
    overwrite(host / "plate.stl", host_bytes());
    Adoption adoption(host / "plate.stl");
    {
        auto writer = adoption.writer();
        REQUIRE(writer.step());
        REQUIRE(writer.step());
    }
    adoption.folder.remove();
    CHECK(fs::is_empty(adoption.state / "spool"));
    CHECK((contents(host / "plate.stl") == host_bytes()));
}

TEST_CASE("spool input: what is no whole binary STL is found while it is taken over")
{
    const auto other = mmf::test::elsewhere();
    const TempFolder same;
    for (const TempFolder *host : {&same, static_cast<const TempFolder *>(other.get())}) {
        if (host == nullptr) {
            continue;
        }
        std::string bytes = host_bytes();
        auto kind = ErrorKind::BadFile;
        SUBCASE("cut off")
        {
            bytes.pop_back();
        }
        SUBCASE("too long")
        {
            bytes += 'x';
        }
        SUBCASE("a coordinate that is not a number")
        {
            const float bad = std::numeric_limits<float>::quiet_NaN();
            std::memcpy(bytes.data() + bytes.size() - 6, &bad, sizeof bad);
            kind = ErrorKind::BadMesh;
        }
        SUBCASE("empty")
        {
            bytes.clear();
        }
        overwrite(*host / "plate.stl", bytes);
        Adoption adoption(*host / "plate.stl");
        auto writer = adoption.writer();
        const auto written = write_all(writer);
        REQUIRE_FALSE(written);
        CHECK(std::string(to_string(written.error().kind)) == to_string(kind));
        CHECK(writer.files().empty());
    }
}

TEST_CASE("spool input: a file that changes after it was accepted")
{
    const TempFolder host;
    overwrite(host / "plate.stl", host_bytes());
    Adoption adoption(host / "plate.stl");
    auto kind = ErrorKind::BadFile;
    SUBCASE("it shrinks")
    {
        fs::resize_file(host / "plate.stl", host_bytes().size() - 50);
    }
    SUBCASE("it grows")
    {
        fs::resize_file(host / "plate.stl", host_bytes().size() + 50);
    }
    SUBCASE("it goes")
    {
        fs::remove(host / "plate.stl");
        kind = ErrorKind::Disk;
    }
    SUBCASE("a link takes its place")
    {
        fs::rename(host / "plate.stl", host / "moved.stl");
        fs::create_symlink(host / "moved.stl", host / "plate.stl");
        kind = ErrorKind::Disk;
    }
    SUBCASE("something is in its place in the spool")
    {
        overwrite(adoption.folder.file("Vase.stl"), "mine");
        kind = ErrorKind::Disk;
    }
    auto writer = adoption.writer();
    const auto written = write_all(writer);
    REQUIRE_FALSE(written);
    CHECK(std::string(to_string(written.error().kind)) == to_string(kind));
}

TEST_CASE("spool input: what is no file is not accepted")
{
    const TempFolder host;
    fs::create_directory(host / "folder");
    overwrite(host / "file", "bytes");
    fs::create_symlink(host / "file", host / "link");
    for (const char *name : {"nothing", "folder", "link"}) {
        CAPTURE(name);
        const auto input = FileInput::create(host / name);
        REQUIRE_FALSE(input);
        CHECK(input.error().kind == ErrorKind::Disk);
    }
}
