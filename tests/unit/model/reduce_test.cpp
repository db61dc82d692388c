#include "model/reduce.hpp"

#include "model/mesh.hpp"
#include "support/mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::model;
using mmf::test::tetrahedron;

namespace {

// Closed, of 2 * around * along triangles: a ring of 40 mm whose tube has 10 mm.
IndexedMesh torus(std::uint32_t around, std::uint32_t along)
{
    IndexedMesh mesh;
    for (std::uint32_t i = 0; i < along; ++i) {
        for (std::uint32_t k = 0; k < around; ++k) {
            const double ring = 2 * std::numbers::pi * i / along;
            const double tube = 2 * std::numbers::pi * k / around;
            const double distance = 40 + 10 * std::cos(tube);
            for (const double value :
                 {distance * std::cos(ring), distance * std::sin(ring), 10 * std::sin(tube)}) {
                mesh.vertices.push_back(static_cast<float>(value));
            }
            const std::uint32_t here = i * around + k;
            const std::uint32_t beside = i * around + (k + 1) % around;
            const std::uint32_t next = (i + 1) % along * around + k;
            const std::uint32_t across = (i + 1) % along * around + (k + 1) % around;
            mesh.triangles.insert(mesh.triangles.end(), {here, next, across, here, across, beside});
        }
    }
    return mesh;
}

// A square plate of `side` by `side` quads, all in one plane.
IndexedMesh plate(std::uint32_t side)
{
    IndexedMesh mesh;
    for (std::uint32_t y = 0; y <= side; ++y) {
        for (std::uint32_t x = 0; x <= side; ++x) {
            mesh.vertices.insert(mesh.vertices.end(), {static_cast<float>(x), static_cast<float>(y), 5});
        }
    }
    for (std::uint32_t y = 0; y < side; ++y) {
        for (std::uint32_t x = 0; x < side; ++x) {
            const std::uint32_t here = y * (side + 1) + x;
            const std::uint32_t above = here + side + 1;
            mesh.triangles.insert(mesh.triangles.end(), {here, here + 1, above + 1, here, above + 1, above});
        }
    }
    return mesh;
}

// Each edge is used once in either direction.
bool is_closed(const IndexedMesh &mesh)
{
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        const std::array corners = {mesh.triangles[i], mesh.triangles[i + 1], mesh.triangles[i + 2]};
        for (std::size_t k = 0; k < 3; ++k) {
            ++edges[{corners.at(k), corners.at((k + 1) % 3)}];
        }
    }
    return std::all_of(edges.begin(), edges.end(), [&](const auto &edge) {
        const auto back = edges.find({edge.first.second, edge.first.first});
        return edge.second == 1 && back != edges.end();
    });
}

// How far a point is from the torus itself.
double distance_to_torus(const float *v)
{
    const double ring = std::hypot(v[0], v[1]) - 40;
    return std::abs(std::hypot(ring, static_cast<double>(v[2])) - 10);
}

double farthest_middle(const IndexedMesh &mesh)
{
    double farthest = 0;
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        std::array<float, 3> middle{};
        for (std::size_t k = 0; k < 9; ++k) {
            middle.at(k % 3) += mesh.vertices[3 * mesh.triangles[i + k / 3] + k % 3] / 3;
        }
        farthest = std::max(farthest, distance_to_torus(middle.data()));
    }
    return farthest;
}

Result<Reduced> reduced_to(const IndexedMesh &mesh, std::uint64_t most)
{
    return reduce(mesh, most, {});
}

} // namespace

TEST_CASE("reduce: to as many triangles as are allowed, closed as before")
{
    const IndexedMesh mesh = torus(60, 200); // 24,000 triangles
    REQUIRE(is_closed(mesh));
    double last = 0;
    for (const std::uint64_t most : {23'999U, 23'998U, 20'000U, 12'000U, 2'400U}) {
        CAPTURE(most);
        const auto reduced = reduced_to(mesh, most);
        REQUIRE(reduced);
        CHECK(reduced->mesh.triangle_count() <= most);
        CHECK(reduced->mesh.triangle_count() + 2 >= most); // no more is lost than has to be
        CHECK(is_closed(reduced->mesh));
        CHECK(2 * reduced->mesh.vertex_count() ==
              reduced->mesh.triangle_count()); // still one hole, none over
        const slicer_plate_object object = reduced->mesh.object();
        CHECK(inspect(object));
        CHECK(reduced->deviation > 0);
        CHECK(reduced->deviation >= last / 2); // it grows, if not each time
        last = reduced->deviation;
        // And it is about what it says: the middles of the triangles are off the round torus by as much.
        CHECK(farthest_middle(reduced->mesh) < farthest_middle(mesh) + 2 * reduced->deviation + 0.01);
    }
    CHECK(last > 0.01);
    CHECK(last < 1);
}

TEST_CASE("reduce: what is flat loses nothing, and keeps its corners")
{
    const IndexedMesh mesh = plate(40);
    const auto reduced = reduced_to(mesh, 100);
    REQUIRE(reduced);
    CHECK(reduced->mesh.triangle_count() <= 100);
    CHECK(reduced->deviation < 1e-4);
    const slicer_plate_object object = reduced->mesh.object();
    CHECK(inspect(object)->size().x == 40);
    CHECK(inspect(object)->size().y == 40);
}

TEST_CASE("reduce: what fits already stays as it is")
{
    const IndexedMesh mesh = torus(12, 20);
    for (const std::uint64_t most : {480U, 481U, 1'000'000U}) {
        const auto reduced = reduced_to(mesh, most);
        REQUIRE(reduced);
        CHECK(reduced->deviation == 0);
        CHECK(reduced->mesh.triangle_count() == 480);
    }
}

TEST_CASE("reduce: triangles without area go first")
{
    IndexedMesh mesh = torus(12, 20);
    const std::size_t wanted = mesh.triangles.size();
    for (std::uint32_t i = 0; i < 50; ++i) {
        mesh.triangles.insert(mesh.triangles.end(), {i, i + 1, i});
    }
    const auto reduced = reduced_to(mesh, 480);
    REQUIRE(reduced);
    CHECK(reduced->mesh.triangles.size() == wanted);
    CHECK(reduced->deviation == 0);
}

TEST_CASE("reduce: the same again gives the same bytes")
{
    const IndexedMesh mesh = torus(60, 200);
    const auto first = reduced_to(mesh, 10'000);
    const auto second = reduced_to(mesh, 10'000);
    CHECK(first->mesh.vertices == second->mesh.vertices);
    CHECK(first->mesh.triangles == second->mesh.triangles);
}

TEST_CASE("reduce: what cannot be reduced so far is told")
{
    // The pages of a book: at its back an edge of a hundred triangles.
    IndexedMesh book{{0, 0, 0, 0, 0, 10}, {}};
    for (std::uint32_t page = 0; page < 100; ++page) {
        const double angle = 0.06 * page;
        for (const double value : {10 * std::cos(angle), 10 * std::sin(angle), 5.0}) {
            book.vertices.push_back(static_cast<float>(value));
        }
        book.triangles.insert(book.triangles.end(), {0, 1, page + 2});
    }
    for (const std::uint64_t most : {99U, 10U, 1U}) {
        const auto reduced = reduced_to(book, most);
        REQUIRE_FALSE(reduced);
        CHECK(reduced.error().kind == ErrorKind::TooLarge);
    }
    CHECK(reduced_to(book, 100)->deviation == 0);
}

TEST_CASE("reduce: the deviation is measured, where a part goes too")
{
    const mmf::test::Mesh source = tetrahedron();
    IndexedMesh two{source.vertices, source.triangles};
    for (std::size_t i = 0; i < source.vertices.size(); ++i) {
        two.vertices.push_back(source.vertices[i] + (i % 3 == 0 ? 500.0F : 0.0F));
    }
    for (const std::uint32_t index : source.triangles) {
        two.triangles.push_back(index + 4);
    }
    const auto flat = reduced_to(two, 6); // one of them has become two triangles back to back
    REQUIRE(flat);
    CHECK(flat->deviation >= 5);
    CHECK(flat->deviation <= 30);
    const auto gone = reduced_to(two, 2);
    REQUIRE(gone);
    CHECK(gone->deviation > 400);
}

TEST_CASE("reduce: nothing to reduce, one triangle, and a stop")
{
    CHECK(reduced_to({}, 10).error().kind == ErrorKind::EmptyPlate);
    CHECK(reduced_to({{0, 0, 0, 1, 0, 0}, {0, 1, 0}}, 10).error().kind == ErrorKind::EmptyPlate);
    const IndexedMesh one{{0, 0, 0, 1, 0, 0, 0, 1, 0}, {0, 1, 2}};
    CHECK(reduced_to(one, 1)->mesh.triangle_count() == 1);
    CHECK(reduced_to(one, 0).error().kind == ErrorKind::TooLarge);
    std::stop_source stop;
    stop.request_stop();
    CHECK(reduce(torus(12, 20), 100, stop.get_token()).error().kind == ErrorKind::Cancelled);
}
