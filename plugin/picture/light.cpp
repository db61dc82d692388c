#include "picture/light.hpp"

#include "picture/nearest.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace mmf::picture {

using model::Vector;

namespace {

constexpr Light Material{0.36, 0.445, 0.545};
constexpr Light Sky{0.92, 0.96, 1.04};
constexpr Light Floor{0.34, 0.32, 0.31};
constexpr Light KeyLight{1.22, 1.16, 1.06};
constexpr Light FillLight{0.20, 0.23, 0.28};

Light times(const Light &a, const Light &b)
{
    return {a.x * b.x, a.y * b.y, a.z * b.z};
}

Vector normalized(Vector v)
{
    return (1 / std::sqrt(dot(v, v))) * v;
}

double squared(double x)
{
    return x * x;
}

double to_the_32nd(double x)
{
    return squared(squared(squared(squared(squared(x)))));
}

// Of linear light, in steps that are finer than a screen's.
class ScreenTable
{
public:
    static constexpr std::size_t Steps = 4096;

    ScreenTable()
    {
        for (std::size_t i = 0; i <= Steps; ++i) {
            const double light = static_cast<double>(i) / Steps;
            const double value =
                light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
            m_values[i] = static_cast<std::uint8_t>(std::lround(255 * value));
        }
    }
    std::uint8_t operator()(double light) const
    {
        return m_values[static_cast<std::size_t>(nearest(std::clamp(light, 0.0, 1.0) * Steps))];
    }

private:
    std::array<std::uint8_t, Steps + 1> m_values{};
};

} // namespace

Studio::Studio(const Camera &camera)
    : m_key(normalized(-0.80 * camera.right() + 0.72 * camera.up() + 0.60 * camera.back())),
      m_fill(normalized(0.9 * camera.right() + 0.1 * camera.up() + 0.45 * camera.back()))
{
}

Light Studio::surface(Vector normal, Vector to_camera, double open) const
{
    const double upwards = 0.5 + 0.5 * normal.z;
    const Light around = upwards * Sky + (1 - upwards) * Floor;
    const double key = std::max(0.0, (dot(normal, m_key) + 0.12) / 1.12);
    const double fill = std::max(0.0, dot(normal, m_fill));
    const double facing = std::clamp(dot(normal, to_camera), 0.0, 1.0);
    const Vector half = normalized(m_key + to_camera);
    const double shine = to_the_32nd(std::max(0.0, dot(normal, half))) * 0.10;
    const double rim = squared(squared(1 - facing)) * 0.16 * upwards;
    const Light incoming =
        (0.50 * open) * around + (key * (0.4 + 0.6 * open)) * KeyLight + (fill * open) * FillLight;
    return times(Material, incoming) + (shine * open) * KeyLight + (rim * open) * Sky;
}

Rgb to_screen(const Light &light)
{
    static const ScreenTable table;
    return {table(light.x), table(light.y), table(light.z)};
}

} // namespace mmf::picture
