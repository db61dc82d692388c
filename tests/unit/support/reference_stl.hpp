// Binary STL, written down a second time from the format's definition: slowly, byte by byte, and with every
// operation rounded by a store. What the encoder writes is held against it.
#pragma once

#include "support/mesh.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mmf::test::reference {

using Vector = std::array<float, 3>;

inline void put_u32(std::string &out, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8) {
        out += static_cast<char>((value >> shift) & 0xFF);
    }
}

inline float store(double value)
{
    const volatile float stored = static_cast<float>(value);
    return stored;
}

// Of floats in double, rounded once: the same as in float.
inline float add(float a, float b)
{
    return store(static_cast<double>(a) + static_cast<double>(b));
}
inline float subtract(float a, float b)
{
    return store(static_cast<double>(a) - static_cast<double>(b));
}
inline float multiply(float a, float b)
{
    return store(static_cast<double>(a) * static_cast<double>(b));
}
inline float divide(float a, float b)
{
    return store(static_cast<double>(a) / static_cast<double>(b));
}

inline Vector position(const Mesh &mesh, std::uint32_t index)
{
    const float *v = &mesh.vertices.at(3 * std::size_t{index});
    if (mesh.transform == Identity) {
        return {v[0], v[1], v[2]};
    }
    Vector out{};
    for (std::size_t row = 0; row < 3; ++row) {
        const float *m = &mesh.transform.at(4 * row);
        out.at(row) = add(add(add(multiply(m[0], v[0]), multiply(m[1], v[1])), multiply(m[2], v[2])), m[3]);
    }
    return out;
}

inline Vector normal(const Vector &a, const Vector &b, const Vector &c)
{
    Vector u{};
    Vector v{};
    for (std::size_t i = 0; i < 3; ++i) {
        u.at(i) = subtract(b.at(i), a.at(i));
        v.at(i) = subtract(c.at(i), a.at(i));
    }
    Vector n{};
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t j = (i + 1) % 3;
        const std::size_t k = (i + 2) % 3;
        n.at(i) = subtract(multiply(u.at(j), v.at(k)), multiply(u.at(k), v.at(j)));
    }
    const float square = add(add(multiply(n[0], n[0]), multiply(n[1], n[1])), multiply(n[2], n[2]));
    const float length = store(std::sqrt(static_cast<double>(square)));
    if (std::fpclassify(square) != FP_NORMAL) {
        return {0, 0, 0};
    }
    return {divide(n[0], length), divide(n[1], length), divide(n[2], length)};
}

// `mirrored`: whether the transforms turn the inside out, which the caller knows.
inline std::string stl(const std::vector<Mesh> &meshes, bool mirrored = false)
{
    std::string out = "Binary STL, millimetres. Publish to MyMiniFactory";
    out.resize(80);
    std::size_t triangles = 0;
    for (const Mesh &mesh : meshes) {
        triangles += mesh.triangles.size() / 3;
    }
    put_u32(out, static_cast<std::uint32_t>(triangles));
    for (const Mesh &mesh : meshes) {
        for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
            const Vector a = position(mesh, mesh.triangles[i]);
            const Vector b = position(mesh, mesh.triangles[i + (mirrored ? 2 : 1)]);
            const Vector c = position(mesh, mesh.triangles[i + (mirrored ? 1 : 2)]);
            for (const Vector &vector : {normal(a, b, c), a, b, c}) {
                for (const float value : vector) {
                    put_u32(out, std::bit_cast<std::uint32_t>(value));
                }
            }
            out += '\0';
            out += '\0';
        }
    }
    return out;
}

} // namespace mmf::test::reference
