// Points as doubles, to calculate with: differences of floats are exact, and products of them nearly so.
// Values; pure functions.
#pragma once

#include "model/indexed_mesh.hpp"

#include <cstddef>
#include <cstdint>

namespace mmf::model {

struct Vector
{
    double x = 0;
    double y = 0;
    double z = 0;
};

inline Vector operator-(Vector a, Vector b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

inline Vector operator+(Vector a, Vector b)
{
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}

inline Vector operator*(double factor, Vector v)
{
    return {factor * v.x, factor * v.y, factor * v.z};
}

inline Vector cross(Vector a, Vector b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

inline double dot(Vector a, Vector b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

inline Vector vertex_of(const IndexedMesh &mesh, std::uint32_t vertex)
{
    const float *v = mesh.vertices.data() + 3 * std::size_t{vertex};
    return {v[0], v[1], v[2]};
}

} // namespace mmf::model
