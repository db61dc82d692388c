// A mesh that owns its numbers, seen as an object of the plate.
#pragma once

#include "slicer_sdk/plate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace mmf::test {

using Matrix = std::array<float, 16>;
constexpr Matrix Identity{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};

struct Mesh
{
    std::string name = "part";
    std::vector<float> vertices;
    std::vector<std::uint32_t> triangles;
    Matrix transform = Identity;

    // Valid until the mesh is changed.
    slicer_plate_object object() const
    {
        slicer_plate_object object{};
        object.name = name.c_str();
        object.vertices = vertices.empty() ? nullptr : vertices.data();
        object.vertex_count = vertices.size() / 3;
        object.triangles = triangles.empty() ? nullptr : triangles.data();
        object.triangle_count = triangles.size() / 3;
        std::copy(transform.begin(), transform.end(), &object.transform[0]);
        return object;
    }
};

// Right-angled, with its right angles at the origin and edges of 10, 20 and 30 mm along the axes.
inline Mesh tetrahedron()
{
    return {"tetrahedron",
            {0, 0, 0, 10, 0, 0, 0, 20, 0, 0, 0, 30},
            {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3},
            Identity};
}

} // namespace mmf::test
