// The triangles of a binary STL, 50 bytes each: where the time of an encoder goes. Pure; for any thread.
#pragma once

#include "slicer_sdk/plate.h"

#include <cstddef>
#include <cstdint>

namespace mmf::model {

constexpr std::size_t StlTriangleSize = 50;

// Writes `count` triangles of the object from `first` on to `out`, which has room for just them. The object
// is one that `inspect` has accepted: indices are not checked again.
void write_stl_triangles(const slicer_plate_object &object, std::uint64_t first, std::uint64_t count,
                         std::byte *out);

} // namespace mmf::model
