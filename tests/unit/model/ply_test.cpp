#include "model/ply.hpp"

#include "support/mesh.hpp"
#include "support/reference_ply.hpp"

#include <cstddef>
#include <doctest/doctest.h>
#include <limits>
#include <span>
#include <string>
#include <vector>

using namespace mmf::model;
using mmf::test::tetrahedron;
namespace reference = mmf::test::reference;

namespace {

IndexedMesh mesh_of(std::uint32_t vertices, std::uint32_t triangles)
{
    IndexedMesh mesh;
    for (std::uint32_t i = 0; i < 3 * vertices; ++i) {
        mesh.vertices.push_back(static_cast<float>(i) / 7.0F - 100.0F);
    }
    for (std::uint32_t i = 0; i < 3 * triangles; ++i) {
        mesh.triangles.push_back(i * 2654435761U % vertices);
    }
    return mesh;
}

std::string encode(const IndexedMesh &mesh, std::size_t block_size = 4096)
{
    PlyEncoder encoder(mesh);
    std::string out;
    std::vector<std::byte> block(block_size);
    while (const std::size_t count = encoder.encode(block)) {
        REQUIRE(count <= block.size());
        out.append(reinterpret_cast<const char *>(block.data()), count);
    }
    CHECK(encoder.encode(block) == 0); // and stays at its end
    CHECK(out.size() == encoder.size());
    return out;
}

} // namespace

TEST_CASE("ply: one triangle, worked out by hand")
{
    const IndexedMesh mesh{{0, 0, 0, 10, 0, 0, 0, -20, 0.5F}, {0, 2, 1}};
    const std::string header = "ply\n"
                               "format binary_little_endian 1.0\n"
                               "comment millimetres. Publish to MyMiniFactory\n"
                               "element vertex 3\n"
                               "property float x\nproperty float y\nproperty float z\n"
                               "element face 1\n"
                               "property list uchar int vertex_indices\n"
                               "end_header\n";
    const std::string vertices("\0\0\0\0\0\0\0\0\0\0\0\0"
                               "\0\0\x20\x41\0\0\0\0\0\0\0\0"
                               "\0\0\0\0\0\0\xA0\xC1\0\0\0\x3F",
                               36);
    const std::string face("\x03\0\0\0\0\x02\0\0\0\x01\0\0\0", 13);
    CHECK(encode(mesh) == header + vertices + face);
}

TEST_CASE("ply: what is read back is the mesh, whatever the blocks")
{
    const IndexedMesh mesh = mesh_of(50, 97);
    const std::string whole = encode(mesh);
    const auto read = reference::read_ply(whole);
    CHECK(read.vertices == mesh.vertices);
    CHECK(read.triangles == mesh.triangles);
    for (const std::size_t block : {1, 2, 3, 5, 12, 13, 14, 25, 26, 27, 250, 1000}) {
        CAPTURE(block);
        CHECK(encode(mesh, block) == whole);
    }
}

TEST_CASE("ply: a mesh without triangles, and one with the largest number")
{
    const auto empty = reference::read_ply(encode({}));
    CHECK(empty.vertices.empty());
    CHECK(empty.triangles.empty());
    const IndexedMesh mesh{{0, 0, 0}, {0x7FFFFFFE, 0, 0}}; // is not looked up
    CHECK(reference::read_ply(encode(mesh)).triangles == mesh.triangles);
}

TEST_CASE("ply: the size is known beforehand, and is about 19 bytes a triangle")
{
    const std::uint64_t triangles = 2'000'000;
    const std::uint64_t bytes = ply_size(triangles / 2, triangles);
    CHECK(bytes == 38'000'000 + ply_size(0, 0) + 12); // two numbers of 7 digits instead of 1
    CHECK(ply_size(std::numeric_limits<std::uint32_t>::max(), 1) > 51'000'000'000);
}
