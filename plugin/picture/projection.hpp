// A scene seen by a camera: every vertex where it lies in the picture, and every triangle drawn. For any
// thread.
#pragma once

#include "picture/scene.hpp"
#include "picture/visibility.hpp"

#include <stop_token>
#include <vector>

namespace mmf::picture {

using Corners = std::vector<Visibility::Corner>; // of each of the scene's vertices

// Draws all triangles, on two threads; on a stop request some of them.
void draw(const Scene &scene, const Corners &corners, Visibility &into, const std::stop_token &stop);

} // namespace mmf::picture
