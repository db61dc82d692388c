// A mesh that owns its numbers, in plate coordinates, in millimetres: what is made from a plate before it is
// published. A value.
#pragma once

#include "slicer_sdk/plate.h"

#include <cstdint>
#include <vector>

namespace mmf::model {

struct IndexedMesh
{
    std::vector<float> vertices;          // x, y, z of each
    std::vector<std::uint32_t> triangles; // three vertices each

    std::uint64_t vertex_count() const { return vertices.size() / 3; }
    std::uint64_t triangle_count() const { return triangles.size() / 3; }

    // Seen as an object of a plate, where it lies already. Valid until the mesh is changed or ends.
    slicer_plate_object object() const
    {
        slicer_plate_object object{};
        object.name = "";
        object.vertices = vertices.data();
        object.vertex_count = vertex_count();
        object.triangles = triangles.data();
        object.triangle_count = triangle_count();
        for (const std::size_t diagonal : {0U, 5U, 10U, 15U}) {
            object.transform[diagonal] = 1;
        }
        return object;
    }
};

} // namespace mmf::model
