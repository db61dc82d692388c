#include "shim_slicer/camera.hpp"
#include "shim_slicer/plate_picture.hpp"

#include <doctest/doctest.h>

using namespace shim;

namespace {

/** A square plate of 20 mm, on edge, seen from the front. */
Mesh square()
{
    MeshBuilder builder;
    for (const Point &corner : {Point{-10, 0, 0}, Point{10, 0, 0}, Point{10, 0, 20}, Point{-10, 0, 0},
                                Point{10, 0, 20}, Point{-10, 0, 20}})
        builder.add(corner);
    return builder.take();
}

constexpr int Width = 400;
constexpr int Height = 300;
const Bounds Frame{{-50, -50, 0}, {50, 50, 20}};

Camera camera_of(const Viewpoint &view)
{
    return {view, Frame, Width, Height};
}

} // namespace

TEST_CASE("the middle of the frame is in the middle of the picture, however it is turned")
{
    Viewpoint view;
    const float scale = camera_of(view).scale;
    for (int i = 0; i < 8; ++i) {
        const Sample middle = camera_of(view).project({0, 0, 10});
        CHECK(middle.x == doctest::Approx(Width / 2));
        CHECK(middle.y == doctest::Approx(Height / 2));
        CHECK(camera_of(view).scale == scale);
        orbit(view, 100, i < 4 ? 60.0F : -200.0F);
    }
    // Never from below, and never upside down.
    CHECK(view.rise > 0);
}

TEST_CASE("what is under the pointer stays there when it is zoomed, and follows it when it is moved")
{
    Viewpoint view;
    const Point point{20, -30, 5};
    const Sample before = camera_of(view).project(point);
    zoom(view, camera_of(view), 3, before.x - Width / 2.0F, before.y - Height / 2.0F);
    const Sample after = camera_of(view).project(point);
    CHECK(view.zoom == 3);
    CHECK(after.x == doctest::Approx(before.x).epsilon(1e-3));
    CHECK(after.y == doctest::Approx(before.y).epsilon(1e-3));

    pan(view, camera_of(view), 25, -10);
    const Sample moved = camera_of(view).project(point);
    CHECK(moved.x == doctest::Approx(after.x + 25).epsilon(1e-3));
    CHECK(moved.y == doctest::Approx(after.y - 10).epsilon(1e-3));

    for (int i = 0; i < 100; ++i)
        zoom(view, camera_of(view), 2);
    CHECK(view.zoom <= 200);
}

TEST_CASE("the object that is in front is the one that was clicked")
{
    Plate plate;
    plate.add("far", square());
    plate.add("near", square());
    Placement placement = plate.placement(0);
    placement.position = {0, 30, 0};
    plate.place(0, placement);
    placement.position = {0, -30, 0};
    plate.place(1, placement);
    Viewpoint view;
    view.turn = 0;
    view.rise = 0.05F;
    const Camera camera = camera_of(view);
    const auto at = [&](const Point &point) {
        const Sample sample = camera.project(point);
        return object_at(*plate.snapshot(), camera, sample.x, sample.y);
    };
    CHECK(at({0, -30, 10}) == 1);
    CHECK(at({0, 30, 19.5F}) == 0); // over the edge of the near one
    CHECK(at({15, -30, 10}) == std::nullopt);
    view.turn = 3.14F;
    const Camera from_behind = camera_of(view);
    const Sample sample = from_behind.project({0, 30, 10});
    CHECK(object_at(*plate.snapshot(), from_behind, sample.x, sample.y) == 0);
}

TEST_CASE("the selected object looks different, and a mirrored one is seen from outside")
{
    Plate plate;
    plate.add("square", square());
    Viewpoint view;
    view.turn = 0;
    const auto picture = [&](std::optional<std::size_t> selected) {
        return draw_plate(*plate.snapshot(), 80, 60, view, selected).pixels;
    };
    const auto plain = picture(std::nullopt);
    CHECK(plain != picture(0));
    Placement placement = plate.placement(0);
    placement.factors = {-1, 1, 1};
    plate.place(0, placement);
    CHECK(picture(std::nullopt) == plain);
}
