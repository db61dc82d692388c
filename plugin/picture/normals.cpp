#include "picture/normals.hpp"

#include "picture/parallel.hpp"

#include <cmath>

namespace mmf::picture {

using model::Vector;

namespace {

constexpr std::size_t MostRounded = 400'000; // triangles
constexpr double SlightAngle = 0.82;         // its cosine: 35 degrees

// As long as twice the triangle's area.
Vector weighted_normal(const Scene::Part &part, std::size_t triangle)
{
    const auto at = Scene::corners(part, triangle);
    if (!at) {
        return {};
    }
    const auto vertex = [&](std::size_t i) {
        const model::Point p = part.position((*at)[i]);
        return Vector{p.x, p.y, p.z};
    };
    const Vector a = vertex(0);
    const Vector normal = cross(vertex(1) - a, vertex(2) - a);
    return part.is_mirrored ? -1 * normal : normal;
}

Vector normalized(Vector v)
{
    const double length = std::sqrt(dot(v, v));
    return length > 0 && std::isfinite(length) ? (1 / length) * v : Vector{};
}

// The triangles at each vertex.
struct Fans
{
    std::vector<std::uint32_t> begin; // of each vertex in `triangles`, and the end
    std::vector<std::uint32_t> triangles;
};

Fans fans_of(const Scene &scene)
{
    Fans fans;
    fans.begin.resize(scene.vertex_count() + 1);
    const auto each_corner = [&](const auto &take) {
        for (const Scene::Part &part : scene.parts()) {
            for (std::size_t i = part.first_triangle; i < part.end_triangle(); ++i) {
                if (const auto at = Scene::corners(part, i)) {
                    for (const std::size_t vertex : *at) {
                        take(vertex, static_cast<std::uint32_t>(i));
                    }
                }
            }
        }
    };
    each_corner([&](std::size_t vertex, std::uint32_t) { ++fans.begin[vertex + 1]; });
    for (std::size_t i = 1; i < fans.begin.size(); ++i) {
        fans.begin[i] += fans.begin[i - 1];
    }
    fans.triangles.resize(fans.begin.back());
    std::vector<std::uint32_t> next(fans.begin.begin(), fans.begin.end() - 1);
    each_corner(
        [&](std::size_t vertex, std::uint32_t triangle) { fans.triangles[next[vertex]++] = triangle; });
    return fans;
}

} // namespace

Normals::Normals(const Scene &scene, const std::stop_token &stop)
{
    if (scene.triangle_count() <= MostRounded && !stop.stop_requested()) {
        round(scene, stop);
    }
}

Vector Normals::flat(const Scene::Part &part, std::size_t triangle)
{
    return normalized(weighted_normal(part, triangle));
}

void Normals::round(const Scene &scene, const std::stop_token &stop)
{
    std::vector<Vector> weighted(scene.triangle_count());
    for (const Scene::Part &part : scene.parts()) {
        for (std::size_t i = part.first_triangle; i < part.end_triangle(); ++i) {
            weighted[i] = weighted_normal(part, i);
        }
    }
    const Fans fans = fans_of(scene);
    m_corners.resize(scene.triangle_count());
    const auto corner = [&](std::size_t vertex, std::size_t triangle) {
        const Vector own = normalized(weighted[triangle]);
        Vector sum;
        for (std::uint32_t i = fans.begin[vertex]; i < fans.begin[vertex + 1]; ++i) {
            const Vector other = weighted[fans.triangles[i]];
            const double along = dot(own, other);
            if (along > 0 && along * along >= SlightAngle * SlightAngle * dot(other, other)) {
                sum = sum + other;
            }
        }
        const Vector n = normalized(sum);
        return Direction{static_cast<float>(n.x), static_cast<float>(n.y), static_cast<float>(n.z)};
    };
    in_two(scene.triangle_count(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end && !stop.stop_requested(); ++i) {
            if (const auto at = Scene::corners(scene.part_of_triangle(i), i)) {
                m_corners[i] = {corner((*at)[0], i), corner((*at)[1], i), corner((*at)[2], i)};
            }
        }
    });
}

Vector Normals::rounded(std::size_t triangle, const std::array<double, 3> &weights) const
{
    Vector sum;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Direction &n = m_corners[triangle][i];
        sum = sum + weights[i] * Vector{n.x, n.y, n.z};
    }
    return normalized(sum);
}

} // namespace mmf::picture
