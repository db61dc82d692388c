// A scene seen by a camera: every vertex where it lies in the picture, and every triangle drawn. For any
// thread.
#pragma once

#include "picture/camera.hpp"
#include "picture/image.hpp"
#include "picture/scene.hpp"
#include "picture/visibility.hpp"

#include <stop_token>
#include <vector>

namespace mmf::picture {

using Corners = std::vector<Visibility::Corner>; // of each of the scene's vertices

// Of a picture, in pixels.
struct Area
{
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    bool has(int column, int row) const
    {
        return column >= left && column < left + width && row >= top && row < top + height;
    }
};

struct Projection
{
    Corners corners; // in the raster
    Frame picture;
    Frame raster;
    Area area; // of the picture, all that the scene may be seen in; the raster covers it
};

// So that the scene fills the picture up to a margin. `fineness`: the raster's points on each side of a
// pixel. On two threads.
Projection project(const Scene &scene, const Camera &camera, Extent picture, int fineness);

// Draws all triangles, on two threads; on a stop request some of them.
void draw(const Scene &scene, const Corners &corners, Visibility &into, const std::stop_token &stop);

} // namespace mmf::picture
