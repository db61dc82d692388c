#include "shim_slicer/transform.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shim {

namespace {

/** Of an angle in degrees, without the rounding of π at right angles. */
struct Direction
{
    double cosine;
    double sine;

    explicit Direction(double degrees)
    {
        const double quarters = degrees / 90;
        if (quarters == std::round(quarters)) {
            constexpr std::array<double, 4> Sines{0, 1, 0, -1};
            const auto quarter = static_cast<std::size_t>(std::fmod(std::fmod(quarters, 4) + 4, 4));
            sine = Sines[quarter];
            cosine = Sines[(quarter + 1) % 4];
        } else {
            const double radians = degrees * std::numbers::pi / 180;
            sine = std::sin(radians);
            cosine = std::cos(radians);
        }
    }
};

/** About an axis: that is the one after `first` and `second`, which turn into each other. */
Transform turned(std::size_t first, std::size_t second, double degrees)
{
    const Direction direction(degrees);
    Transform turn = Identity;
    turn[5 * first] = turn[5 * second] = static_cast<float>(direction.cosine);
    turn[4 * first + second] = static_cast<float>(-direction.sine);
    turn[4 * second + first] = static_cast<float>(direction.sine);
    return turn;
}

bool only_moves(const Transform &transform)
{
    for (std::size_t i = 0; i < 16; ++i) {
        if (i % 4 != 3 && transform[i] != Identity[i])
            return false;
    }
    return true;
}

} // namespace

Point transformed(const Transform &m, const Point &p)
{
    return {m[0] * p[0] + m[1] * p[1] + m[2] * p[2] + m[3], m[4] * p[0] + m[5] * p[1] + m[6] * p[2] + m[7],
            m[8] * p[0] + m[9] * p[1] + m[10] * p[2] + m[11]};
}

Transform product(const Transform &a, const Transform &b)
{
    Transform result{};
    for (std::size_t row = 0; row < 4; ++row) {
        for (std::size_t column = 0; column < 4; ++column) {
            double sum = 0;
            for (std::size_t i = 0; i < 4; ++i)
                sum += static_cast<double>(a[4 * row + i]) * static_cast<double>(b[4 * i + column]);
            result[4 * row + column] = static_cast<float>(sum);
        }
    }
    return result;
}

Transform moved(const Transform &transform, const Point &way)
{
    Transform result = transform;
    for (std::size_t i = 0; i < 3; ++i)
        result[4 * i + 3] += way[i];
    return result;
}

Bounds moved(const Bounds &box, const Point &way)
{
    Bounds result = box;
    for (std::size_t i = 0; i < 3; ++i) {
        result.min[i] += way[i];
        result.max[i] += way[i];
    }
    return result;
}

Transform turned_and_scaled(const Point &degrees, const Point &factors)
{
    Transform scale = Identity;
    for (std::size_t i = 0; i < 3; ++i)
        scale[5 * i] = factors[i];
    return product(turned(0, 1, static_cast<double>(degrees[2])),
                   product(turned(2, 0, static_cast<double>(degrees[1])),
                           product(turned(1, 2, static_cast<double>(degrees[0])), scale)));
}

bool mirrors(const Transform &transform)
{
    std::array<double, 16> m{};
    std::copy(transform.begin(), transform.end(), m.begin());
    return m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8]) +
               m[2] * (m[4] * m[9] - m[5] * m[8]) <
           0;
}

Bounds bounds_of(const Mesh &mesh, const Transform &transform)
{
    // A move keeps the order of coordinates, also where it rounds.
    if (only_moves(transform) || mesh.vertex_count() == 0)
        return {transformed(transform, mesh.bounds.min), transformed(transform, mesh.bounds.max)};
    const Point first = transformed(transform, mesh.vertex(0));
    Bounds box{first, first};
    for (std::size_t vertex = 1; vertex < mesh.vertex_count(); ++vertex) {
        const Point at = transformed(transform, mesh.vertex(vertex));
        box = united(box, {at, at});
    }
    return box;
}

Bounds united(const Bounds &a, const Bounds &b)
{
    Bounds box = a;
    for (std::size_t i = 0; i < 3; ++i) {
        box.min[i] = std::min(a.min[i], b.min[i]);
        box.max[i] = std::max(a.max[i], b.max[i]);
    }
    return box;
}

} // namespace shim
