// A binary STL as the service received it, read with nothing but the format's definition.
#pragma once

#include "sandbox/records.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace mmf::test {

using Corner = std::array<double, 3>;

struct Facet
{
    Corner normal;
    std::array<Corner, 3> corners;
};

inline std::vector<Facet> read_received_stl(const sandbox::ReceivedFile &file)
{
    std::ifstream stream(file.local_path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    REQUIRE(bytes.size() >= 84);
    const auto u32 = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;) {
            value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
        }
        return value;
    };
    const auto corner = [&](std::size_t at) {
        Corner corner{};
        for (std::size_t i = 0; i < 3; ++i) {
            corner.at(i) = static_cast<double>(std::bit_cast<float>(u32(at + 4 * i)));
        }
        return corner;
    };
    std::vector<Facet> facets(u32(80));
    REQUIRE(bytes.size() == 84 + 50 * facets.size());
    for (std::size_t i = 0; i < facets.size(); ++i) {
        const std::size_t at = 84 + 50 * i;
        facets[i] = {corner(at), {corner(at + 12), corner(at + 24), corner(at + 36)}};
    }
    return facets;
}

inline Corner cross(const Corner &a, const Corner &b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

inline double dot(const Corner &a, const Corner &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

inline Corner minus(const Corner &a, const Corner &b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

// Twice its area, in the direction that its corners' order says is outside.
inline Corner area_of(const Facet &facet)
{
    return cross(minus(facet.corners[1], facet.corners[0]), minus(facet.corners[2], facet.corners[0]));
}

// Of a closed surface; negative if it is inside out. Measured from a corner of its own, so that it is as
// exact far from the origin as near to it.
inline double signed_volume(const std::vector<Facet> &facets)
{
    double volume = 0;
    for (const Facet &facet : facets) {
        volume += dot(minus(facet.corners[0], facets.front().corners[0]), area_of(facet)) / 6;
    }
    return volume;
}

} // namespace mmf::test
