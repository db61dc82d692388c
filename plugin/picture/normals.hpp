// Which way the surface looks at a place of a triangle. Refers to the scene; any thread may ask.
//
// Where triangles are large enough to be told apart, those that meet at a slight angle are one rounded
// surface; a sharp edge stays one. Where there are very many, each has its own normal.
#pragma once

#include "model/vector.hpp"
#include "picture/scene.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace mmf::picture {

class Normals
{
public:
    // On a stop request only part of it is there.
    Normals(const Scene &scene, const std::stop_token &stop);

    // Each is of length 1, or 0 of a triangle without area, and outwards, if the mesh is wound so.

    // The triangle's own.
    static model::Vector flat(const Scene::Part &part, std::size_t triangle);

    bool are_rounded() const { return !m_corners.empty(); }
    // Only then. `weights`: how near to each of its corners, in proportion.
    model::Vector rounded(std::size_t triangle, const std::array<double, 3> &weights) const;

private:
    struct Direction
    {
        float x;
        float y;
        float z;
    };

    void round(const Scene &scene, const std::stop_token &stop);

    std::vector<std::array<Direction, 3>> m_corners; // of each triangle; empty: each has its own
};

} // namespace mmf::picture
