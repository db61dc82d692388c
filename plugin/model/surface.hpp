// How far points are from a surface: by a tree of boxes around its triangles. Belongs to one thread at a
// time.
#pragma once

#include "model/indexed_mesh.hpp"
#include "model/transform.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mmf::model {

class Surface
{
public:
    // The mesh outlives it and has at least one triangle.
    explicit Surface(const IndexedMesh &mesh);

    // The distance from `p` to the nearest triangle, if that is more than `enough`; else anything up to that,
    // which is found sooner.
    double distance(Point p, double enough = 0) const;

private:
    struct Span
    {
        Point min;
        Point max;
    };
    // Of the boxes of a level each two next to each other, but for an odd last one, have one in the next.
    using Level = std::vector<Span>;

    void add_leaves();
    void add_levels();
    double squared_to_leaf(Point p, std::size_t leaf) const;
    Point corner(std::size_t index) const;

    const std::vector<float> &m_vertices;
    std::vector<std::uint32_t> m_triangles; // neighbours in space next to each other
    std::vector<Level> m_levels;
};

} // namespace mmf::model
