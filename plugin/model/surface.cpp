#include "model/surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <meshoptimizer.h>

namespace mmf::model {

namespace {

constexpr std::size_t LeafTriangles = 4;
constexpr std::size_t MaxNodes = 128; // waiting: at most one on each level, and there are 32 and some
using Vector = std::array<double, 3>;

Vector minus(Point a, Point b)
{
    return {static_cast<double>(a.x) - static_cast<double>(b.x),
            static_cast<double>(a.y) - static_cast<double>(b.y),
            static_cast<double>(a.z) - static_cast<double>(b.z)};
}

double dot(const Vector &a, const Vector &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

// From `to` to the nearest point of the edge that begins there.
double squared_to_edge(const Vector &edge, const Vector &to)
{
    const double length = dot(edge, edge);
    const double along = length > 0 ? std::clamp(dot(to, edge) / length, 0.0, 1.0) : 0;
    const Vector rest = {to[0] - along * edge[0], to[1] - along * edge[1], to[2] - along * edge[2]};
    return dot(rest, rest);
}

double squared_to_triangle(Point p, Point a, Point b, Point c)
{
    const Vector ab = minus(b, a);
    const Vector bc = minus(c, b);
    const Vector ca = minus(a, c);
    const Vector ap = minus(p, a);
    const Vector normal = {ab[2] * ca[1] - ab[1] * ca[2], ab[0] * ca[2] - ab[2] * ca[0],
                           ab[1] * ca[0] - ab[0] * ca[1]};
    const double square = dot(normal, normal);
    // Above the triangle if it is on the inner side of each edge.
    const auto is_inside = [&](const Vector &edge, const Vector &to) {
        const Vector inward = {normal[1] * edge[2] - normal[2] * edge[1],
                               normal[2] * edge[0] - normal[0] * edge[2],
                               normal[0] * edge[1] - normal[1] * edge[0]};
        return dot(inward, to) >= 0;
    };
    if (square > 0 && is_inside(ab, ap) && is_inside(bc, minus(p, b)) && is_inside(ca, minus(p, c))) {
        const double height = dot(normal, ap);
        return height * height / square;
    }
    return std::min(
        {squared_to_edge(ab, ap), squared_to_edge(bc, minus(p, b)), squared_to_edge(ca, minus(p, c))});
}

double squared_outside(float value, float min, float max)
{
    const double outside = std::max({static_cast<double>(min) - static_cast<double>(value),
                                     static_cast<double>(value) - static_cast<double>(max), 0.0});
    return outside * outside;
}

} // namespace

Surface::Surface(const IndexedMesh &mesh) : m_vertices(mesh.vertices), m_triangles(mesh.triangles.size())
{
    meshopt_spatialSortTriangles(m_triangles.data(), mesh.triangles.data(), mesh.triangles.size(),
                                 m_vertices.data(), mesh.vertex_count(), 3 * sizeof(float));
    add_leaves();
    add_levels();
}

Point Surface::corner(std::size_t index) const
{
    const float *v = m_vertices.data() + 3 * std::size_t{m_triangles[index]};
    return {v[0], v[1], v[2]};
}

void Surface::add_leaves()
{
    Level leaves;
    for (std::size_t begin = 0; begin < m_triangles.size(); begin += 3 * LeafTriangles) {
        Span box{corner(begin), corner(begin)};
        const std::size_t end = std::min(begin + 3 * LeafTriangles, m_triangles.size());
        for (std::size_t i = begin; i < end; ++i) {
            const Point p = corner(i);
            box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y), std::min(box.min.z, p.z)};
            box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y), std::max(box.max.z, p.z)};
        }
        leaves.push_back(box);
    }
    m_levels.push_back(std::move(leaves));
}

void Surface::add_levels()
{
    while (m_levels.back().size() > 1) {
        const Level &below = m_levels.back();
        Level level;
        level.reserve(below.size() / 2 + 1);
        for (std::size_t i = 0; i < below.size(); i += 2) {
            const Span &a = below[i];
            const Span &b = below[std::min(i + 1, below.size() - 1)];
            level.push_back(
                {{std::min(a.min.x, b.min.x), std::min(a.min.y, b.min.y), std::min(a.min.z, b.min.z)},
                 {std::max(a.max.x, b.max.x), std::max(a.max.y, b.max.y), std::max(a.max.z, b.max.z)}});
        }
        m_levels.push_back(std::move(level));
    }
}

double Surface::squared_to_leaf(Point p, std::size_t leaf) const
{
    double nearest = std::numeric_limits<double>::infinity();
    const std::size_t begin = 3 * LeafTriangles * leaf;
    const std::size_t end = std::min(begin + 3 * LeafTriangles, m_triangles.size());
    for (std::size_t i = begin; i < end; i += 3) {
        nearest = std::min(nearest, squared_to_triangle(p, corner(i), corner(i + 1), corner(i + 2)));
    }
    return nearest;
}

double Surface::distance(Point p, double enough) const
{
    struct Node
    {
        std::size_t level;
        std::size_t index;
        double squared; // to its box
    };
    const auto node = [&](std::size_t level, std::size_t index) {
        const Span &box = m_levels[level][index];
        return Node{level, index,
                    squared_outside(p.x, box.min.x, box.max.x) + squared_outside(p.y, box.min.y, box.max.y) +
                        squared_outside(p.z, box.min.z, box.max.z)};
    };
    std::array<Node, MaxNodes> waiting{node(m_levels.size() - 1, 0)};
    std::size_t count = 1;
    double nearest = std::numeric_limits<double>::infinity();
    while (count > 0 && nearest > enough * enough) {
        const Node next = waiting.at(--count);
        if (next.squared >= nearest) {
            continue;
        }
        if (next.level == 0) {
            nearest = std::min(nearest, squared_to_leaf(p, next.index));
            continue;
        }
        const std::size_t first = 2 * next.index;
        Node near = node(next.level - 1, first);
        if (first + 1 < m_levels[next.level - 1].size()) {
            Node far = node(next.level - 1, first + 1);
            if (far.squared < near.squared) {
                std::swap(near, far);
            }
            waiting.at(count++) = far;
        }
        waiting.at(count++) = near; // looked at first
    }
    return std::sqrt(nearest);
}

} // namespace mmf::model
