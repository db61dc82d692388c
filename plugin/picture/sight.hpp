// What a camera sees of a scene, drawn once: at every point of a raster the surface that is nearest. The
// raster is finer than the picture and covers the part of it that shows the model. Refers to the scene; once
// made, any thread may read it.
#pragma once

#include "picture/camera.hpp"
#include "picture/normals.hpp"
#include "picture/projection.hpp"
#include "picture/scene.hpp"
#include "picture/visibility.hpp"

#include <array>
#include <cstddef>
#include <stop_token>

namespace mmf::picture {

class Sight
{
public:
    // Points on each side of a pixel.
    static constexpr int Fineness = 2;

    // On a stop request only part of it is there.
    Sight(const Scene &scene, const Camera &camera, Extent picture, const std::stop_token &stop);

    const Visibility &points() const { return m_points; }
    const Camera &camera() const { return m_camera; }
    const Area &area() const { return m_projection.area; } // that the raster covers
    const Frame &picture_frame() const { return m_projection.picture; }
    const Frame &raster_frame() const { return m_projection.raster; }

    // The place in the raster's middle of a point, as the camera sees it. The point is not empty.
    Camera::Seen seen(int column, int row) const;
    // Towards the camera.
    model::Vector normal(int column, int row) const;

private:
    std::array<double, 3> weights(const Scene::Part &part, std::size_t triangle, int column, int row) const;

    const Scene &m_scene;
    Camera m_camera;
    Projection m_projection;
    Visibility m_points;
    Normals m_normals;
};

} // namespace mmf::picture
