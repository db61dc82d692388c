#include "model/mesh.hpp"

#include "support/mesh.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <limits>
#include <stop_token>
#include <vector>

using namespace mmf;
using namespace mmf::model;
using mmf::test::Mesh;
using mmf::test::tetrahedron;

namespace {

constexpr float Infinity = std::numeric_limits<float>::infinity();
constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float Largest = std::numeric_limits<float>::max();

} // namespace

TEST_CASE("mesh: a tetrahedron's facts")
{
    const Mesh mesh = tetrahedron();
    const auto facts = inspect(mesh.object());
    REQUIRE(facts);
    CHECK(facts->triangles == 4);
    CHECK(facts->min == Point{0, 0, 0});
    CHECK(facts->max == Point{10, 20, 30});
    CHECK(facts->size().x == 10);
    CHECK(facts->size().y == 20);
    CHECK(facts->size().z == 30);
}

TEST_CASE("mesh: the box is that on the plate")
{
    Mesh mesh = tetrahedron();
    mesh.transform = {0, -2, 0, 100, 1, 0, 0, -5, 0, 0, 0.5F, 1, 0, 0, 0, 1};
    const auto facts = inspect(mesh.object());
    REQUIRE(facts);
    CHECK(facts->min == Point{60, -5, 1});
    CHECK(facts->max == Point{100, 5, 16});
    CHECK(facts->size().x == 40);
}

TEST_CASE("mesh: a size wider than a float can tell")
{
    Mesh mesh = tetrahedron();
    mesh.vertices[0] = -Largest;
    mesh.vertices[3] = Largest;
    const auto facts = inspect(mesh.object());
    REQUIRE(facts);
    CHECK(facts->size().x == 2 * static_cast<double>(Largest));
}

TEST_CASE("mesh: what cannot be encoded is refused, with the object's name and the reason")
{
    struct Case
    {
        const char *what;
        std::function<void(Mesh &)> spoil;
        const char *detail;
    };
    const std::vector<Case> cases = {
        {"x is NaN", [](Mesh &m) { m.vertices[3] = NotANumber; },
         "\"tetrahedron\": a coordinate of vertex 1 is not finite"},
        {"y is infinite", [](Mesh &m) { m.vertices[4] = Infinity; },
         "\"tetrahedron\": a coordinate of vertex 1 is not finite"},
        {"the last z is infinite", [](Mesh &m) { m.vertices[11] = -Infinity; },
         "\"tetrahedron\": a coordinate of vertex 3 is not finite"},
        {"NaN under a transform",
         [](Mesh &m) {
             m.vertices[0] = NotANumber;
             m.transform[3] = 1;
         },
         "\"tetrahedron\": a coordinate of vertex 0 is not finite"},
        {"an index one too high", [](Mesh &m) { m.triangles[5] = 4; },
         "\"tetrahedron\": vertex index 4 is out of range, it has 4 vertices"},
        {"the last index as high as can be", [](Mesh &m) { m.triangles.back() = UINT32_MAX; },
         "\"tetrahedron\": vertex index 4294967295 is out of range, it has 4 vertices"},
        {"no vertices", [](Mesh &m) { m.vertices.clear(); },
         "\"tetrahedron\": vertex index 3 is out of range, it has 0 vertices"},
        {"a transform with NaN", [](Mesh &m) { m.transform[0] = NotANumber; },
         "\"tetrahedron\": its transform is not finite"},
        {"a transform with infinity, in its last row", [](Mesh &m) { m.transform[15] = Infinity; },
         "\"tetrahedron\": its transform is not finite"},
        {"an overflow on the plate",
         [](Mesh &m) {
             m.vertices[6] = Largest;
             m.transform[0] = 2;
         },
         "\"tetrahedron\": vertex 2 is too far out to be placed on the plate"},
        {"an overflow on the way that would cancel out",
         [](Mesh &m) {
             m.vertices[9] = Largest;
             m.vertices[11] = -Largest;
             m.transform[0] = 2;
             m.transform[2] = 2;
         },
         "\"tetrahedron\": vertex 3 is too far out to be placed on the plate"},
        {"no name",
         [](Mesh &m) {
             m.name = " \n ";
             m.triangles[0] = 9;
         },
         "unnamed object: vertex index 9 is out of range, it has 4 vertices"},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        Mesh mesh = tetrahedron();
        c.spoil(mesh);
        const auto facts = inspect(mesh.object());
        REQUIRE_FALSE(facts);
        CHECK(facts.error().kind == ErrorKind::BadMesh);
        CHECK(facts.error().detail == c.detail);
    }
}

TEST_CASE("mesh: pointers that are null although there should be something")
{
    const Mesh mesh = tetrahedron();
    slicer_plate_object object = mesh.object();
    object.vertices = nullptr;
    CHECK(inspect(object).error().kind == ErrorKind::BadMesh);
    object = mesh.object();
    object.triangles = nullptr;
    CHECK(inspect(object).error().kind == ErrorKind::BadMesh);
    object = mesh.object();
    object.name = nullptr;
    CHECK(inspect(object));
}

TEST_CASE("mesh: nothing there")
{
    const Mesh nothing;
    CHECK(inspect(nothing.object()).error().kind == ErrorKind::EmptyPlate);
    Mesh only_vertices = tetrahedron();
    only_vertices.triangles.clear();
    CHECK(inspect(only_vertices.object()).error().kind == ErrorKind::EmptyPlate);
    CHECK(inspect(std::span<const slicer_plate_object>()).error().kind == ErrorKind::EmptyPlate);
    const std::vector both = {nothing.object(), only_vertices.object()};
    CHECK(inspect(both).error().kind == ErrorKind::EmptyPlate);
}

TEST_CASE("mesh: the facts of several objects together")
{
    Mesh moved = tetrahedron();
    moved.transform[3] = -100;
    moved.transform[11] = 7;
    const Mesh nothing;
    const Mesh plain = tetrahedron();
    std::vector objects = {nothing.object(), plain.object(), moved.object(), nothing.object()};
    const auto facts = inspect(objects);
    REQUIRE(facts);
    CHECK(facts->triangles == 8);
    CHECK(facts->min == Point{-100, 0, 0});
    CHECK(facts->max == Point{10, 20, 37});

    SUBCASE("one of them is bad")
    {
        Mesh bad = tetrahedron();
        bad.name = "culprit";
        bad.vertices[0] = NotANumber;
        objects.push_back(bad.object());
        const auto refused = inspect(objects);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().detail == "\"culprit\": a coordinate of vertex 0 is not finite");
    }
}

TEST_CASE("mesh: a stop ends the look at it")
{
    std::stop_source stop;
    stop.request_stop();
    const Mesh mesh = tetrahedron();
    const std::vector objects = {mesh.object()};
    const auto stopped = inspect(objects, stop.get_token());
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == ErrorKind::Cancelled);
}
