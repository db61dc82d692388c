#include "picture/visibility.hpp"

#include "picture/parallel.hpp"

#include <algorithm>

namespace mmf::picture {

namespace {

constexpr std::int32_t Half = Visibility::Subpixels / 2;
constexpr int Shift = std::countr_zero(static_cast<unsigned>(Visibility::Subpixels));

// The first point of the raster that is not before this position, and the last that is not after.
int first_point(std::int32_t position)
{
    return (position - Half + Visibility::Subpixels - 1) >> Shift;
}

int last_point(std::int32_t position)
{
    return (position - Half) >> Shift;
}

// On which side of the edge from a to b something lies, as a number that is linear in the picture. `Number`
// holds the product of two lengths of the triangle.
template <typename Number>
struct Edge
{
    Edge(const Visibility::Corner &a, const Visibility::Corner &b, int column, int row)
        : along_x(Number{a.y} - b.y),
          along_y(Number{b.x} - a.x),
          value(along_y * (Number{row} * Visibility::Subpixels + Half - a.y) +
                along_x * (Number{column} * Visibility::Subpixels + Half - a.x))
    {
        along_x *= Visibility::Subpixels;
        along_y *= Visibility::Subpixels;
    }

    Number along_x; // the step from one point to the next
    Number along_y;
    Number value;
};

// Points of one row, from its first one on; the last one is part of it.
struct Span
{
    int first;
    int last;
};

// To those on the inner side of the edge, whose value is that of point 0.
template <typename Number>
void narrow(Span &span, const Edge<Number> &edge)
{
    constexpr Number Beyond = 1 << 20; // no row is so long
    if (edge.value < 0 && edge.along_x <= 0) {
        span.last = -1;
    } else if (edge.value < 0) {
        const Number first = (-edge.value + edge.along_x - 1) / edge.along_x;
        span.first = std::max(span.first, static_cast<int>(std::min(first, Beyond)));
    } else if (edge.along_x < 0 && edge.value + edge.along_x * span.last < 0) {
        span.last = static_cast<int>(edge.value / -edge.along_x);
    }
}

// A triangle that is not longer than this is reckoned in half the bits.
constexpr std::int32_t ShortLength = 0x2000;

// Of so few points in a row each is looked at, which takes less than the divisions of `narrow`.
constexpr int FewPoints = 8;

} // namespace

Visibility::Visibility(int columns, int rows)
    : m_columns(columns),
      m_rows(rows),
      m_keys(std::make_unique_for_overwrite<std::uint64_t[]>(place(0, rows)))
{
    // Memory that is new takes time to touch.
    in_two(place(0, rows), [this](std::size_t begin, std::size_t end) {
        std::fill(m_keys.get() + begin, m_keys.get() + end, 0);
    });
}

void Visibility::fill(const Corner &a, const Corner &b, const Corner &c, std::uint32_t id, int first_row,
                      int end_row)
{
    const auto [min_x, max_x] = std::minmax({a.x, b.x, c.x});
    const auto [min_y, max_y] = std::minmax({a.y, b.y, c.y});
    const Box box{std::max(first_point(min_x), 0), std::min(last_point(max_x), m_columns - 1),
                  std::max(first_point(min_y), first_row), std::min(last_point(max_y), end_row - 1)};
    if (box.top > box.bottom || box.left > box.right) {
        return;
    }
    if (max_x - min_x <= ShortLength && max_y - min_y <= ShortLength) {
        fill_points<std::int32_t>(a, b, c, id, box);
    } else {
        fill_points<std::int64_t>(a, b, c, id, box);
    }
}

template <typename Number>
void Visibility::fill_points(const Corner &a, const Corner &b, const Corner &c, std::uint32_t id,
                             const Box &box)
{
    const Number area = (Number{b.x} - a.x) * (Number{c.y} - a.y) - (Number{c.x} - a.x) * (Number{b.y} - a.y);
    if (area == 0) {
        return;
    }
    if (area < 0) {
        fill_points<Number>(a, c, b, id, box);
        return;
    }
    Edge<Number> opposite_a(b, c, box.left, box.top);
    Edge<Number> opposite_b(c, a, box.left, box.top);
    Edge<Number> opposite_c(a, b, box.left, box.top);
    // Of a sliver the slope has no use; what it says stays between its corners.
    const float least = std::min({a.nearness, b.nearness, c.nearness});
    const float most = std::max({a.nearness, b.nearness, c.nearness});
    const float inverse = 1.0F / static_cast<float>(area);
    const auto blend = [&](Number of_b, Number of_c) {
        return (static_cast<float>(of_b) * (b.nearness - a.nearness) +
                static_cast<float>(of_c) * (c.nearness - a.nearness)) *
               inverse;
    };
    const float slope_x = blend(opposite_b.along_x, opposite_c.along_x);
    const float slope_y = blend(opposite_b.along_y, opposite_c.along_y);
    const float begin = a.nearness + blend(opposite_b.value, opposite_c.value);
    const std::uint64_t low = static_cast<std::uint32_t>(~id);
    const int last = box.right - box.left;
    for (int row = box.top; row <= box.bottom; ++row) {
        const float nearness = begin + slope_y * static_cast<float>(row - box.top);
        std::uint64_t *keys = m_keys.get() + place(box.left, row);
        const auto see = [&](int i) {
            const float kept = std::clamp(nearness + slope_x * static_cast<float>(i), least, most);
            const std::uint64_t key = std::uint64_t{std::bit_cast<std::uint32_t>(kept)} << 32U | low;
            keys[i] = std::max(keys[i], key);
        };
        if (last < FewPoints) {
            Number of_a = opposite_a.value;
            Number of_b = opposite_b.value;
            Number of_c = opposite_c.value;
            for (int i = 0; i <= last; ++i) {
                if (std::min({of_a, of_b, of_c}) >= 0) {
                    see(i);
                }
                of_a += opposite_a.along_x;
                of_b += opposite_b.along_x;
                of_c += opposite_c.along_x;
            }
        } else {
            Span span{0, last};
            narrow(span, opposite_a);
            narrow(span, opposite_b);
            narrow(span, opposite_c);
            for (int i = span.first; i <= span.last; ++i) {
                see(i);
            }
        }
        opposite_a.value += opposite_a.along_y;
        opposite_b.value += opposite_b.along_y;
        opposite_c.value += opposite_c.along_y;
    }
}

} // namespace mmf::picture
