#include "shim_slicer/plate.hpp"
#include "shim_slicer/plate_extension.hpp"
#include "shim_slicer/plate_picture.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <thread>

using namespace shim;

namespace {

/** A box with its lower corner at `corner`. */
Mesh box(const Point &corner, const Point &size)
{
    static constexpr std::uint32_t Triangles[] = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4,
                                                  2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5};
    MeshBuilder builder;
    for (const std::uint32_t index : Triangles)
        builder.add({corner[0] + ((index & 1U) != 0 ? size[0] : 0),
                     corner[1] + ((index & 2U) != 0 ? size[1] : 0),
                     corner[2] + ((index & 4U) != 0 ? size[2] : 0)});
    return builder.take();
}

/** How many pixels have the colour family of the first object: more red than blue by far. */
int orange_pixels(const Picture &picture)
{
    int count = 0;
    for (std::size_t i = 0; i < picture.pixels.size(); i += 3)
        count += picture.pixels[i] > picture.pixels[i + 2] + 40 ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("names on the plate are UTF-8, whatever they were in the file system or in the file")
{
    Plate plate;
    plate.add("gr\xFCn", box({0, 0, 0}, {1, 1, 1}));
    std::vector<Model> models;
    for (const char *name : {"", "\xE4"})
        models.push_back({name, box({0, 0, 0}, {1, 1, 1})});
    plate.add("Größe \xFF", std::move(models));
    const auto &objects = plate.snapshot()->objects;
    CHECK(plate.snapshot()->name == "gr\uFFFDn");
    CHECK(objects[1].name == "Größe \uFFFD");
    CHECK(objects[2].name == "\uFFFD");
}

TEST_CASE("equal corners are one vertex, and zero and minus zero are not equal")
{
    CHECK(box({0, 0, 0}, {1, 1, 1}).vertex_count() == 8);
    MeshBuilder builder;
    for (const float x : {0.0F, -0.0F, 0.0F, -0.0F, 1.0F, 2.0F})
        builder.add({x, 0, 0});
    CHECK(builder.take().vertex_count() == 4);
}

TEST_CASE("many vertices survive the table's growth")
{
    MeshBuilder builder;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 30'000; ++i)
            builder.add({static_cast<float>(i), static_cast<float>(i % 7), 0});
    }
    const Mesh mesh = builder.take();
    CHECK(mesh.vertex_count() == 30'000);
    CHECK(mesh.triangle_count() == 20'000);
    CHECK(mesh.triangles[30'001] == 1);
}

TEST_CASE("objects stand centred on the plate and do not overlap")
{
    Plate plate;
    for (int i = 0; i < 7; ++i)
        plate.add("box", box({100, -3, 5}, {50, 40, 10}));
    const auto &objects = plate.snapshot()->objects;
    REQUIRE(objects.size() == 7);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const Bounds a = objects[i].bounds;
        CHECK(a.min[2] == doctest::Approx(0));
        CHECK(std::abs(a.min[0]) <= PlateWidth / 2);
        CHECK(std::abs(a.max[0]) <= PlateWidth / 2);
        for (std::size_t j = i + 1; j < objects.size(); ++j) {
            const Bounds b = objects[j].bounds;
            CHECK((a.max[0] < b.min[0] || b.max[0] < a.min[0] || a.max[1] < b.min[1] || b.max[1] < a.min[1]));
        }
    }
}

TEST_CASE("an object wider than the plate has a row of its own")
{
    Plate plate;
    plate.add("wide", box({0, 0, 0}, {500, 10, 10}));
    plate.add("small", box({0, 0, 0}, {10, 10, 10}));
    const auto &objects = plate.snapshot()->objects;
    CHECK(objects[0].bounds.min[0] == doctest::Approx(-250));
    CHECK(objects[0].bounds.max[1] < objects[1].bounds.min[1]);
}

TEST_CASE("a lent plate stays as it was while the plate changes, and is given back from any thread")
{
    Plate plate;
    CHECK(lend(plate.snapshot()) == nullptr);
    plate.add("first", box({-5, -5, 0}, {10, 10, 10}));
    const std::weak_ptr<const PlateSnapshot> watched = plate.snapshot();
    const slicer_plate *lent = lend(plate.snapshot());
    REQUIRE(lent != nullptr);
    // No copy: the vertices are those of the document.
    CHECK(lent->objects[0].vertices == plate.snapshot()->objects[0].mesh->vertices.data());
    plate.add("second", box({0, 0, 0}, {10, 10, 10}));
    plate.clear();
    CHECK(plate.snapshot()->objects.empty());

    CHECK(std::string(lent->name) == "first");
    REQUIRE(lent->object_count == 1);
    CHECK(lent->objects[0].vertex_count == 8);
    CHECK(lent->objects[0].triangle_count == 12);
    CHECK(lent->objects[0].triangles[1] == 1);
    CHECK(lent->objects[0].transform[0] == 1);
    CHECK(lent->objects[0].transform[3] == 0);
    CHECK(lent->objects[0].transform[15] == 1);
    CHECK_FALSE(watched.expired());
    std::thread([lent] { lent->release(lent); }).join();
    CHECK(watched.expired());
}

TEST_CASE("the picture shows what is on the plate")
{
    Plate plate;
    const Picture empty = draw_plate(*plate.snapshot(), 160, 120, {});
    CHECK(empty.pixels.size() == 160 * 120 * 3);
    CHECK(orange_pixels(empty) == 0);

    plate.add("box", box({0, 0, 0}, {20, 20, 20}));
    const int from_the_side = orange_pixels(draw_plate(*plate.snapshot(), 160, 120, {}));
    CHECK(from_the_side > 160 * 120 / 10);
    CHECK(from_the_side < 160 * 120 * 8 / 10);
    for (const Viewpoint view : {Viewpoint{0, 0}, Viewpoint{3, 1.5F}, Viewpoint{-9, 0.7F}})
        CHECK(orange_pixels(draw_plate(*plate.snapshot(), 160, 120, view)) > 0);
}

TEST_CASE("in the dark everything around the objects is dark, and they are not")
{
    Plate plate;
    const Picture empty = draw_plate(*plate.snapshot(), 160, 120, {}, std::nullopt, Theme::Dark);
    CHECK(*std::max_element(empty.pixels.begin(), empty.pixels.end()) < 128);
    plate.add("box", box({0, 0, 0}, {20, 20, 20}));
    const Picture picture = draw_plate(*plate.snapshot(), 160, 120, {}, std::nullopt, Theme::Dark);
    CHECK(orange_pixels(picture) > 160 * 120 / 10);
}

TEST_CASE("odd sizes and huge coordinates do no harm to the picture")
{
    Plate plate;
    constexpr float Huge = std::numeric_limits<float>::max();
    plate.add("huge", box({-Huge, -Huge, -Huge}, {Huge, Huge, Huge}));
    plate.add("flat", box({0, 0, 0}, {0, 0, 0}));
    for (const auto &[width, height] : {std::pair{1, 1}, {0, -5}, {1000, 1}, {3, 200}}) {
        const Picture picture = draw_plate(*plate.snapshot(), width, height, {});
        CHECK(picture.pixels.size() ==
              static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3);
    }
}
