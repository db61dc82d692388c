#include "shim_slicer/raster.hpp"

#include <algorithm>
#include <cmath>

namespace shim {

namespace {

/** Twice the signed area of a, b, (x, y). */
float edge(const Sample &a, const Sample &b, float x, float y)
{
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/** Calls visit(x, y, depth) for every sample whose centre is in the triangle. */
template <class Visit>
void visit_samples(const std::array<Sample, 3> &t, int width, int height, Visit visit)
{
    for (const Sample &corner : t) {
        if (!std::isfinite(corner.x) || !std::isfinite(corner.y) || !std::isfinite(corner.depth))
            return;
    }
    const float area = edge(t[0], t[1], t[2].x, t[2].y);
    if (area == 0 || !std::isfinite(area))
        return;
    const auto clamped = [](float value, int end) {
        return static_cast<int>(std::clamp(value, 0.0F, static_cast<float>(end)));
    };
    const int left = clamped(std::floor(std::min({t[0].x, t[1].x, t[2].x})), width);
    const int right = clamped(std::ceil(std::max({t[0].x, t[1].x, t[2].x})), width);
    const int top = clamped(std::floor(std::min({t[0].y, t[1].y, t[2].y})), height);
    const int bottom = clamped(std::ceil(std::max({t[0].y, t[1].y, t[2].y})), height);
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const float centre_x = static_cast<float>(x) + 0.5F;
            const float centre_y = static_cast<float>(y) + 0.5F;
            const float a = edge(t[1], t[2], centre_x, centre_y) / area;
            const float b = edge(t[2], t[0], centre_x, centre_y) / area;
            const float c = 1 - a - b;
            if (a >= 0 && b >= 0 && c >= 0)
                visit(x, y, a * t[0].depth + b * t[1].depth + c * t[2].depth);
        }
    }
}

std::size_t area_of(int width, int height)
{
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

} // namespace

Colour mixed(const Colour &a, const Colour &b, float way)
{
    return {a.red + (b.red - a.red) * way, a.green + (b.green - a.green) * way,
            a.blue + (b.blue - a.blue) * way};
}

Colour shaded(const Colour &colour, float brightness)
{
    return {std::min(255.0F, colour.red * brightness), std::min(255.0F, colour.green * brightness),
            std::min(255.0F, colour.blue * brightness)};
}

std::optional<float> depth_at(const std::array<Sample, 3> &t, float x, float y)
{
    const float area = edge(t[0], t[1], t[2].x, t[2].y);
    const float a = edge(t[1], t[2], x, y) / area;
    const float b = edge(t[2], t[0], x, y) / area;
    const float c = 1 - a - b;
    if (!(a >= 0 && b >= 0 && c >= 0)) // nor if one is no number
        return std::nullopt;
    return a * t[0].depth + b * t[1].depth + c * t[2].depth;
}

Raster::Raster(int width, int height)
    : m_width(width),
      m_height(height),
      m_colours(area_of(width, height)),
      m_depths(area_of(width, height), Far)
{
}

void Raster::fill(const std::array<Sample, 3> &corners, const Colour &colour)
{
    visit_samples(corners, m_width, m_height, [&](int x, int y, float depth) {
        if (depth < m_depths[index(x, y)]) {
            m_depths[index(x, y)] = depth;
            m_colours[index(x, y)] = colour;
        }
    });
}

Mask::Mask(int width, int height) : m_width(width), m_height(height), m_bits(area_of(width, height), 0) {}

void Mask::fill(const std::array<Sample, 3> &corners)
{
    visit_samples(corners, m_width, m_height, [&](int x, int y, float) { m_bits[index(x, y)] = 1; });
}

} // namespace shim
