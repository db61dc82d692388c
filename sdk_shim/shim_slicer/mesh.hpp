/**
 * A triangle mesh with shared vertices, immutable once built, so that snapshots share it between threads.
 */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace shim {

using Point = std::array<float, 3>;

/** An axis-aligned box in millimetres. */
struct Bounds
{
    Point min{};
    Point max{};

    Point size() const { return {max[0] - min[0], max[1] - min[1], max[2] - min[2]}; }
};

struct Mesh
{
    /** x, y, z of each vertex in millimetres, finite. */
    std::vector<float> vertices;

    /** Three indices of vertices each, counter-clockwise seen from outside. */
    std::vector<std::uint32_t> triangles;

    Bounds bounds;

    std::size_t vertex_count() const { return vertices.size() / 3; }
    std::size_t triangle_count() const { return triangles.size() / 3; }

    Point vertex(std::size_t index) const
    {
        return {vertices[3 * index], vertices[3 * index + 1], vertices[3 * index + 2]};
    }
};

/** Of x, y, z of each vertex; empty at the origin if there is none. */
Bounds box_of(const std::vector<float> &vertices);

/** Collects triangles given by their corners; corners with the same bits become one vertex. */
class MeshBuilder
{
public:
    void reserve(std::size_t triangle_count);

    /** Fetches into the cache what `add` of this corner will look at; for a corner that comes soon. */
    void expect(const Point &corner) const;
    void add(const Point &corner);
    std::size_t triangle_count() const { return m_mesh.triangles.size() / 3; }

    /** The mesh of complete triangles; the builder is empty afterwards. */
    Mesh take();

private:
    std::uint32_t index_of(const Point &corner);
    std::size_t slot_of(const Point &corner) const;
    void grow(std::size_t slot_count);

    Mesh m_mesh;

    /** Open addressing: index + 1 of a vertex, or 0; its size is a power of two. */
    std::vector<std::uint32_t> m_slots;
};

} // namespace shim
