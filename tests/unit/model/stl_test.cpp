#include "model/stl.hpp"

#include "support/mesh.hpp"
#include "support/reference_stl.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::model;
using mmf::test::Matrix;
using mmf::test::Mesh;
using mmf::test::tetrahedron;
namespace reference = mmf::test::reference;

namespace {

std::string encode(const std::vector<Mesh> &meshes, std::size_t block_size = 4096)
{
    std::vector<slicer_plate_object> objects;
    objects.reserve(meshes.size());
    for (const Mesh &mesh : meshes) {
        objects.push_back(mesh.object());
    }
    auto encoder = StlEncoder::create(objects);
    REQUIRE(encoder);
    std::string out;
    std::vector<std::byte> block(block_size);
    while (const std::size_t count = encoder->encode(block)) {
        REQUIRE(count <= block.size());
        out.append(reinterpret_cast<const char *>(block.data()), count);
    }
    CHECK(encoder->encode(block) == 0); // and stays at its end
    CHECK(out.size() == encoder->size());
    return out;
}

std::string hex(std::string_view bytes)
{
    std::string out;
    for (const char c : bytes) {
        for (const int shift : {4, 0}) {
            out += "0123456789abcdef"[(static_cast<unsigned char>(c) >> shift) & 0xF];
        }
    }
    return out;
}

// Irregular numbers, the same at every run.
Mesh bumpy(std::uint32_t vertices, std::uint32_t triangles)
{
    Mesh mesh;
    std::uint32_t state = 12345;
    const auto next = [&] { return state = state * 1664525U + 1013904223U; };
    for (std::uint32_t i = 0; i < 3 * vertices; ++i) {
        mesh.vertices.push_back(static_cast<float>(next() >> 8) / 65536.0F - 100.0F);
    }
    for (std::uint32_t i = 0; i < 3 * triangles; ++i) {
        mesh.triangles.push_back((next() >> 8) % vertices);
    }
    return mesh;
}

} // namespace

TEST_CASE("stl: sizes")
{
    static_assert(stl_size(0) == 84);
    static_assert(stl_size(1) == 134);
    static_assert(stl_size(1'999'998) == 99'999'984);
    static_assert(stl_size(1'999'999) == 100'000'034);
    CHECK(stl_size(std::numeric_limits<std::uint32_t>::max()) == 214'748'364'834);
}

TEST_CASE("stl: one face, worked out by hand")
{
    Mesh mesh = tetrahedron();
    mesh.triangles = {0, 2, 1}; // the face on the ground, seen from below
    const std::string bytes = encode({mesh});
    CHECK(bytes.substr(0, 80) == "Binary STL, millimetres. Publish to MyMiniFactory" + std::string(31, '\0'));
    CHECK(hex(bytes.substr(80)) == "01000000"                 // one triangle
                                   "0000000000000000000080bf" // 0 0 -1
                                   "000000000000000000000000" // 0 0 0
                                   "000000000000a04100000000" // 0 20 0
                                   "000020410000000000000000" // 10 0 0
                                   "0000");
}

TEST_CASE("stl: the bytes are those of a second writer")
{
    struct Case
    {
        const char *what;
        Matrix transform;
        bool mirrored;
    };
    const std::vector<Case> cases = {
        {"identity", mmf::test::Identity, false},
        {"moved", {1, 0, 0, 12.3F, 0, 1, 0, -4.56F, 0, 0, 1, 0.1F, 0, 0, 0, 1}, false},
        {"turned by 30 degrees",
         {0.8660254F, -0.5F, 0, 1, 0.5F, 0.8660254F, 0, 2, 0, 0, 1, 3, 0, 0, 0, 1},
         false},
        {"scaled by a third",
         {0.33333334F, 0, 0, 0, 0, 0.33333334F, 0, 0, 0, 0, 0.33333334F, 0, 0, 0, 0, 1},
         false},
        {"mirrored in x", {-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, true},
        {"mirrored in all axes", {-1, 0, 0, 5, 0, -1, 0, 5, 0, 0, -1, 5, 0, 0, 0, 1}, true},
        {"turned by mirroring twice", {-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, false},
        {"two axes exchanged", {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, true},
        {"three axes exchanged", {0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1}, false},
        {"sheared", {1, 0.7F, -0.3F, 0, 0.1F, 1, 0.9F, 0, -0.2F, 0.4F, 1, 0, 0, 0, 0, 1}, false},
        {"sheared and mirrored", {1, 0.7F, -0.3F, 9, 0.1F, 1, 0.9F, 8, 0.2F, 0.4F, -1, 7, 0, 0, 0, 1}, true},
        {"far out", {1, 0, 0, 1e6F, 0, 1, 0, -3e7F, 0, 0, 1, 1e9F, 0, 0, 0, 1}, false},
        {"flat", {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, false},
        {"so small that the determinant vanishes in float",
         {-1e-30F, 0, 0, 0, 0, 1e-30F, 0, 0, 0, 0, 1e-30F, 0, 0, 0, 0, 1},
         true},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        Mesh mesh = bumpy(200, 700);
        mesh.transform = c.transform;
        CHECK(encode({mesh}) == reference::stl({mesh}, c.mirrored));
    }
}

TEST_CASE("stl: mirroring keeps the outside outside")
{
    Mesh mesh = tetrahedron();
    mesh.transform[0] = -1;
    mesh.triangles = {0, 1, 3}; // in the plane y = 0, the outside towards -y
    const std::string bytes = encode({mesh});
    CHECK(hex(bytes.substr(84, 48)) == "00000000000080bf00000000"   // 0 -1 0
                                       "000000000000000000000000"   // 0 0 0
                                       "00000000000000000000f041"   // 0 0 30
                                       "000020c10000000000000000"); // -10 0 0
}

TEST_CASE("stl: several objects make one file, each in its place")
{
    Mesh moved = bumpy(50, 81);
    moved.transform[3] = 123.456F;
    const Mesh nothing;
    const std::vector meshes = {nothing, bumpy(30, 7), nothing, moved, tetrahedron(), nothing};
    const std::string expected = reference::stl(meshes);
    CHECK(expected.size() == stl_size(7 + 81 + 4));
    CHECK(encode(meshes) == expected);
    CHECK(encode(meshes, 333) == expected);
}

TEST_CASE("stl: blocks of every size give the same bytes")
{
    const std::vector meshes = {bumpy(20, 5), tetrahedron(), bumpy(9, 1)};
    const std::string expected = reference::stl(meshes);
    for (std::size_t size = 1; size <= expected.size() + 1; ++size) {
        CAPTURE(size);
        CHECK(encode(meshes, size) == expected);
    }
}

TEST_CASE("stl: blocks end between triangles, and may differ in size")
{
    const Mesh mesh = bumpy(20, 10);
    const slicer_plate_object object = mesh.object();
    auto encoder = StlEncoder::create({&object, 1});
    REQUIRE(encoder);
    std::vector<std::byte> block(1000);
    const auto encode_up_to = [&](std::size_t size) { return encoder->encode(std::span(block).first(size)); };
    CHECK(encode_up_to(0) == 0); // no room is not the end
    CHECK(encode_up_to(200) == 184);
    CHECK(encode_up_to(149) == 100);
    CHECK(encode_up_to(49) == 49); // too small for a whole one
    CHECK(encode_up_to(1000) == 251);
    CHECK(encode_up_to(1000) == 0);
}

TEST_CASE("stl: no triangles")
{
    const std::string header_alone = encode({});
    CHECK(header_alone.size() == 84);
    CHECK(hex(header_alone.substr(80)) == "00000000");
    CHECK(encode({Mesh{}}) == header_alone);
}

TEST_CASE("stl: positions are copied bit for bit under the identity")
{
    Mesh mesh;
    mesh.vertices = {-0.0F, std::numeric_limits<float>::denorm_min(), 1, 0, -0.0F, 2, 3, 4, -0.0F};
    mesh.triangles = {0, 1, 2};
    CHECK(hex(encode({mesh}).substr(96, 36)) == "00000080010000000000803f"
                                                "000000000000008000000040"
                                                "000040400000804000000080");
    CHECK(encode({mesh}) == reference::stl({mesh}));
    // A zero with a sign is still the identity's zero.
    mesh.transform[1] = -0.0F;
    CHECK(hex(encode({mesh}).substr(96, 4)) == "00000080");
}

TEST_CASE("stl: a triangle without a direction gets a zero normal")
{
    struct Case
    {
        const char *what;
        std::vector<float> vertices;
    };
    const std::vector<Case> cases = {
        {"a point", {1, 2, 3, 1, 2, 3, 1, 2, 3}},
        {"an edge", {0, 0, 0, 1, 1, 1, 1, 1, 1}},
        {"a line", {0, 0, 0, 1, 1, 1, 2, 2, 2}},
        {"an area below what a float can tell", {0, 0, 0, 1e-30F, 0, 0, 0, 1e-30F, 0}},
        {"an area whose square has hardly a digit left", {0, 0, 0, 1e-11F, 0, 0, 0, 4e-12F, 0}},
        {"an area above it", {0, 0, 0, 1e30F, 0, 0, 0, 1e30F, 0}},
        {"edges longer than a float can tell", {-3e38F, 0, 0, 3e38F, 0, 0, 0, 3e38F, 0}},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        Mesh mesh;
        mesh.vertices = c.vertices;
        mesh.triangles = {0, 1, 2};
        const std::string bytes = encode({mesh});
        CHECK(hex(bytes.substr(84, 12)) == "000000000000000000000000");
        CHECK(bytes == reference::stl({mesh}));
    }
}

TEST_CASE("stl: normals have the length 1 wherever the triangle lies")
{
    for (const float scale : {1e-8F, 1e-3F, 1.0F, 1e5F}) {
        Mesh mesh;
        mesh.vertices = {0, 0, 0, scale, 2 * scale, 0, 0, scale, 3 * scale};
        mesh.triangles = {0, 1, 2};
        const std::string bytes = encode({mesh});
        std::array<float, 3> n{};
        std::copy_n(bytes.data() + 84, sizeof n, reinterpret_cast<char *>(n.data()));
        CAPTURE(scale);
        CHECK(std::sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) == doctest::Approx(1).epsilon(1e-6));
    }
}

TEST_CASE("stl: more triangles than the format can count are refused")
{
    // Only the counts are read.
    slicer_plate_object object{};
    object.triangle_count = std::numeric_limits<std::uint32_t>::max();
    const auto most = StlEncoder::create({&object, 1});
    REQUIRE(most);
    CHECK(most->size() == 214'748'364'834);

    slicer_plate_object one{};
    one.triangle_count = 1;
    const std::array sum = {object, one};
    REQUIRE_FALSE(StlEncoder::create(sum));
    CHECK(StlEncoder::create(sum).error().kind == ErrorKind::TooLarge);

    slicer_plate_object huge{};
    huge.triangle_count = std::numeric_limits<std::uint64_t>::max();
    const std::array overflow = {one, huge};
    REQUIRE_FALSE(StlEncoder::create(overflow));
    CHECK(StlEncoder::create(overflow).error().kind == ErrorKind::TooLarge);
}
