#include "picture/background.hpp"

#include "picture/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace mmf::picture {

namespace {

double smooth(double from, double to, double x)
{
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

// Lighter behind the model; in parts of the picture, from the top left.
Light backdrop(double x, double y)
{
    const double dx = x - 0.5;
    const double dy = (y - 0.46) * 0.9;
    const double light = 0.86 - 0.30 * smooth(0.12, 0.80, std::sqrt(dx * dx + dy * dy));
    return {light * 0.985, light, light * 1.01};
}

// Of the ground that is seen at that place of the lens's image.
double ground_light(const Camera &camera, const Scene::Bounds &bounds, const GroundShadow &shadow, double x,
                    double y)
{
    const model::Vector sight = camera.sight(x, y);
    if (sight.z >= -1e-6) {
        return 1; // over the horizon
    }
    const model::Vector from = camera.position();
    const double ground = (bounds.min.z - camera.centre().z) / camera.radius();
    const model::Vector at = from + (ground - from.z) / sight.z * sight;
    return shadow.light(camera.centre().x + at.x * camera.radius(),
                        camera.centre().y + at.y * camera.radius());
}

} // namespace

Background::Background(Extent size, const Camera &camera, const Frame &frame, const Scene::Bounds &bounds,
                       const GroundShadow *shadow)
    : m_columns((size.width - 1) / Step + 2)
{
    const int rows = (size.height - 1) / Step + 2;
    m_lights.resize(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(rows));
    in_two(m_lights.size(), [&](std::size_t begin, std::size_t end) {
        const auto columns = static_cast<std::size_t>(m_columns);
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t row = i / columns;
            const std::size_t column = i % columns;
            const double x = static_cast<double>(column) * Step + 0.5;
            const double y = static_cast<double>(row) * Step + 0.5;
            const Light light = backdrop(x / size.width, y / size.height);
            const double ground =
                shadow == nullptr ? 1 : ground_light(camera, bounds, *shadow, frame.x_at(x), frame.y_at(y));
            m_lights[i] = ground * light;
        }
    });
}

Light Background::at(int column, int row) const
{
    const Light *first = m_lights.data() +
                         static_cast<std::size_t>(row / Step) * static_cast<std::size_t>(m_columns) +
                         static_cast<std::size_t>(column / Step);
    const Light *second = first + m_columns;
    const double right = static_cast<double>(column % Step) / Step;
    const double below = static_cast<double>(row % Step) / Step;
    return (1 - below) * ((1 - right) * first[0] + right * first[1]) +
           below * ((1 - right) * second[0] + right * second[1]);
}

} // namespace mmf::picture
