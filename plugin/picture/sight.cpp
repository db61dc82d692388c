#include "picture/sight.hpp"

#include "model/box.hpp"
#include "picture/nearest.hpp"
#include "picture/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace mmf::picture {

using model::Vector;

namespace {

// Between the two passes a corner's place is a float's bits: it needs no memory of its own.
struct Bounds
{
    double min_x = 1e9;
    double max_x = -1e9;
    double min_y = 1e9;
    double max_y = -1e9;

    void add(double x, double y)
    {
        min_x = std::min(min_x, x);
        max_x = std::max(max_x, x);
        min_y = std::min(min_y, y);
        max_y = std::max(max_y, y);
    }
    void add(const Bounds &other)
    {
        add(other.min_x, other.min_y);
        add(other.max_x, other.max_y);
    }
};

std::int32_t to_bits(double value)
{
    return std::bit_cast<std::int32_t>(static_cast<float>(value));
}

double from_bits(std::int32_t bits)
{
    return double{std::bit_cast<float>(bits)};
}

Bounds look_at(const Scene &scene, const Camera &camera, Corners &corners, std::size_t begin, std::size_t end)
{
    Bounds bounds;
    scene.each_vertex_range(begin, end, [&](const Scene::Part &part, std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            const model::Point p = part.position(i);
            if (model::is_finite(p)) {
                const Camera::Seen seen = camera(p);
                bounds.add(seen.x, seen.y);
                corners[i] = {to_bits(seen.x), to_bits(seen.y), static_cast<float>(seen.nearness)};
            }
        }
    });
    return bounds;
}

} // namespace

Frame Sight::project(const Scene &scene, const Camera &camera, Extent raster, Corners &corners)
{
    corners.resize(scene.vertex_count());
    std::array<Bounds, 2> halves;
    in_two(corners.size(), [&](std::size_t begin, std::size_t end) {
        halves[begin == 0 ? 0 : 1].add(look_at(scene, camera, corners, begin, end));
    });
    halves[0].add(halves[1]);
    const Bounds &all = halves[0];
    const Frame frame(raster, all.min_x, all.max_x, all.min_y, all.max_y);
    in_two(corners.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            Visibility::Corner &corner = corners[i];
            // Within the frame, so not negative.
            corner.x = nearest(frame.column(from_bits(corner.x)) * Visibility::Subpixels);
            corner.y = nearest(frame.row(from_bits(corner.y)) * Visibility::Subpixels);
        }
    });
    return frame;
}

Sight::Sight(const Scene &scene, const Camera &camera, Extent picture, const std::stop_token &stop)
    : m_scene(scene),
      m_camera(camera),
      m_frame(project(scene, camera, {picture.width * Fineness, picture.height * Fineness}, m_corners)),
      m_points(picture.width * Fineness, picture.height * Fineness),
      m_normals(scene, stop)
{
    draw(scene, m_corners, m_points, stop);
}

Camera::Seen Sight::seen(int column, int row) const
{
    return {m_frame.x_at(column + 0.5), m_frame.y_at(row + 0.5), double{m_points.nearness(column, row)}};
}

Vector Sight::normal(int column, int row) const
{
    const std::size_t triangle = m_points.id(column, row);
    const Scene::Part &part = m_scene.part_of_triangle(triangle);
    const Vector flat = Normals::flat(part, triangle);
    // The side that is seen, which the triangle itself tells better than a rounded edge.
    const Vector sight = m_camera.sight(m_frame.x_at(column + 0.5), m_frame.y_at(row + 0.5));
    const double side = dot(flat, sight) > 0 ? -1 : 1;
    return side * (m_normals.are_rounded() ? m_normals.rounded(triangle, weights(part, triangle, column, row))
                                           : flat);
}

// Of each corner: as large as the part of the triangle on the other side, of what the lens's image shows, and
// then straightened.
std::array<double, 3> Sight::weights(const Scene::Part &part, std::size_t triangle, int column, int row) const
{
    std::array<double, 3> weights{};
    const auto at = Scene::corners(part, triangle);
    const double x = (column + 0.5) * Visibility::Subpixels;
    const double y = (row + 0.5) * Visibility::Subpixels;
    for (std::size_t i = 0; at && i < weights.size(); ++i) {
        const Visibility::Corner &b = m_corners[(*at)[(i + 1) % 3]];
        const Visibility::Corner &c = m_corners[(*at)[(i + 2) % 3]];
        weights[i] =
            std::abs((b.x - x) * (c.y - y) - (c.x - x) * (b.y - y)) * double{m_corners[(*at)[i]].nearness};
    }
    return weights;
}

} // namespace mmf::picture
