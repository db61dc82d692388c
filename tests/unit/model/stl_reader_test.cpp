#include "model/stl_reader.hpp"

#include "support/mesh.hpp"
#include "support/reference_stl.hpp"
#include "support/spool_source.hpp"
#include "support/temp_folder.hpp"

#include <algorithm>
#include <cstring>
#include <doctest/doctest.h>
#include <filesystem>
#include <limits>
#include <string>
#include <sys/stat.h>
#include <vector>

using namespace mmf;
using namespace mmf::model;
using mmf::publish::test::overwrite;
using mmf::test::Mesh;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;
namespace fs = std::filesystem;
namespace reference = mmf::test::reference;

namespace {

const std::string Good = reference::stl({tetrahedron()});

// In blocks of `block` bytes, as a file of `size` bytes.
Result<MeshFacts> read(const std::string &bytes, std::size_t block, std::uint64_t size)
{
    StlReader reader(size);
    const auto all = std::as_bytes(std::span(bytes));
    for (std::size_t begin = 0; begin < all.size(); begin += block) {
        if (auto added = reader.add(all.subspan(begin, std::min(block, all.size() - begin))); !added) {
            return tl::unexpected(added.error());
        }
    }
    return reader.finish();
}

void put(std::string &bytes, std::size_t offset, float value)
{
    std::memcpy(bytes.data() + offset, &value, sizeof value);
}

std::string with_count(std::string bytes, std::uint32_t count)
{
    std::memcpy(bytes.data() + 80, &count, sizeof count);
    return bytes;
}

std::string text_stl(int facets)
{
    std::string text = "solid part\n";
    for (int i = 0; i < facets; ++i) {
        text +=
            "facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n";
    }
    return text + "endsolid part\n";
}

} // namespace

TEST_CASE("stl reader: the facts are those of the mesh, whatever the blocks")
{
    Mesh mesh = tetrahedron();
    mesh.transform = {2, 0, 0, 5, 0, 1, 0, -7, 0, 0, 3, 0.5F, 0, 0, 0, 1};
    const slicer_plate_object object = mesh.object();
    const auto expected = inspect(object);
    REQUIRE(expected);
    const std::string bytes = reference::stl({mesh});
    for (std::size_t block = 1; block <= bytes.size() + 1; ++block) {
        CAPTURE(block);
        const auto facts = read(bytes, block, bytes.size());
        REQUIRE(facts);
        CHECK(facts->triangles == 4);
        CHECK(facts->min == expected->min);
        CHECK(facts->max == expected->max);
    }
    CHECK(expected->size().x == 20);
    CHECK(expected->size().y == 20);
    CHECK(expected->size().z == 90);
}

TEST_CASE("stl reader: a header may say what it likes, a normal and an attribute too")
{
    std::string bytes = Good;
    SUBCASE("a binary file that begins like a text")
    {
        bytes.replace(0, 12, "solid binary");
    }
    SUBCASE("bytes that are no text")
    {
        bytes.replace(0, 80, std::string(80, '\xFF'));
    }
    SUBCASE("a normal that is not a number, an attribute that is a colour")
    {
        put(bytes, 84, std::numeric_limits<float>::quiet_NaN());
        bytes[84 + 48] = '\x7F';
    }
    const auto facts = read(bytes, 64, bytes.size());
    REQUIRE(facts);
    CHECK(facts->triangles == 4);
    CHECK(facts->max == Point{10, 20, 30});
}

TEST_CASE("stl reader: a file that is not exactly a binary STL is told from one")
{
    struct Case
    {
        const char *what;
        std::string bytes;
        ErrorKind kind;
        const char *said; // within the detail
    };
    const std::string none = with_count(Good.substr(0, 84), 0);
    const std::vector<Case> cases = {
        {"empty", "", ErrorKind::BadFile, "empty"},
        {"one byte", "s", ErrorKind::BadFile, "too short"},
        {"a header without its last byte", Good.substr(0, 83), ErrorKind::BadFile, "too short"},
        {"a header alone", Good.substr(0, 84), ErrorKind::BadFile,
         "4 triangles take 284 bytes, and it has 84"},
        {"no triangles", none, ErrorKind::EmptyPlate, ""},
        {"no triangles, and a byte", none + 'x', ErrorKind::BadFile, "too long"},
        {"without its last byte", Good.substr(0, Good.size() - 1), ErrorKind::BadFile, "cut off"},
        {"without its last triangle", Good.substr(0, Good.size() - 50), ErrorKind::BadFile, "cut off"},
        {"a byte too long", Good + 'x', ErrorKind::BadFile, "too long"},
        {"a triangle too long", Good + Good.substr(84, 50), ErrorKind::BadFile, "too long"},
        {"a count of 2^32 - 1", with_count(Good, 0xFFFFFFFF), ErrorKind::BadFile, "cut off"},
        {"text", text_stl(20), ErrorKind::BadFile, "text STL"},
        {"text shorter than a header", "solid a\nendsolid a\n", ErrorKind::BadFile, "text STL"},
    };
    for (const Case &c : cases) {
        for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
            CAPTURE(c.what);
            CAPTURE(block);
            const auto facts = read(c.bytes, block, c.bytes.size());
            REQUIRE_FALSE(facts);
            CHECK(std::string(to_string(facts.error().kind)) == to_string(c.kind));
            CAPTURE(facts.error().detail);
            CHECK(facts.error().detail.find(c.said) != std::string::npos);
        }
    }
}

TEST_CASE("stl reader: a corner that is not finite is named by its triangle")
{
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            -std::numeric_limits<float>::infinity()}) {
        for (std::size_t number = 0; number < 36; ++number) {
            CAPTURE(number);
            const std::size_t triangle = number / 9;
            std::string bytes = Good;
            put(bytes, 84 + 50 * triangle + 12 + 4 * (number % 9), bad);
            for (const std::size_t block : {std::size_t{60}, bytes.size()}) {
                const auto facts = read(bytes, block, bytes.size());
                REQUIRE_FALSE(facts);
                CHECK(facts.error().kind == ErrorKind::BadMesh);
                CHECK(facts.error().detail ==
                      "a corner of triangle " + std::to_string(triangle + 1) + " is not finite");
            }
        }
    }
}

TEST_CASE("stl reader: a file that grows or shrinks under it")
{
    for (const std::string &bytes : {Good.substr(0, Good.size() - 1), Good.substr(0, Good.size() - 50),
                                     Good + 'x', Good + Good.substr(84, 50)}) {
        CAPTURE(bytes.size());
        for (const std::size_t block : {std::size_t{1}, std::size_t{50}, std::size_t{1000}}) {
            const auto facts = read(bytes, block, Good.size());
            REQUIRE_FALSE(facts);
            CHECK(facts.error().kind == ErrorKind::BadFile);
            CHECK(facts.error().detail == "it changed while it was read");
        }
    }
}

TEST_CASE("stl reader: a file longer than a block")
{
    const TempFolder folder;
    const std::string bytes = reference::stl({publish::test::large_mesh()});
    REQUIRE(bytes.size() > 512 * 1024);
    overwrite(folder / "plate.stl", bytes);
    const auto facts = inspect_stl(folder / "plate.stl");
    REQUIRE(facts);
    CHECK(facts->triangles == 20'000);
    CHECK(facts->size().z == 30);
    CHECK(count_stl_triangles(folder / "plate.stl") == 20'000U);

    std::string bad = bytes;
    put(bad, 84 + 50 * 19'999 + 12, std::numeric_limits<float>::quiet_NaN());
    overwrite(folder / "plate.stl", bad);
    CHECK(inspect_stl(folder / "plate.stl").error().detail.find("20000") != std::string::npos);
    CHECK(count_stl_triangles(folder / "plate.stl")); // it looks at no triangle
}

TEST_CASE("stl reader: what cannot be read, or is no file")
{
    const TempFolder folder;
    const fs::path path = folder / "plate.stl";
    auto kind = ErrorKind::Disk;
    SUBCASE("nothing") {}
    SUBCASE("a folder")
    {
        fs::create_directory(path);
    }
    SUBCASE("a named pipe that nobody writes to")
    {
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    }
    SUBCASE("a link to a good one")
    {
        overwrite(folder / "good.stl", Good);
        fs::create_symlink(folder / "good.stl", path);
    }
    SUBCASE("a device")
    {
        fs::create_symlink("/dev/zero", path);
    }
    SUBCASE("a file cut off")
    {
        overwrite(path, Good.substr(0, 200));
        kind = ErrorKind::BadFile;
    }
    SUBCASE("a file cut off in its header")
    {
        overwrite(path, Good.substr(0, 20));
        kind = ErrorKind::BadFile;
    }
    SUBCASE("an empty file")
    {
        overwrite(path, "");
        kind = ErrorKind::BadFile;
    }
    const auto facts = inspect_stl(path);
    REQUIRE_FALSE(facts);
    CHECK(std::string(to_string(facts.error().kind)) == to_string(kind));
    const auto count = count_stl_triangles(path);
    REQUIRE_FALSE(count);
    CHECK(count.error() == facts.error());
}
