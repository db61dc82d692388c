// A mesh as large as wanted, with vertices shared and out of order as a real one has them.
#pragma once

#include "support/mesh.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace mmf::bench {

// The largest that may be sent: 99.5 MB.
constexpr std::size_t LargeMesh = 1'990'000;

// A torus of about so many triangles, not more; no two neighbours have the same normal.
inline test::Mesh torus(std::size_t triangles)
{
    const auto side = static_cast<std::size_t>(std::sqrt(static_cast<double>(triangles) / 2));
    const std::size_t rings = triangles / 2 / side;
    test::Mesh mesh{"torus", {}, {}, test::Identity};
    mesh.vertices.reserve(3 * rings * side);
    mesh.triangles.reserve(6 * rings * side);
    const auto angle = [](std::size_t i, std::size_t of) {
        return 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(of);
    };
    const auto vertex = [&](std::size_t ring, std::size_t i) {
        return static_cast<std::uint32_t>(ring % rings * side + i % side);
    };
    for (std::size_t ring = 0; ring < rings; ++ring) {
        for (std::size_t i = 0; i < side; ++i) {
            const double out = 40 + 15 * std::cos(angle(i, side));
            for (const double value : {out * std::cos(angle(ring, rings)), out * std::sin(angle(ring, rings)),
                                       15 * std::sin(angle(i, side))}) {
                mesh.vertices.push_back(static_cast<float>(value));
            }
            for (const std::uint32_t corner :
                 {vertex(ring, i), vertex(ring + 1, i), vertex(ring + 1, i + 1), vertex(ring, i),
                  vertex(ring + 1, i + 1), vertex(ring, i + 1)}) {
                mesh.triangles.push_back(corner);
            }
        }
    }
    return mesh;
}

} // namespace mmf::bench
