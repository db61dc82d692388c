#include "model/print_check.hpp"

#include "model/weld.hpp"
#include "support/mesh.hpp"

#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <numeric>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::model;
using mmf::test::Mesh;
using mmf::test::tetrahedron;

namespace {

using Findings = std::vector<PrintFinding>;

struct Corner
{
    float x = 0;
    float y = 0;
    float z = 0;
};

Mesh cube(float side, Corner at = {})
{
    Mesh mesh;
    for (unsigned i = 0; i < 8; ++i) {
        mesh.vertices.push_back(at.x + ((i & 1U) != 0 ? side : 0));
        mesh.vertices.push_back(at.y + ((i & 2U) != 0 ? side : 0));
        mesh.vertices.push_back(at.z + ((i & 4U) != 0 ? side : 0));
    }
    mesh.triangles = {0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4,
                      2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5};
    return mesh;
}

Mesh turned(Mesh mesh)
{
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        std::swap(mesh.triangles[i], mesh.triangles[i + 1]);
    }
    return mesh;
}

Mesh with_turned_triangle(Mesh mesh)
{
    std::swap(mesh.triangles[0], mesh.triangles[1]);
    return mesh;
}

Mesh without_triangles(Mesh mesh, std::size_t count)
{
    mesh.triangles.resize(mesh.triangles.size() - 3 * count);
    return mesh;
}

Mesh with_triangle(Mesh mesh, std::vector<std::uint32_t> corners)
{
    mesh.triangles.insert(mesh.triangles.end(), corners.begin(), corners.end());
    return mesh;
}

Mesh both(Mesh mesh, const Mesh &other)
{
    const auto before = static_cast<std::uint32_t>(mesh.vertices.size() / 3);
    mesh.vertices.insert(mesh.vertices.end(), other.vertices.begin(), other.vertices.end());
    for (const std::uint32_t index : other.triangles) {
        mesh.triangles.push_back(before + index);
    }
    return mesh;
}

// A vertex in the middle of an edge, with the triangle on one side of it divided and one without area to fill
// the gap: what exporters leave behind.
Mesh cube_with_flat_triangle()
{
    Mesh mesh = cube(20);
    mesh.vertices.insert(mesh.vertices.end(), {10, 0, 0}); // 8, between 0 and 1
    // 0, 3, 1 becomes two; 0, 1, 5 stays.
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        if (mesh.triangles[i] == 0 && mesh.triangles[i + 1] == 3 && mesh.triangles[i + 2] == 1) {
            mesh.triangles[i + 2] = 8;
        }
    }
    return with_triangle(with_triangle(std::move(mesh), {8, 3, 1}), {0, 8, 1});
}

PrintCheck check_of(const std::vector<Mesh> &objects)
{
    PrintChecker checker;
    for (const Mesh &mesh : objects) {
        const slicer_plate_object object = mesh.object();
        const auto welded = weld({&object, 1}, {});
        REQUIRE(welded);
        REQUIRE(checker.add(*welded, {}));
    }
    return checker.finish();
}

} // namespace

TEST_CASE("print check: a closed cube has its size and volume, and nothing is found")
{
    const PrintCheck check = check_of({cube(20, {5, -7, 0})});
    CHECK(check.findings.empty());
    CHECK(check.objects == 1);
    CHECK(check.triangles == 12);
    CHECK(check.size.x == 20);
    CHECK(check.size.y == 20);
    CHECK(check.size.z == 20);
    REQUIRE(check.volume);
    CHECK(*check.volume == doctest::Approx(8000));
}

TEST_CASE("print check: what is found of one object")
{
    using enum PrintProblem;
    struct Case
    {
        std::string what;
        Mesh mesh;
        Findings expected;
    };
    const std::vector<Case> cases = {
        {"a tetrahedron", tetrahedron(), {}},
        {"a hole of a triangle", without_triangles(cube(20), 1), {{OpenEdges, 3}}},
        {"a hole of a side", without_triangles(cube(20), 2), {{OpenEdges, 4}}},
        {"a single triangle", {"", {0, 0, 0, 20, 0, 0, 0, 20, 0}, {0, 1, 2}}, {{OpenEdges, 3}}},
        {"a wall within", with_triangle(cube(20), {0, 3, 5}), {{OpenEdges, 3}}},
        {"one triangle turned", with_turned_triangle(cube(20)), {{TurnedEdges, 3}}},
        {"inside out", turned(cube(20)), {{InsideOutShells, 1}}},
        {"inside out, beside a right one",
         both(cube(20), turned(cube(10, {30, 0, 0}))),
         {{InsideOutShells, 1}}},
        {"a cavity", both(cube(20), turned(cube(10, {5, 5, 5}))), {}},
        {"a part in a cavity", both(both(cube(20), turned(cube(10, {5, 5, 5}))), cube(5, {7, 7, 7})), {}},
        {"inside out around a right one",
         both(turned(cube(20)), cube(10, {5, 5, 5})),
         {{InsideOutShells, 1}}},
        {"two that share an edge", both(cube(20), cube(20, {20, 20, 0})), {}},
        {"a triangle of a point", with_triangle(cube(20), {0, 0, 0}), {{FlatTriangles, 1}}},
        {"a triangle of a line", with_triangle(cube(20), {0, 1, 0}), {{FlatTriangles, 1}}},
        {"three points in a line", cube_with_flat_triangle(), {{FlatTriangles, 1}}},
        {"a speck", both(cube(20), cube(0.25F, {30, 0, 0})), {{Specks, 1}}},
        {"two specks", both(both(cube(20), cube(0.25F, {30, 0, 0})), cube(0.25F, {40, 0, 0})), {{Specks, 2}}},
        {"a small part", both(cube(20), cube(0.5F, {30, 0, 0})), {}},
        {"as large as the bed", cube(256), {}},
        {"larger than the bed", cube(256.5F), {{LargerThanBed, 1}}},
        {"an inch in inches, or a metre in metres", cube(1), {{MuchTooSmall, 1}}},
        {"small, but likely", cube(5), {}},
        {"a metre", cube(1000), {{MuchTooLarge, 1}}},
        {"several at once",
         both(without_triangles(cube(300), 1), cube(0.25F, {310, 0, 0})),
         {{OpenEdges, 3}, {Specks, 1}, {LargerThanBed, 1}}},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        CHECK(check_of({c.mesh}).findings == c.expected);
    }
}

TEST_CASE("print check: a volume is that of what is solid")
{
    struct Case
    {
        std::string what;
        Mesh mesh;
        double expected;
    };
    const std::vector<Case> cases = {
        {"far from the origin", cube(10, {1000, -2000, 500}), 1000},
        {"two shells", both(cube(20), cube(10, {30, 0, 0})), 9000},
        {"without the cavity", both(cube(20), turned(cube(10, {5, 5, 5}))), 7000},
        {"inside out", turned(cube(10)), 1000},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        const auto volume = check_of({c.mesh}).volume;
        REQUIRE(volume);
        CHECK(*volume == doctest::Approx(c.expected));
    }
    CHECK(!check_of({without_triangles(cube(20), 1)}).volume);
    CHECK(!check_of({cube(20), without_triangles(cube(20), 1)}).volume);
}

TEST_CASE("print check: several objects are each judged by themselves, and told together")
{
    using enum PrintProblem;
    const PrintCheck check =
        check_of({cube(200), cube(200, {300, 0, 0}), cube(1), cube(2, {10, 0, 0}), turned(cube(30))});
    CHECK(check.objects == 5);
    CHECK(check.triangles == 60);
    CHECK(check.size.x == 500);
    CHECK(check.size.y == 200);
    CHECK(check.findings == Findings{{InsideOutShells, 1}, {MuchTooSmall, 2}});
}

TEST_CASE("print check: parts that only meet where their corners are equal are closed")
{
    // Each triangle with vertices of its own, as a file has them.
    Mesh soup;
    const Mesh whole = cube(20);
    for (const std::uint32_t index : whole.triangles) {
        const auto v = whole.vertices.begin() + 3 * static_cast<std::ptrdiff_t>(index);
        soup.vertices.insert(soup.vertices.end(), v, v + 3);
    }
    soup.triangles.resize(whole.triangles.size());
    std::iota(soup.triangles.begin(), soup.triangles.end(), 0U);
    CHECK(check_of({soup}).findings.empty());
}

TEST_CASE("print check: a stop ends it")
{
    std::stop_source stop;
    stop.request_stop();
    const Mesh mesh = cube(20);
    const slicer_plate_object cube_object = mesh.object();
    const auto welded = weld({&cube_object, 1}, {});
    REQUIRE(welded);
    const auto added = PrintChecker().add(*welded, stop.get_token());
    REQUIRE(!added);
    CHECK(added.error().kind == ErrorKind::Cancelled);
}
