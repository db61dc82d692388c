// What has to be known of a mesh before it is published, found while it is checked. Pure functions, for any
// thread.
#pragma once

#include "base/result.hpp"
#include "model/transform.hpp"
#include "slicer_sdk/plate.h"

#include <cstdint>
#include <span>
#include <stop_token>

namespace mmf::model {

// In millimetres.
struct Size
{
    double x = 0;
    double y = 0;
    double z = 0;
};

struct MeshFacts
{
    std::uint64_t triangles = 0;
    // The corners of the box around all vertices, in plate coordinates, in millimetres.
    Point min;
    Point max;

    Size size() const;
};

// Checks one object: all that an encoder reads is in range and finite, also after the transform. Errors:
// EmptyPlate if it has no triangle; BadMesh with its name and what is wrong; Cancelled, soon after a stop was
// requested.
Result<MeshFacts> inspect(const slicer_plate_object &object, const std::stop_token &stop = {});

// The same for several, with the facts of all together. Objects without triangles are passed over; EmptyPlate
// if there are no others.
Result<MeshFacts> inspect(std::span<const slicer_plate_object> objects, const std::stop_token &stop = {});

} // namespace mmf::model
