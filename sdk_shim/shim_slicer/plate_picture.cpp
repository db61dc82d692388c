#include "shim_slicer/plate_picture.hpp"

#include "shim_slicer/raster.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace shim {

namespace {

/** Samples a pixel and direction. */
constexpr int Oversampling = 2;

constexpr Colour BackgroundTop{238, 241, 245};
constexpr Colour BackgroundBottom{214, 220, 228};
constexpr Colour PlateColour{250, 250, 251};
constexpr Colour GridColour{206, 212, 221};
constexpr Colour InsideColour{120, 96, 90};
constexpr std::array<Colour, 4> ObjectColours{Colour{240, 138, 60}, Colour{70, 150, 190},
                                              Colour{120, 170, 90}, Colour{190, 110, 170}};

constexpr float GridStep = 10;
constexpr float ShadowStrength = 0.82F;

float dot(const Point &a, const Point &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Point cross(const Point &a, const Point &b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Point scaled(const Point &a, float factor)
{
    return {a[0] * factor, a[1] * factor, a[2] * factor};
}

Point sum(const Point &a, const Point &b)
{
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

Point unit(const Point &a)
{
    const float length = std::sqrt(dot(a, a));
    return length > 0 ? scaled(a, 1 / length) : Point{};
}

/** Axes of the picture in the plate's coordinates, and the scale in samples a millimetre. */
struct Camera
{
    Point right;
    Point up;
    Point into;
    Point light;
    float scale = 1;
    float shift_x = 0;
    float shift_y = 0;

    explicit Camera(const Viewpoint &view)
        : right{std::cos(view.turn), std::sin(view.turn), 0},
          up{-std::sin(view.turn) * std::sin(view.rise), std::cos(view.turn) * std::sin(view.rise),
             std::cos(view.rise)},
          into(scaled(cross(right, up), -1)),
          light(unit(sum(sum(scaled(right, -0.55F), scaled(into, -0.45F)), Point{0, 0, 0.9F})))
    {
    }

    Sample project(const Point &point) const
    {
        return {dot(right, point) * scale + shift_x, shift_y - dot(up, point) * scale, dot(into, point)};
    }
};

std::array<Point, 8> corners_of(const Bounds &box)
{
    std::array<Point, 8> corners{};
    for (std::size_t i = 0; i < corners.size(); ++i)
        corners[i] = {(i & 1U) != 0 ? box.max[0] : box.min[0], (i & 2U) != 0 ? box.max[1] : box.min[1],
                      (i & 4U) != 0 ? box.max[2] : box.min[2]};
    return corners;
}

/** What the picture is to show: the objects with some plate around them, or the whole plate. */
Bounds shown(const PlateSnapshot &plate)
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

/** Scales and shifts so that `box` fills the raster but for a small margin. */
void fit(Camera &camera, const Bounds &box, const Raster &raster)
{
    std::optional<Bounds> extent;
    for (const Point &corner : corners_of(box)) {
        const Sample at = camera.project(corner);
        if (!extent)
            extent = Bounds{{at.x, at.y, 0}, {at.x, at.y, 0}};
        extent->min = {std::min(extent->min[0], at.x), std::min(extent->min[1], at.y), 0};
        extent->max = {std::max(extent->max[0], at.x), std::max(extent->max[1], at.y), 0};
    }
    const Point size = extent->size();
    constexpr float Fill = 0.92F;
    const auto width = static_cast<float>(raster.width());
    const auto height = static_cast<float>(raster.height());
    camera.scale = Fill * std::min(width / std::max(size[0], 1e-6F), height / std::max(size[1], 1e-6F));
    camera.shift_x = width / 2 - camera.scale * (extent->min[0] + extent->max[0]) / 2;
    camera.shift_y = height / 2 - camera.scale * (extent->min[1] + extent->max[1]) / 2;
}

/** The plate is a plane, so that each sample's place on it is known without drawing triangles. */
void draw_ground(Raster &raster, const Camera &camera)
{
    const float steepness = std::hypot(camera.up[0], camera.up[1]);
    for (int y = 0; y < raster.height(); ++y) {
        const float way = static_cast<float>(y) / static_cast<float>(raster.height());
        const Colour background = mixed(BackgroundTop, BackgroundBottom, way);
        for (int x = 0; x < raster.width(); ++x) {
            raster.paint(x, y, background);
            if (steepness < 1e-3F)
                continue;
            const float across = (static_cast<float>(x) + 0.5F - camera.shift_x) / camera.scale;
            const float along = (camera.shift_y - static_cast<float>(y) - 0.5F) / camera.scale / steepness;
            const Point forward = scaled({camera.up[0], camera.up[1], 0}, 1 / steepness);
            const Point at = sum(scaled(camera.right, across), scaled(forward, along));
            if (std::abs(at[0]) > PlateWidth / 2 || std::abs(at[1]) > PlateDepth / 2)
                continue;
            const float line_width = std::max(0.25F, 0.9F / camera.scale);
            const float off_x = std::abs(at[0] - GridStep * std::round(at[0] / GridStep));
            const float off_y = std::abs(at[1] - GridStep * std::round(at[1] / GridStep)) * steepness;
            raster.paint(x, y, std::min(off_x, off_y) < line_width / 2 ? GridColour : PlateColour);
            raster.set_depth(x, y, dot(camera.into, at));
        }
    }
}

void draw_object(Raster &raster, const Camera &camera, const PlacedObject &object, const Colour &colour)
{
    const Mesh &mesh = *object.mesh;
    const Point to_eye = scaled(camera.into, -1);
    for (std::size_t triangle = 0; triangle < mesh.triangle_count(); ++triangle) {
        std::array<Point, 3> corners{};
        for (std::size_t i = 0; i < 3; ++i)
            corners[i] = transformed(object.transform, mesh.vertex(mesh.triangles[3 * triangle + i]));
        Point normal =
            unit(cross(sum(corners[1], scaled(corners[0], -1)), sum(corners[2], scaled(corners[0], -1))));
        const bool is_inside = dot(normal, to_eye) < 0;
        if (is_inside)
            normal = scaled(normal, -1);
        const float brightness = 0.42F + 0.5F * std::max(0.0F, dot(normal, camera.light)) +
                                 0.12F * std::max(0.0F, dot(normal, to_eye));
        raster.fill({camera.project(corners[0]), camera.project(corners[1]), camera.project(corners[2])},
                    shaded(is_inside ? InsideColour : colour, brightness));
    }
}

/** Darkens the plate where the way to the light is blocked. */
void draw_shadow(Raster &raster, const Camera &camera, const PlateSnapshot &plate)
{
    Mask mask(raster.width(), raster.height());
    for (const PlacedObject &object : plate.objects) {
        const Mesh &mesh = *object.mesh;
        for (std::size_t triangle = 0; triangle < mesh.triangle_count(); ++triangle) {
            std::array<Sample, 3> shadow{};
            for (std::size_t i = 0; i < 3; ++i) {
                const Point at = transformed(object.transform, mesh.vertex(mesh.triangles[3 * triangle + i]));
                shadow[i] = camera.project(sum(at, scaled(camera.light, -at[2] / camera.light[2])));
            }
            mask.fill(shadow);
        }
    }
    for (int y = 0; y < raster.height(); ++y) {
        for (int x = 0; x < raster.width(); ++x) {
            if (mask.is_set(x, y) && raster.has_depth(x, y))
                raster.paint(x, y, shaded(raster.at(x, y), ShadowStrength));
        }
    }
}

/** Averages the samples of each pixel. */
Picture reduced(const Raster &raster, int width, int height)
{
    Picture picture{width, height, {}};
    picture.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            Colour total{};
            for (int i = 0; i < Oversampling * Oversampling; ++i) {
                const Colour &sample =
                    raster.at(x * Oversampling + i % Oversampling, y * Oversampling + i / Oversampling);
                total = {total.red + sample.red, total.green + sample.green, total.blue + sample.blue};
            }
            constexpr float Samples = Oversampling * Oversampling;
            for (const float value : {total.red, total.green, total.blue})
                picture.pixels.push_back(
                    static_cast<std::uint8_t>(std::clamp(value / Samples, 0.0F, 255.0F)));
        }
    }
    return picture;
}

} // namespace

Picture draw_plate(const PlateSnapshot &plate, int width, int height, const Viewpoint &viewpoint)
{
    width = std::max(width, 1);
    height = std::max(height, 1);
    Raster raster(width * Oversampling, height * Oversampling);
    Camera camera(viewpoint);
    fit(camera, shown(plate), raster);
    draw_ground(raster, camera);
    draw_shadow(raster, camera, plate);
    for (std::size_t i = 0; i < plate.objects.size(); ++i)
        draw_object(raster, camera, plate.objects[i], ObjectColours[i % ObjectColours.size()]);
    return reduced(raster, width, height);
}

} // namespace shim
