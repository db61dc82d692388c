// Pictures of a model as it stands on the plate: matte, in soft light, on a neutral ground, with room around
// it. The same meshes and view give the same picture. Pure; for any thread, takes another one for half of the
// work.
#pragma once

#include "base/result.hpp"
#include "picture/camera.hpp"
#include "picture/image.hpp"
#include "slicer_sdk/plate.h"

#include <span>
#include <stop_token>

namespace mmf::picture {

// Of a cover.
constexpr Extent CoverSize{1600, 1200};

// The meshes are only read. What of them cannot be drawn (a coordinate that is not finite, a corner that is
// not there) is left out. About a third of a second for two million triangles and a cover, and 40 bytes for
// each of its pixels. `size` is at most 4,096 each way. Errors: EmptyPlate, if nothing is left to be seen;
// Cancelled, soon after a stop was requested.
Result<Image> render(std::span<const slicer_plate_object> objects, View view, Extent size,
                     const std::stop_token &stop);

} // namespace mmf::picture
