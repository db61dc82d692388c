/**
 * Triangles into samples, with depth. Pure; used by one thread at a time.
 */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace shim {

/** 0 to 255 each. */
struct Colour
{
    float red = 0;
    float green = 0;
    float blue = 0;
};

Colour mixed(const Colour &a, const Colour &b, float way);
Colour shaded(const Colour &colour, float brightness);

/** A place in the raster in samples, y downwards, and how far away it is. */
struct Sample
{
    float x;
    float y;
    float depth;
};

/** Of a triangle at a place; nothing if it does not cover it, or has no area. */
std::optional<float> depth_at(const std::array<Sample, 3> &corners, float x, float y);

class Raster
{
public:
    /** Both at least 1. */
    Raster(int width, int height);

    int width() const { return m_width; }
    int height() const { return m_height; }

    const Colour &at(int x, int y) const { return m_colours[index(x, y)]; }
    void paint(int x, int y, const Colour &colour) { m_colours[index(x, y)] = colour; }
    void set_depth(int x, int y, float depth) { m_depths[index(x, y)] = depth; }
    bool has_depth(int x, int y) const { return m_depths[index(x, y)] < Far; }

    /** Paints where nothing nearer is. Parts outside, and corners that are not finite, are left out. */
    void fill(const std::array<Sample, 3> &corners, const Colour &colour);

private:
    static constexpr float Far = std::numeric_limits<float>::max();

    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x);
    }

    int m_width;
    int m_height;
    std::vector<Colour> m_colours;
    std::vector<float> m_depths;
};

/** Which samples are covered. */
class Mask
{
public:
    Mask(int width, int height);

    bool is_set(int x, int y) const { return m_bits[index(x, y)] != 0; }
    void fill(const std::array<Sample, 3> &corners);

private:
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x);
    }

    int m_width;
    int m_height;
    std::vector<std::uint8_t> m_bits;
};

} // namespace shim
