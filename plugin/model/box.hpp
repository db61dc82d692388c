// The box around points, and whether all of them were finite: without branches, so that millions take no time
// worth mentioning. A value.
#pragma once

#include "model/transform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mmf::model {

struct Box
{
    Point min{std::numeric_limits<float>::max(), std::numeric_limits<float>::max(),
              std::numeric_limits<float>::max()};
    Point max{std::numeric_limits<float>::lowest(), std::numeric_limits<float>::lowest(),
              std::numeric_limits<float>::lowest()};
    // Zero times a value is zero if that is finite, and NaN, which then stays in the sum, if it is not.
    Point zero;

    void add(Point p)
    {
        min = {std::min(min.x, p.x), std::min(min.y, p.y), std::min(min.z, p.z)};
        max = {std::max(max.x, p.x), std::max(max.y, p.y), std::max(max.z, p.z)};
        zero = {zero.x + p.x * 0.0F, zero.y + p.y * 0.0F, zero.z + p.z * 0.0F};
    }

    bool is_all_finite() const { return zero == Point{}; }
};

inline bool is_finite(Point p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

} // namespace mmf::model
