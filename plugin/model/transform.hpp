// From an object's coordinates to the plate's, in float arithmetic with each operation rounded, so that the
// same mesh gives the same bytes everywhere (the layer is compiled with -ffp-contract=off). Values; pure
// functions.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace mmf::model {

struct Point
{
    float x = 0;
    float y = 0;
    float z = 0;

    bool operator==(const Point &) const = default;
};

class Transform
{
public:
    // `matrix` is row-major, for column vectors, as slicer_plate_object has it; its last row is not used.
    explicit Transform(const float (&matrix)[16]) { std::copy_n(&matrix[0], m_rows.size(), m_rows.begin()); }

    bool is_identity() const { return m_rows == std::array<float, 12>{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0}; }

    // Whether it turns the inside out.
    bool is_mirroring() const
    {
        // In double no product of three floats overflows or vanishes, so the sign is right but for matrices
        // that are flat to fifteen digits.
        const auto m = [this](std::size_t i) { return static_cast<double>(m_rows[i]); };
        const double determinant = m(0) * (m(5) * m(10) - m(6) * m(9)) - m(1) * (m(4) * m(10) - m(6) * m(8)) +
                                   m(2) * (m(4) * m(9) - m(5) * m(8));
        return determinant < 0;
    }

    // Not for the identity, under which positions stay bit for bit (this makes 0 of -0).
    Point operator()(Point p) const { return {row(0, p), row(4, p), row(8, p)}; }

private:
    float row(std::size_t i, Point p) const
    {
        return ((m_rows[i] * p.x + m_rows[i + 1] * p.y) + m_rows[i + 2] * p.z) + m_rows[i + 3];
    }

    std::array<float, 12> m_rows{};
};

} // namespace mmf::model
