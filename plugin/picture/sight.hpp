// What a camera sees of a scene, drawn once: at every point of a raster that is finer than the picture the
// surface that is nearest. Refers to the scene; once made, any thread may read it.
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
    const Frame &frame() const { return m_frame; } // of the raster

    // The place in the raster's middle of a point, as the camera sees it. The point is not empty.
    Camera::Seen seen(int column, int row) const;
    // Towards the camera.
    model::Vector normal(int column, int row) const;

private:
    std::array<double, 3> weights(const Scene::Part &part, std::size_t triangle, int column, int row) const;
    static Frame project(const Scene &scene, const Camera &camera, Extent raster, Corners &corners);

    const Scene &m_scene;
    Camera m_camera;
    Corners m_corners;
    Frame m_frame;
    Visibility m_points;
    Normals m_normals;
};

} // namespace mmf::picture
