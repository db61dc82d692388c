#pragma once

namespace mmf::picture {

// The nearest whole number of one that is not negative. std::lround is a call of the library, too dear for
// each point.
constexpr int nearest(double value)
{
    constexpr double Half = 0.5;
    return static_cast<int>(value + Half);
}

} // namespace mmf::picture
