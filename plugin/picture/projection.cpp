#include "picture/projection.hpp"

#include "model/box.hpp"
#include "picture/nearest.hpp"
#include "picture/parallel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace mmf::picture {

namespace {

constexpr std::size_t LookUpEvery = 64; // triangles, each of which may be as large as the picture
constexpr std::size_t SampleEvery = 64; // vertices, for their middle
constexpr int AreaStep = 2; // pixels: what is reckoned for several points at once finds them all in the area

// Between the two passes a corner's place is a float's bits: it needs no memory of its own.
struct Bounds
{
    double min_x = 1e9;
    double max_x = -1e9;
    double min_y = 1e9;
    double max_y = -1e9;

    void add(double x, double y)
    {
        min_x = std::min(min_x, x);
        max_x = std::max(max_x, x);
        min_y = std::min(min_y, y);
        max_y = std::max(max_y, y);
    }
    void add(const Bounds &other)
    {
        add(other.min_x, other.min_y);
        add(other.max_x, other.max_y);
    }
};

std::int32_t to_bits(double value)
{
    return std::bit_cast<std::int32_t>(static_cast<float>(value));
}

double from_bits(std::int32_t bits)
{
    return double{std::bit_cast<float>(bits)};
}

Bounds look_at(const Scene &scene, const Camera &camera, Corners &corners, std::size_t begin, std::size_t end)
{
    Bounds bounds;
    scene.each_vertex_range(begin, end, [&](const Scene::Part &part, std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            const model::Point p = part.position(i);
            if (model::is_finite(p)) {
                const Camera::Seen seen = camera(p);
                bounds.add(seen.x, seen.y);
                corners[i] = {to_bits(seen.x), to_bits(seen.y), static_cast<float>(seen.nearness)};
            }
        }
    });
    return bounds;
}

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

// The picture's pixels from one place in it to another.
Area area_between(double left, double top, double right, double bottom, Extent picture)
{
    const auto first = [](double place) {
        return static_cast<int>(std::max(place, 0.0)) / AreaStep * AreaStep;
    };
    const auto length = [](int from, double place, int end) {
        const int last = std::clamp(static_cast<int>(place), from, std::max(end - 1, from));
        return (last - from) / AreaStep * AreaStep + AreaStep;
    };
    const int column = first(left);
    const int row = first(top);
    return {column, row, length(column, right, picture.width), length(row, bottom, picture.height)};
}

} // namespace

Projection project(const Scene &scene, const Camera &camera, Extent picture, int fineness)
{
    Corners corners(scene.vertex_count());
    std::array<Bounds, 2> halves;
    in_two(corners.size(), [&](std::size_t begin, std::size_t end) {
        halves[begin == 0 ? 0 : 1].add(look_at(scene, camera, corners, begin, end));
    });
    halves[0].add(halves[1]);
    const Bounds &all = halves[0];
    const Frame points({picture.width * fineness, picture.height * fineness}, all.min_x, all.max_x, all.min_y,
                       all.max_y);
    const Frame pixels = points.coarser(fineness);
    const Area area = area_between(pixels.column(all.min_x), pixels.row(all.max_y), pixels.column(all.max_x),
                                   pixels.row(all.min_y), picture);
    const Frame raster = points.from(area.left * fineness, area.top * fineness);
    in_two(corners.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            Visibility::Corner &corner = corners[i];
            // Within the frame, so not negative; of what is not finite it is anything.
            corner.x = nearest(raster.column(from_bits(corner.x)) * Visibility::Subpixels);
            corner.y = nearest(raster.row(from_bits(corner.y)) * Visibility::Subpixels);
        }
    });
    return {std::move(corners), pixels, raster, area};
}

void draw(const Scene &scene, const Corners &corners, Visibility &into, const std::stop_token &stop)
{
    const int middle = middle_row(corners, into.rows());
    in_two(static_cast<std::size_t>(middle), static_cast<std::size_t>(into.rows()),
           [&](std::size_t first, std::size_t end) {
               draw_rows(scene, corners, into, static_cast<int>(first), static_cast<int>(end), stop);
           });
}

} // namespace mmf::picture
