#include "shim_slicer/plate.hpp"
#include "shim_slicer/stl_file.hpp"

#include <cmath>
#include <cstring>
#include <doctest/doctest.h>

using namespace shim;

namespace {

/** A tetrahedron of volume x * y * z / 6 with its right angle at the origin. */
Mesh corner_of(float x, float y, float z)
{
    static constexpr std::uint32_t Triangles[] = {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3};
    const Point points[] = {{0, 0, 0}, {x, 0, 0}, {0, y, 0}, {0, 0, z}};
    MeshBuilder builder;
    for (const std::uint32_t index : Triangles)
        builder.add(points[index]);
    return builder.take();
}

const PlacedObject &object(const Plate &plate, std::size_t index)
{
    return plate.snapshot()->objects[index];
}

Plate plate_with(int count)
{
    Plate plate;
    for (int i = 0; i < count; ++i)
        plate.add("corner", corner_of(30, 20, 10));
    return plate;
}

bool overlap(const Bounds &a, const Bounds &b)
{
    return a.min[0] < b.max[0] && b.min[0] < a.max[0] && a.min[1] < b.max[1] && b.min[1] < a.max[1];
}

void check_point(const Point &point, const Point &expected)
{
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(point[i] == doctest::Approx(expected[i]).epsilon(1e-5));
}

/** Positive if the triangles of a binary STL are counter-clockwise seen from outside. */
double volume_of(const std::string &stl)
{
    double six_volumes = 0;
    for (std::size_t at = 84; at < stl.size(); at += 50) {
        std::array<float, 9> p{};
        std::memcpy(&p, stl.data() + at + 12, sizeof p);
        const std::array<double, 9> q{p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]};
        six_volumes += q[0] * (q[4] * q[8] - q[5] * q[7]) - q[1] * (q[3] * q[8] - q[5] * q[6]) +
                       q[2] * (q[3] * q[7] - q[4] * q[6]);
    }
    return six_volumes / 6;
}

} // namespace

TEST_CASE("right angles are exact, and turns follow the right hand")
{
    const auto turn = [](float x, float y, float z) { return turned_and_scaled({x, y, z}, {1, 1, 1}); };
    CHECK(transformed(turn(0, 0, 90), {1, 0, 0}) == Point{0, 1, 0});
    CHECK(transformed(turn(90, 0, 0), {0, 1, 0}) == Point{0, 0, 1});
    CHECK(transformed(turn(0, 90, 0), {0, 0, 1}) == Point{1, 0, 0});
    CHECK(transformed(turn(0, 0, -270), {1, 0, 0}) == Point{0, 1, 0});
    CHECK(transformed(turn(0, 0, 540), {1, 2, 3}) == Point{-1, -2, 3});
    // x before z.
    CHECK(transformed(turn(90, 0, 90), {0, 1, 0}) == Point{0, 0, 1});
    check_point(transformed(turn(0, 0, 30), {2, 0, 0}), {std::sqrt(3.0F), 1, 0});
}

TEST_CASE("an odd number of negative factors mirrors")
{
    CHECK_FALSE(mirrors(Identity));
    CHECK(mirrors(turned_and_scaled({10, 20, 30}, {-1, 1, 1})));
    CHECK_FALSE(mirrors(turned_and_scaled({10, 20, 30}, {-1, 2, -1})));
    CHECK(mirrors(turned_and_scaled({0, 0, 0}, {-1e-12F, 1e-12F, 1e-12F})));
}

TEST_CASE("what a person sets is what the object gets, and its place stays when it is turned")
{
    Plate plate = plate_with(2);
    Placement placement = plate.placement(1);
    placement.position = {40, -30, 5};
    plate.place(1, placement);
    CHECK(object(plate, 1).bounds.min == Point{25, -40, 5});
    CHECK(object(plate, 1).bounds.max == Point{55, -20, 15});

    placement.degrees = {0, 0, 90};
    placement.factors = {2, 1, 1};
    plate.place(1, placement);
    CHECK(object(plate, 1).bounds.min == Point{30, -60, 5});
    CHECK(object(plate, 1).bounds.max == Point{50, 0, 15});
    const Placement after = plate.placement(1);
    CHECK(after.position == Point{40, -30, 5});
    CHECK(after.degrees == Point{0, 0, 90});
    CHECK(after.factors == Point{2, 1, 1});

    // A slanted box holds all of it.
    placement.degrees = {20, 40, 60};
    plate.place(1, placement);
    const Mesh &mesh = *object(plate, 1).mesh;
    for (std::size_t i = 0; i < mesh.vertex_count(); ++i) {
        const Point at = transformed(object(plate, 1).transform, mesh.vertex(i));
        for (std::size_t axis = 0; axis < 3; ++axis) {
            CHECK(at[axis] >= object(plate, 1).bounds.min[axis] - 1e-4F);
            CHECK(at[axis] <= object(plate, 1).bounds.max[axis] + 1e-4F);
        }
    }
    check_point(plate.placement(1).position, {40, -30, 5});
}

TEST_CASE("an object that was only moved, and one whose changes were taken back, are exact")
{
    Plate plate = plate_with(1);
    const Transform untouched = object(plate, 0).transform;
    const Placement before = plate.placement(0);
    Placement placement = before;
    placement.degrees = {0, 0, 45};
    plate.place(0, placement);
    CHECK(object(plate, 0).transform != untouched);
    plate.place(0, before);
    CHECK(object(plate, 0).transform == untouched);
    placement = before;
    placement.position[0] += 1;
    plate.place(0, placement);
    Transform expected = untouched;
    expected[3] += 1;
    CHECK(object(plate, 0).transform == expected);
}

TEST_CASE("mirrored and sheared objects are exported with the right side outside")
{
    Plate plate = plate_with(1);
    CHECK(volume_of(binary_stl(*plate.snapshot())) == doctest::Approx(1000));
    Placement placement = plate.placement(0);
    placement.factors = {-2, 1, 0.5F};
    plate.place(0, placement);
    CHECK(mirrors(object(plate, 0).transform));
    CHECK(volume_of(binary_stl(*plate.snapshot())) == doctest::Approx(1000));

    Plate sheared;
    std::vector<Model> models;
    models.push_back({"", corner_of(30, 20, 10), {-1, 0.5F, 0, 9, 0, 1, 0.25F, 9, 0, 0, 1, 9, 0, 0, 0, 1}});
    sheared.add("file", std::move(models));
    CHECK(object(sheared, 0).name == "file");
    CHECK(volume_of(binary_stl(*sheared.snapshot())) == doctest::Approx(1000));
}

TEST_CASE("the objects of one file keep their places among each other")
{
    Plate plate;
    std::vector<Model> models;
    models.push_back({"base", corner_of(30, 20, 10)});
    models.push_back({"lid", corner_of(30, 20, 10), moved(Identity, {5, 0, 10})});
    plate.add("box", std::move(models));
    plate.add("other", corner_of(30, 20, 10));
    const Bounds base = object(plate, 0).bounds;
    const Bounds lid = object(plate, 1).bounds;
    check_point({lid.min[0] - base.min[0], lid.min[1] - base.min[1], lid.min[2] - base.min[2]}, {5, 0, 10});
    CHECK(base.min[2] == 0);
    CHECK_FALSE(overlap(united(base, lid), object(plate, 2).bounds));
    CHECK(plate.snapshot()->name == "base");
}

TEST_CASE("newcomers stay clear of what was placed by hand, which stays where it is")
{
    Plate plate = plate_with(2);
    Placement placement = plate.placement(0);
    placement.position = {70, 60, 0};
    plate.place(0, placement);
    const Bounds first = object(plate, 0).bounds;
    const Bounds second = object(plate, 1).bounds;
    CHECK(plate.duplicate(0) == 1);
    CHECK(object(plate, 1).name == "corner (2)");
    plate.add("new", corner_of(10, 10, 10));
    REQUIRE(plate.snapshot()->objects.size() == 4);
    CHECK(object(plate, 0).bounds.min == first.min);
    CHECK(object(plate, 2).bounds.min == second.min);
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = i + 1; j < 4; ++j)
            CHECK_FALSE(overlap(object(plate, i).bounds, object(plate, j).bounds));
    }
    plate.remove(3);
    CHECK(object(plate, 0).bounds.min == first.min);

    plate.arrange();
    CHECK(object(plate, 0).bounds.min != first.min);
    plate.clear();
    plate.add("alone", corner_of(30, 20, 10));
    CHECK(object(plate, 0).transform == plate_with(1).snapshot()->objects[0].transform);
}

TEST_CASE("a copy has the turn and the size of its model, and its mesh")
{
    Plate plate = plate_with(1);
    Placement placement = plate.placement(0);
    placement.degrees = {0, 0, 90};
    placement.factors = {1, -1, 1};
    plate.place(0, placement);
    plate.duplicate(0);
    plate.duplicate(0);
    CHECK(object(plate, 1).name == "corner (3)");
    CHECK(plate.placement(1).degrees == placement.degrees);
    CHECK(plate.placement(1).factors == placement.factors);
    CHECK(object(plate, 1).mesh == object(plate, 0).mesh);
}
