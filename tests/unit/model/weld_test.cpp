#include "model/weld.hpp"

#include "support/file_bytes.hpp"
#include "support/mesh.hpp"
#include "support/reference_stl.hpp"
#include "support/temp_folder.hpp"

#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::model;

using mmf::test::Mesh;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;
using mmf::test::write_bytes;
namespace reference = mmf::test::reference;

namespace {

Result<IndexedMesh> weld_all(const std::vector<Mesh> &meshes, const std::stop_token &stop = {})
{
    std::vector<slicer_plate_object> objects;
    objects.reserve(meshes.size());
    for (const Mesh &mesh : meshes) {
        objects.push_back(mesh.object());
    }
    return weld(objects, stop);
}

// Each triangle with vertices of its own.
Mesh soup(const Mesh &mesh)
{
    Mesh apart;
    apart.transform = mesh.transform;
    for (const std::uint32_t index : mesh.triangles) {
        const auto v = mesh.vertices.begin() + 3 * static_cast<std::ptrdiff_t>(index);
        apart.vertices.insert(apart.vertices.end(), v, v + 3);
        apart.triangles.push_back(static_cast<std::uint32_t>(apart.triangles.size()));
    }
    return apart;
}

// Any numbers, each of few values, so that many vertices meet.
Mesh crowded(std::uint32_t vertices, std::uint32_t triangles)
{
    Mesh mesh;
    std::uint32_t state = 99;
    const auto next = [&] { return (state = state * 1664525U + 1013904223U) >> 8U; };
    for (std::uint32_t i = 0; i < 3 * vertices; ++i) {
        mesh.vertices.push_back(static_cast<float>(next() % 12) * 0.1F - 0.5F);
    }
    for (std::uint32_t i = 0; i < 3 * triangles; ++i) {
        mesh.triangles.push_back(next() % vertices);
    }
    return mesh;
}

Mesh written_out(const IndexedMesh &mesh)
{
    return {"", mesh.vertices, mesh.triangles, mmf::test::Identity};
}

} // namespace

TEST_CASE("weld: equal positions become one vertex, in the order of their first use")
{
    const auto welded = weld_all({soup(tetrahedron())});
    REQUIRE(welded);
    CHECK(welded->vertices == std::vector<float>{0, 0, 0, 0, 20, 0, 10, 0, 0, 0, 0, 30});
    CHECK(welded->triangles == std::vector<std::uint32_t>{0, 1, 2, 0, 2, 3, 0, 3, 1, 2, 1, 3});
    CHECK(weld_all({tetrahedron()})->triangles == welded->triangles);
}

TEST_CASE("weld: only what a triangle uses")
{
    Mesh mesh = tetrahedron();
    mesh.vertices.insert(mesh.vertices.begin(), {7, 7, 7});
    mesh.triangles = {4, 2, 3};
    CHECK(weld_all({mesh})->vertices == std::vector<float>{0, 0, 30, 10, 0, 0, 0, 20, 0});
}

TEST_CASE("weld: zero and minus zero are one, the next number is another")
{
    Mesh mesh;
    const float next = std::nextafter(1.0F, 2.0F);
    const float least = std::numeric_limits<float>::denorm_min();
    mesh.vertices = {0, -0.0F, 1, -0.0F, 0, 1, -0.0F, -0.0F, next, least, 0, 1};
    mesh.triangles = {1, 2, 3, 0, 2, 3};
    const auto welded = weld_all({mesh});
    REQUIRE(welded);
    CHECK(welded->triangles == std::vector<std::uint32_t>{0, 1, 2, 0, 1, 2});
    CHECK(welded->vertices == std::vector<float>{0, 0, 1, 0, 0, next, least, 0, 1});
    CHECK_FALSE(std::signbit(welded->vertices[0]));
}

TEST_CASE("weld: the triangles stay what they were, to the bit")
{
    for (const std::uint32_t vertices : {3U, 60U, 5000U}) {
        const Mesh mesh = crowded(vertices, 3000);
        const auto welded = weld_all({mesh});
        REQUIRE(welded);
        CHECK(reference::stl({written_out(*welded)}) == reference::stl({mesh}));
        CHECK(welded->vertex_count() <= 12 * 12 * 12);
        // No two are left that are the same.
        CHECK(weld_all({written_out(*welded)})->vertices == welded->vertices);
        CHECK(weld_all({soup(mesh)})->triangles == welded->triangles);
    }
}

TEST_CASE("weld: objects are placed, mirrored ones turned, and meet where they touch")
{
    Mesh mirrored = tetrahedron();
    mirrored.transform[0] = -1;
    const auto welded = weld_all({tetrahedron(), mirrored});
    REQUIRE(welded);
    CHECK(welded->vertex_count() == 5); // three in common
    CHECK(welded->triangle_count() == 8);
    CHECK(reference::stl({written_out(*welded)}) ==
          reference::stl({tetrahedron()}).substr(0, 80) + std::string("\x08\0\0\0", 4) +
              reference::stl({tetrahedron()}).substr(84) + reference::stl({mirrored}, true).substr(84));
}

TEST_CASE("weld: seen as an object it is the same")
{
    const auto welded = weld_all({tetrahedron()});
    const slicer_plate_object object = welded->object();
    const auto again = weld(std::span(&object, 1), {});
    REQUIRE(again);
    CHECK(again->vertices == welded->vertices);
    CHECK(again->triangles == welded->triangles);
}

TEST_CASE("weld: what cannot be published is refused as elsewhere, and a stop ends it")
{
    CHECK(weld_all({}).error().kind == ErrorKind::EmptyPlate);
    CHECK(weld_all({Mesh{}}).error().kind == ErrorKind::EmptyPlate);
    Mesh broken = tetrahedron();
    broken.triangles[3] = 4;
    CHECK(weld_all({tetrahedron(), broken}).error().kind == ErrorKind::BadMesh);
    for (const float bad :
         {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
        Mesh mesh = tetrahedron();
        mesh.vertices[4] = bad;
        CHECK(weld_all({mesh}).error().kind == ErrorKind::BadMesh);
    }
    std::stop_source stop;
    stop.request_stop();
    CHECK(weld_all({tetrahedron()}, stop.get_token()).error().kind == ErrorKind::Cancelled);
}

TEST_CASE("weld: a file")
{
    const TempFolder folder;
    const Mesh mesh = crowded(300, 12'000);
    const auto path = folder / "mesh.stl";
    write_bytes(path, reference::stl({mesh}));
    const auto welded = weld_stl(path, {});
    REQUIRE(welded);
    CHECK(welded->triangles == weld_all({mesh})->triangles);
    CHECK(welded->vertices == weld_all({mesh})->vertices);

    std::stop_source stop;
    stop.request_stop();
    CHECK(weld_stl(path, stop.get_token()).error().kind == ErrorKind::Cancelled);
    CHECK(weld_stl(folder / "none.stl", {}).error().kind == ErrorKind::Disk);
    write_bytes(folder / "cut.stl", reference::stl({mesh}).substr(0, 5000));
    CHECK(weld_stl(folder / "cut.stl", {}).error().kind == ErrorKind::BadFile);
}
