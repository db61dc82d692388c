#include "picture/sight.hpp"

#include <array>
#include <cmath>

namespace mmf::picture {

using model::Vector;

Sight::Sight(const Scene &scene, const Camera &camera, Extent picture, const std::stop_token &stop)
    : m_scene(scene),
      m_camera(camera),
      m_projection(project(scene, camera, picture, Fineness)),
      m_points(area().width * Fineness, area().height * Fineness),
      m_normals(scene, stop)
{
    draw(scene, m_projection.corners, m_points, stop);
}

Camera::Seen Sight::seen(int column, int row) const
{
    return {raster_frame().x_at(column + 0.5), raster_frame().y_at(row + 0.5),
            double{m_points.nearness(column, row)}};
}

Vector Sight::normal(int column, int row) const
{
    const std::size_t triangle = m_points.id(column, row);
    const Scene::Part &part = m_scene.part_of_triangle(triangle);
    const Vector flat = Normals::flat(part, triangle);
    // The side that is seen, which the triangle itself tells better than a rounded edge.
    const Vector sight = m_camera.sight(raster_frame().x_at(column + 0.5), raster_frame().y_at(row + 0.5));
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
        const Visibility::Corner &b = m_projection.corners[(*at)[(i + 1) % 3]];
        const Visibility::Corner &c = m_projection.corners[(*at)[(i + 2) % 3]];
        weights[i] = std::abs((b.x - x) * (c.y - y) - (c.x - x) * (b.y - y)) *
                     double{m_projection.corners[(*at)[i]].nearness};
    }
    return weights;
}

} // namespace mmf::picture
