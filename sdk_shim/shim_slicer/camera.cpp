#include "shim_slicer/camera.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace shim {

namespace {

/** How much of the picture the frame takes. */
constexpr float Fill = 0.92F;

/** Radians a pixel. */
constexpr float DragSpeed = 0.008F;
constexpr float LowestRise = 0.05F;
constexpr float HighestRise = 1.5F;
constexpr float SmallestZoom = 0.05F;
constexpr float LargestZoom = 200;

/** In x and y of the picture. */
Bounds extent_of(const Bounds &box, const Camera &camera)
{
    std::optional<Bounds> extent;
    for (const Point &corner : corners_of(box)) {
        const Sample sample = camera.project(corner);
        const Point at{sample.x, sample.y, 0};
        extent = extent ? united(*extent, {at, at}) : Bounds{at, at};
    }
    return *extent;
}

} // namespace

std::array<Point, 8> corners_of(const Bounds &box)
{
    std::array<Point, 8> corners{};
    for (std::size_t i = 0; i < corners.size(); ++i)
        corners[i] = {(i & 1U) != 0 ? box.max[0] : box.min[0], (i & 2U) != 0 ? box.max[1] : box.min[1],
                      (i & 4U) != 0 ? box.max[2] : box.min[2]};
    return corners;
}

Bounds frame_of(const PlateSnapshot &plate)
{
    if (plate.objects.empty())
        return {{-PlateWidth / 2, -PlateDepth / 2, 0}, {PlateWidth / 2, PlateDepth / 2, 0}};
    Bounds box = plate.objects.front().bounds;
    for (const PlacedObject &object : plate.objects)
        box = united(box, object.bounds);
    const Point size = box.size();
    const float margin = 0.12F * std::max({size[0], size[1], size[2], 5.0F});
    for (const std::size_t i : {0U, 1U}) {
        box.min[i] -= margin;
        box.max[i] += margin;
    }
    return box;
}

Camera::Camera(const Viewpoint &view)
    : right{std::cos(view.turn), std::sin(view.turn), 0},
      up{-std::sin(view.turn) * std::sin(view.rise), std::cos(view.turn) * std::sin(view.rise),
         std::cos(view.rise)},
      into(scaled(cross(right, up), -1)),
      light(unit(sum(sum(scaled(right, -0.55F), scaled(into, -0.45F)), Point{0, 0, 0.9F})))
{
}

Camera::Camera(const Viewpoint &view, const Bounds &frame, int width, int height) : Camera(view)
{
    // By the first viewpoint, so that it does not pulse while it turns.
    const Point size = extent_of(frame, Camera(Viewpoint{})).size();
    const auto columns = static_cast<float>(width);
    const auto rows = static_cast<float>(height);
    scale = view.zoom * Fill * std::min(columns / std::max(size[0], 1e-6F), rows / std::max(size[1], 1e-6F));
    const Point middle = scaled(sum(frame.min, frame.max), 0.5F);
    shift_x = columns / 2 - (dot(right, middle) + view.pan_right) * scale;
    shift_y = rows / 2 + (dot(up, middle) + view.pan_up) * scale;
}

void orbit(Viewpoint &view, float right, float down)
{
    view.turn -= DragSpeed * right;
    view.rise = std::clamp(view.rise + DragSpeed * down, LowestRise, HighestRise);
}

void pan(Viewpoint &view, const Camera &camera, float right, float down)
{
    view.pan_right -= right / camera.scale;
    view.pan_up += down / camera.scale;
}

void zoom(Viewpoint &view, const Camera &camera, float factor, float x, float y)
{
    const float before = view.zoom;
    view.zoom = std::clamp(view.zoom * factor, SmallestZoom, LargestZoom);
    const float way = (1 - before / view.zoom) / camera.scale;
    view.pan_right += x * way;
    view.pan_up -= y * way;
}

std::optional<std::size_t> object_at(const PlateSnapshot &plate, const Camera &camera, float x, float y)
{
    std::optional<std::size_t> found;
    float nearest = std::numeric_limits<float>::max();
    for (std::size_t i = 0; i < plate.objects.size(); ++i) {
        const PlacedObject &object = plate.objects[i];
        const Bounds extent = extent_of(object.bounds, camera);
        if (x < extent.min[0] || x > extent.max[0] || y < extent.min[1] || y > extent.max[1])
            continue;
        const Mesh &mesh = *object.mesh;
        std::vector<Sample> samples(mesh.vertex_count());
        for (std::size_t vertex = 0; vertex < samples.size(); ++vertex)
            samples[vertex] = camera.project(transformed(object.transform, mesh.vertex(vertex)));
        for (std::size_t triangle = 0; triangle < mesh.triangle_count(); ++triangle) {
            const auto depth =
                depth_at({samples[mesh.triangles[3 * triangle]], samples[mesh.triangles[3 * triangle + 1]],
                          samples[mesh.triangles[3 * triangle + 2]]},
                         x, y);
            if (depth && *depth < nearest) {
                nearest = *depth;
                found = i;
            }
        }
    }
    return found;
}

} // namespace shim
