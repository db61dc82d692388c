#include "picture/projection.hpp"

#include "picture/parallel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace mmf::picture {

namespace {

constexpr std::size_t LookUpEvery = 64; // triangles, each of which may be as large as the picture
constexpr std::size_t SampleEvery = 64; // vertices, for their middle

void draw_rows(const Scene &scene, const Corners &corners, Visibility &into, int first, int end,
               const std::stop_token &stop)
{
    const std::int32_t above = first * Visibility::Subpixels;
    const std::int32_t below = end * Visibility::Subpixels;
    for (const Scene::Part &part : scene.parts()) {
        for (std::size_t triangle = part.first_triangle; triangle < part.end_triangle(); ++triangle) {
            if (triangle % LookUpEvery == 0 && stop.stop_requested()) {
                return;
            }
            const auto at = Scene::corners(part, triangle);
            if (!at) {
                continue;
            }
            const Visibility::Corner &a = corners[(*at)[0]];
            const Visibility::Corner &b = corners[(*at)[1]];
            const Visibility::Corner &c = corners[(*at)[2]];
            const bool is_outside = std::max({a.y, b.y, c.y}) < above || std::min({a.y, b.y, c.y}) >= below;
            if (!is_outside && std::min({a.nearness, b.nearness, c.nearness}) > 0) {
                into.fill(a, b, c, static_cast<std::uint32_t>(triangle), first, end);
            }
        }
    }
}

// The row above which half of the vertices are: so both threads have about the same to do.
int middle_row(const Corners &corners, int rows)
{
    std::vector<std::int32_t> sample;
    sample.reserve(corners.size() / SampleEvery + 1);
    for (std::size_t i = 0; i < corners.size(); i += SampleEvery) {
        sample.push_back(corners[i].y);
    }
    if (sample.empty()) {
        return rows / 2;
    }
    const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
    std::nth_element(sample.begin(), middle, sample.end());
    return std::clamp(*middle / Visibility::Subpixels, 0, rows);
}

} // namespace

void draw(const Scene &scene, const Corners &corners, Visibility &into, const std::stop_token &stop)
{
    const int middle = middle_row(corners, into.rows());
    in_two(static_cast<std::size_t>(middle), static_cast<std::size_t>(into.rows()),
           [&](std::size_t first, std::size_t end) {
               draw_rows(scene, corners, into, static_cast<int>(first), static_cast<int>(end), stop);
           });
}

} // namespace mmf::picture
