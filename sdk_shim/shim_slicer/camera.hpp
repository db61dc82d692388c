/**
 * From where the plate is seen, and what that makes of a place on it: the same for every way to draw. Pure.
 */
#pragma once

#include "shim_slicer/plate.hpp"
#include "shim_slicer/raster.hpp"

#include <cmath>
#include <optional>

namespace shim {

inline float dot(const Point &a, const Point &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

inline Point cross(const Point &a, const Point &b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

inline Point scaled(const Point &a, float factor)
{
    return {a[0] * factor, a[1] * factor, a[2] * factor};
}

inline Point sum(const Point &a, const Point &b)
{
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

inline Point unit(const Point &a)
{
    const float length = std::sqrt(dot(a, a));
    return length > 0 ? scaled(a, 1 / length) : Point{};
}

/** Where the eye is, without perspective. Radians. */
struct Viewpoint
{
    /** Around the upright axis; 0 is from the front. */
    float turn = -0.6F;

    /** Above the plate; π/2 is from straight above. */
    float rise = 0.5F;

    /** What fills the picture at zoom 1, and around what it turns; what frame_of() says if it is missing. */
    std::optional<Bounds> frame = std::nullopt;
    float zoom = 1;

    /** How far the middle of the picture is from the middle of the frame, to the right and upwards, in
     * millimetres. */
    float pan_right = 0;
    float pan_up = 0;
};

std::array<Point, 8> corners_of(const Bounds &box);

/** The objects with some plate around them, or the whole plate. */
Bounds frame_of(const PlateSnapshot &plate);

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

    /** For a picture of `width` × `height` samples. */
    Camera(const Viewpoint &view, const Bounds &frame, int width, int height);

    Sample project(const Point &point) const
    {
        return {dot(right, point) * scale + shift_x, shift_y - dot(up, point) * scale, dot(into, point)};
    }

private:
    explicit Camera(const Viewpoint &view);
};

/** A drag of the mouse by so many pixels of a picture of `width` × `height` pixels. */
void orbit(Viewpoint &view, float right, float down);
void pan(Viewpoint &view, const Camera &camera, float right, float down);

/** By a factor; what is at x, y from the middle of the picture, in pixels, stays there. */
void zoom(Viewpoint &view, const Camera &camera, float factor, float x = 0, float y = 0);

/** The object that is nearest at x, y of the camera's picture. */
std::optional<std::size_t> object_at(const PlateSnapshot &plate, const Camera &camera, float x, float y);

} // namespace shim
