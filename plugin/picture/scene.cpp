#include "picture/scene.hpp"

#include "model/box.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace mmf::picture {

using model::Vector;

double Scene::Bounds::radius() const
{
    const Vector half = 0.5 * (max - min);
    return std::sqrt(dot(half, half));
}

Scene::Scene(std::span<const slicer_plate_object> objects)
{
    for (const slicer_plate_object &object : objects) {
        const std::uint64_t room = MaxTriangles - triangle_count();
        const auto triangles = static_cast<std::size_t>(std::min(object.triangle_count, room));
        if (object.vertices == nullptr || object.triangles == nullptr || triangles == 0) {
            continue;
        }
        const model::Transform place(object.transform);
        m_parts.push_back({&object, place, !place.is_identity(), place.is_mirroring(), vertex_count(),
                           triangle_count(), triangles});
    }
}

const Scene::Part &Scene::part_of_triangle(std::size_t triangle) const
{
    const auto next =
        std::upper_bound(m_parts.begin(), m_parts.end(), triangle,
                         [](std::size_t number, const Part &part) { return number < part.first_triangle; });
    return *std::prev(next);
}

std::optional<Scene::Bounds> Scene::bounds() const
{
    model::Box box;
    bool is_empty = true;
    each_vertex_range(0, vertex_count(), [&](const Part &part, std::size_t begin, std::size_t end) {
        for (std::size_t vertex = begin; vertex < end; ++vertex) {
            const model::Point p = part.position(vertex);
            if (model::is_finite(p)) {
                box.add(p);
                is_empty = false;
            }
        }
    });
    if (is_empty) {
        return std::nullopt;
    }
    return Bounds{{box.min.x, box.min.y, box.min.z}, {box.max.x, box.max.y, box.max.z}};
}

} // namespace mmf::picture
