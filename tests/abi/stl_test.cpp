#include "shim_slicer/file_io.hpp"
#include "shim_slicer/stl_file.hpp"
#include "temporary_folder.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <doctest/doctest.h>
#include <limits>

using namespace shim;

namespace {

using Triangle = std::array<float, 9>;

constexpr Triangle Right{0, 0, 0, 1, 0, 0, 0, 1, 0};
constexpr Triangle Left{0, 0, 0, 0, 1, 0, -1, 0, 2.5};

std::string binary(const std::vector<Triangle> &triangles, const std::string &title = "made by a test")
{
    std::string bytes = title;
    bytes.resize(80);
    const auto count = static_cast<std::uint32_t>(triangles.size());
    bytes.append(reinterpret_cast<const char *>(&count), 4);
    for (const Triangle &triangle : triangles) {
        bytes.append(12, '\0');
        bytes.append(reinterpret_cast<const char *>(triangle.data()), sizeof triangle);
        bytes.append(2, '\0');
    }
    return bytes;
}

std::string facet(const std::string &third_vertex = "0 1 0")
{
    return "facet normal 0 0 1\n outer loop\n  vertex 0 0 0\n  vertex 1 0 0\n  vertex " + third_vertex +
           "\n endloop\nendfacet\n";
}

Triangle with(float value)
{
    Triangle triangle = Right;
    triangle[7] = value;
    return triangle;
}

} // namespace

TEST_CASE("good files are read, whatever their first word")
{
    struct Row
    {
        std::string bytes;
        std::size_t triangles;
        std::size_t vertices;
    };
    const Row rows[] = {
        {binary({Right}), 1, 3},
        {binary({Right, Left}), 2, 4},
        {binary({Right}, "solid but binary all the same"), 1, 3},
        {"solid cube\n" + facet() + "endsolid cube\n", 1, 3},
        {"  \r\nsolid\r\n" + facet() + facet("0 1 5") + "endsolid", 2, 4},
        {"solid a b c\n" + facet("+1e-3 -1.5E+2 .5") + "endsolid\nsolid b\n" + facet() + "endsolid\n", 2, 4},
        {"solid\nFACET NORMAL nan nan nan\nOUTER LOOP\nVERTEX 0 0 0\nVertex 1 0 0 vertex 0 1 0 endloop "
         "endfacet\nENDSOLID\n",
         1, 3},
    };
    for (const Row &row : rows) {
        CAPTURE(row.bytes);
        const auto mesh = parse_stl(row.bytes);
        REQUIRE(mesh);
        CHECK(mesh->triangle_count() == row.triangles);
        CHECK(mesh->vertex_count() == row.vertices);
    }
    CHECK(parse_stl(binary({Right, Left}))->bounds.min == Point{-1, 0, 0});
    CHECK(parse_stl(binary({Right, Left}))->bounds.max == Point{1, 1, 2.5});
}

TEST_CASE("bad files are told what is wrong with them")
{
    constexpr float NaN = std::numeric_limits<float>::quiet_NaN();
    constexpr float Infinity = std::numeric_limits<float>::infinity();
    const std::string good = binary({Right, Left});
    std::string endless = good;
    std::memset(endless.data() + 80, 0xFF, 4);
    struct Row
    {
        std::string bytes;
        const char *error;
    };
    const Row rows[] = {
        {"", "it is empty"},
        {"abc", "too short for an STL file"},
        {std::string(83, 'x'), "too short for an STL file"},
        {binary({}), "no triangles"},
        {good.substr(0, good.size() - 1), "should hold 2 triangles, but its size is that of 1"},
        {good.substr(0, good.size() - 51), "should hold 2 triangles, but its size is that of 0"},
        {good + "x", "should hold 2 triangles"},
        {endless, "should hold 4294967295 triangles"},
        {binary({Right, with(NaN)}), "triangle 2 has a corner that is no number"},
        {binary({with(-Infinity)}), "triangle 1 has a corner that is no number"},
        {binary({Right}, "solid").substr(0, 100), "cut off, or no STL file"},
        {"solid x\n", "cut off, \"endsolid\" is missing"},
        {"solid x\nendsolid x\n", "no triangles"},
        {"solid x\n" + facet("0 1"), "line 7: a coordinate is no number"},
        {"solid x\n" + facet("0 nan 0") + "endsolid\n", "line 6: a coordinate is no number"},
        {"solid x\n" + facet("0 1e99 0") + "endsolid\n", "line 6: a coordinate is no number"},
        {"solid x\n" + facet("0 1,5 0") + "endsolid\n", "line 6: a coordinate is no number"},
        {"solid x\n" + facet() + facet().substr(0, 40), "cut off"},
        {"solid x\nfacet\n", "cut off, \"normal\" is missing"},
        {"solid x\nfacet normal 0 0 1 inner loop\n", "line 2: \"outer\" is missing"},
        {"solid x\n" + facet() + "surprise\nendsolid\n", "line 9: \"surprise\" is not expected here"},
        {"solid x\n" + facet() + "endsolid\nrest", "\"rest\" is not expected here"},
    };
    for (const Row &row : rows) {
        CAPTURE(std::string(row.error));
        const auto mesh = parse_stl(row.bytes);
        REQUIRE_FALSE(mesh);
        CAPTURE(mesh.error());
        CHECK(mesh.error().find(row.error) != std::string::npos);
    }
}

TEST_CASE("files that cannot be read are told apart from bad ones")
{
    const test::TemporaryFolder folder;
    CHECK(read_stl(folder.path() / "missing.stl").error().starts_with("it cannot be read ("));
    CHECK(read_stl(folder.path()).error() == "it is not a file");
    CHECK(read_stl(folder.write("empty.stl", "")).error() == "it is empty");
}

TEST_CASE("the sample model is centred, so that it is written with the bits it was read with")
{
    const std::string bytes = *read_file(SAMPLE_MODEL);
    Plate plate;
    plate.add("vase", *parse_stl(bytes));
    const std::string written = binary_stl(*plate.snapshot());
    REQUIRE(written.size() == bytes.size());
    std::size_t different_corners = 0;
    float largest_normal_error = 0;
    for (std::size_t at = 84; at < bytes.size(); at += 50) {
        different_corners += std::memcmp(written.data() + at + 12, bytes.data() + at + 12, 38) != 0 ? 1 : 0;
        std::array<float, 3> a{};
        std::array<float, 3> b{};
        std::memcpy(&a, written.data() + at, 12);
        std::memcpy(&b, bytes.data() + at, 12);
        for (std::size_t i = 0; i < 3; ++i)
            largest_normal_error = std::max(largest_normal_error, std::abs(a[i] - b[i]));
    }
    CHECK(different_corners == 0);
    CHECK(largest_normal_error < 1e-4F);
}

TEST_CASE("an exported plate is read back as it lies there")
{
    const test::TemporaryFolder folder;
    Plate plate;
    plate.add("right", *parse_stl(binary({Right})));
    plate.add("left", *parse_stl(binary({Left})));
    const std::filesystem::path file = folder.write("plate.stl", "an older file");
    REQUIRE(write_stl(*plate.snapshot(), file));
    const auto mesh = read_stl(file);
    REQUIRE(mesh);
    CHECK(mesh->triangle_count() == 2);
    // 1 + 6 + 1 wide, centred.
    CHECK(mesh->bounds.min[0] == doctest::Approx(-4));
    CHECK(mesh->bounds.max[0] == doctest::Approx(4));
    CHECK(mesh->bounds.min[2] == 0);
    // Nothing but the file is left behind.
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    CHECK_FALSE(write_stl(*plate.snapshot(), folder.path() / "no" / "such.stl"));
}

TEST_CASE("a triangle without area gets the normal zero")
{
    Plate plate;
    plate.add("line", *parse_stl(binary({Triangle{0, 0, 0, 1, 0, 0, 2, 0, 0}, Right})));
    const std::string bytes = binary_stl(*plate.snapshot());
    CHECK(bytes.substr(84, 12) == std::string(12, '\0'));
}
