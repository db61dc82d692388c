// The meshes that are looked at, as one numbered list of triangles. Refers to them; any thread may read it.
//
// What no picture can be made of is passed over: a vertex that is not finite, a triangle that names one which
// is not there.
#pragma once

#include "model/transform.hpp"
#include "model/vector.hpp"
#include "slicer_sdk/plate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mmf::picture {

class Scene
{
public:
    // Once more than `MaxTriangles` the rest is left out.
    static constexpr std::uint64_t MaxTriangles = 0xFFFFFFFE;

    // One object and where its numbers begin.
    struct Part
    {
        const slicer_plate_object *object;
        model::Transform place;
        bool is_placed;   // not the identity
        bool is_mirrored; // by its place
        std::size_t first_vertex;
        std::size_t first_triangle;
        std::size_t triangles;

        std::size_t end_triangle() const { return first_triangle + triangles; }
        std::size_t end_vertex() const
        {
            return first_vertex + static_cast<std::size_t>(object->vertex_count);
        }
        // Of a vertex of the scene that is this part's.
        model::Point position(std::size_t vertex) const
        {
            const float *v = object->vertices + 3 * (vertex - first_vertex);
            const model::Point p{v[0], v[1], v[2]};
            return is_placed ? place(p) : p;
        }
    };

    struct Bounds
    {
        model::Vector min;
        model::Vector max;

        model::Vector centre() const { return 0.5 * (min + max); }
        double radius() const;
    };

    explicit Scene(std::span<const slicer_plate_object> objects);

    std::size_t vertex_count() const { return m_parts.empty() ? 0 : m_parts.back().end_vertex(); }
    std::size_t triangle_count() const { return m_parts.empty() ? 0 : m_parts.back().end_triangle(); }
    const std::vector<Part> &parts() const { return m_parts; }
    const Part &part_of_triangle(std::size_t triangle) const;

    // The scene's numbers of a triangle's corners; nullopt: one is not there.
    static std::optional<std::array<std::size_t, 3>> corners(const Part &part, std::size_t triangle)
    {
        const std::uint32_t *numbers = part.object->triangles + 3 * (triangle - part.first_triangle);
        if (std::max({numbers[0], numbers[1], numbers[2]}) >= part.object->vertex_count) {
            return std::nullopt;
        }
        return std::array{part.first_vertex + numbers[0], part.first_vertex + numbers[1],
                          part.first_vertex + numbers[2]};
    }

    // Around every vertex that is finite; nullopt: there is none.
    std::optional<Bounds> bounds() const;

    // Calls `take(part, begin, end)` for what of each part lies in this range of the scene's vertices.
    template <typename Take>
    void each_vertex_range(std::size_t begin, std::size_t end, const Take &take) const
    {
        for (const Part &part : m_parts) {
            const std::size_t from = std::max(begin, part.first_vertex);
            const std::size_t to = std::min(end, part.end_vertex());
            if (from < to) {
                take(part, from, to);
            }
        }
    }

private:
    std::vector<Part> m_parts;
};

} // namespace mmf::picture
