#include "shim_slicer/plate_picture.hpp"

#include "shim_slicer/plate_colours.hpp"
#include "shim_slicer/raster.hpp"

#include <algorithm>
#include <cmath>

namespace shim {

namespace {

/** Samples a pixel and direction. */
constexpr int Oversampling = 2;

/** The plate is a plane, so that each sample's place on it is known without drawing triangles. */
void draw_ground(Raster &raster, const Camera &camera, const Surroundings &around)
{
    const float steepness = std::hypot(camera.up[0], camera.up[1]);
    for (int y = 0; y < raster.height(); ++y) {
        const float way = static_cast<float>(y) / static_cast<float>(raster.height());
        const Colour background = mixed(around.background_top, around.background_bottom, way);
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
            raster.paint(x, y, std::min(off_x, off_y) < line_width / 2 ? around.grid : around.plate);
            raster.set_depth(x, y, dot(camera.into, at));
        }
    }
}

void draw_object(Raster &raster, const Camera &camera, const PlacedObject &object, const Colour &colour)
{
    const Mesh &mesh = *object.mesh;
    const Point to_eye = scaled(camera.into, -1);
    const float outside = mirrors(object.transform) ? -1.0F : 1.0F;
    for (std::size_t triangle = 0; triangle < mesh.triangle_count(); ++triangle) {
        std::array<Point, 3> corners{};
        for (std::size_t i = 0; i < 3; ++i)
            corners[i] = transformed(object.transform, mesh.vertex(mesh.triangles[3 * triangle + i]));
        Point normal =
            unit(cross(sum(corners[1], scaled(corners[0], -1)), sum(corners[2], scaled(corners[0], -1))));
        const bool is_inside = outside * dot(normal, to_eye) < 0;
        if (dot(normal, to_eye) < 0)
            normal = scaled(normal, -1);
        const float brightness = Ambient + FromLight * std::max(0.0F, dot(normal, camera.light)) +
                                 FromEye * std::max(0.0F, dot(normal, to_eye));
        raster.fill({camera.project(corners[0]), camera.project(corners[1]), camera.project(corners[2])},
                    shaded(is_inside ? InsideColour : colour, brightness));
    }
}

/** Darkens the plate where the way to the light is blocked. */
void draw_shadow(Raster &raster, const Camera &camera, const PlateSnapshot &plate, float in_shadow)
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
                raster.paint(x, y, shaded(raster.at(x, y), in_shadow));
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

Picture draw_plate(const PlateSnapshot &plate, int width, int height, const Viewpoint &viewpoint,
                   std::optional<std::size_t> selected, Theme theme)
{
    width = std::max(width, 1);
    height = std::max(height, 1);
    Raster raster(width * Oversampling, height * Oversampling);
    const Camera camera(viewpoint, viewpoint.frame.value_or(frame_of(plate)), raster.width(),
                        raster.height());
    const Surroundings &around = surroundings_in(theme);
    draw_ground(raster, camera, around);
    draw_shadow(raster, camera, plate, around.in_shadow);
    for (std::size_t i = 0; i < plate.objects.size(); ++i)
        draw_object(raster, camera, plate.objects[i], colour_of(i, i == selected));
    return reduced(raster, width, height);
}

} // namespace shim
