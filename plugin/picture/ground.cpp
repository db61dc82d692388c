#include "picture/ground.hpp"

#include "model/box.hpp"
#include "picture/parallel.hpp"
#include "picture/projection.hpp"

#include <algorithm>
#include <cmath>

namespace mmf::picture {

namespace {

constexpr double Around = 2.4; // times the model's length: as far as the shadow is followed

using Cover = std::vector<float>; // Cells × Cells

// The mean of the cells up to `reach` away, along lines that are `stride` apart from cell to cell.
void blur_lines(Cover &cover, int cells, int reach, std::size_t stride, std::size_t next_line)
{
    std::vector<float> line(static_cast<std::size_t>(cells));
    for (int i = 0; i < cells; ++i) {
        float *first = cover.data() + static_cast<std::size_t>(i) * next_line;
        float sum = 0;
        for (int k = -reach; k < cells; ++k) {
            const int entering = k + reach;
            const int leaving = k - reach - 1;
            sum += entering < cells ? first[static_cast<std::size_t>(entering) * stride] : 0;
            sum -= leaving >= 0 ? first[static_cast<std::size_t>(leaving) * stride] : 0;
            if (k >= 0) {
                line[static_cast<std::size_t>(k)] = sum / static_cast<float>(2 * reach + 1);
            }
        }
        for (int k = 0; k < cells; ++k) {
            first[static_cast<std::size_t>(k) * stride] = line[static_cast<std::size_t>(k)];
        }
    }
}

// Three times a mean is nearly a bell.
void blur(Cover &cover, int cells, int reach)
{
    for (int i = 0; i < 3; ++i) {
        blur_lines(cover, cells, reach, 1, static_cast<std::size_t>(cells));
        blur_lines(cover, cells, reach, static_cast<std::size_t>(cells), 1);
    }
}

} // namespace

GroundShadow::GroundShadow(const Scene &scene, const Scene::Bounds &bounds, const std::stop_token &stop)
{
    const model::Vector centre = bounds.centre();
    const double length = std::max(bounds.max.x - bounds.min.x, bounds.max.y - bounds.min.y);
    const double radius = bounds.radius();
    const double side = Around * std::max(length, 0.1 * radius);
    m_cell = side / Cells;
    m_left = centre.x - side / 2;
    m_front = centre.y - side / 2;

    // What is lowest over each cell: seen from below.
    Corners corners(scene.vertex_count());
    const auto look_down = [&](const Scene::Part &part, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const model::Point p = part.position(i);
            if (model::is_finite(p)) {
                const double height = (double{p.z} - bounds.min.z) / radius;
                corners[i] = {static_cast<std::int32_t>((p.x - m_left) / m_cell * Visibility::Subpixels),
                              static_cast<std::int32_t>((p.y - m_front) / m_cell * Visibility::Subpixels),
                              static_cast<float>(1 / (1 + height))};
            }
        }
    };
    in_two(corners.size(),
           [&](std::size_t begin, std::size_t end) { scene.each_vertex_range(begin, end, look_down); });
    Visibility lowest(Cells, Cells);
    draw(scene, corners, lowest, stop);

    Cover touching(std::size_t{Cells} * Cells);
    Cover above(touching.size());
    for (int row = 0; row < Cells; ++row) {
        for (int column = 0; column < Cells; ++column) {
            if (!lowest.is_empty(column, row)) {
                const std::size_t i =
                    static_cast<std::size_t>(row) * Cells + static_cast<std::size_t>(column);
                const float height = 1 / lowest.nearness(column, row) - 1;
                touching[i] = std::exp(-height / 0.05F);
                above[i] = std::exp(-height / 0.9F);
            }
        }
    }
    blur(touching, Cells, 2);
    blur(above, Cells, 11);
    m_shade.resize(touching.size());
    for (std::size_t i = 0; i < m_shade.size(); ++i) {
        m_shade[i] = 1 - (1 - 0.45F * touching[i]) * (1 - 0.6F * above[i]);
    }
}

double GroundShadow::cell(int column, int row) const
{
    const bool is_inside = column >= 0 && row >= 0 && column < Cells && row < Cells;
    return is_inside
               ? double{m_shade[static_cast<std::size_t>(row) * Cells + static_cast<std::size_t>(column)]}
               : 0;
}

double GroundShadow::light(double x, double y) const
{
    const double column = std::clamp((x - m_left) / m_cell - 0.5, -2.0, Cells + 2.0);
    const double row = std::clamp((y - m_front) / m_cell - 0.5, -2.0, Cells + 2.0);
    const int left = static_cast<int>(std::floor(column));
    const int front = static_cast<int>(std::floor(row));
    const double right = column - left;
    const double behind = row - front;
    const double shade = (1 - behind) * ((1 - right) * cell(left, front) + right * cell(left + 1, front)) +
                         behind * ((1 - right) * cell(left, front + 1) + right * cell(left + 1, front + 1));
    return 1 - shade;
}

} // namespace mmf::picture
