#include "model/shells.hpp"

#include "model/vector.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

namespace mmf::model {

namespace {

constexpr std::size_t TrianglesBetweenLooks = 64 * 1024; // for a stop; about a millisecond

// Vertices that are known to belong together have the same root, the smallest of them. A parent is never
// larger than its child.
class Roots
{
public:
    explicit Roots(std::size_t vertices) : m_parents(vertices)
    {
        std::iota(m_parents.begin(), m_parents.end(), 0U);
    }

    void join(std::uint32_t a, std::uint32_t b)
    {
        a = root_of(a);
        b = root_of(b);
        m_parents[std::max(a, b)] = std::min(a, b);
    }

    // The number of each vertex's set, in the order of their first vertices, and how many sets there are.
    std::pair<std::vector<std::uint32_t>, std::size_t> numbers() &&
    {
        std::uint32_t sets = 0;
        for (std::uint32_t i = 0; i < m_parents.size(); ++i) {
            // Its parent, which comes before it, has its number already.
            m_parents[i] = m_parents[i] == i ? sets++ : m_parents[m_parents[i]];
        }
        return {std::move(m_parents), sets};
    }

private:
    std::uint32_t root_of(std::uint32_t vertex)
    {
        while (m_parents[vertex] != vertex) {
            m_parents[vertex] = m_parents[m_parents[vertex]];
            vertex = m_parents[vertex];
        }
        return vertex;
    }

    std::vector<std::uint32_t> m_parents;
};

void add_triangle(Shell &shell, const IndexedMesh &mesh, std::span<const std::uint32_t, 3> corners,
                  Vector origin)
{
    ++shell.triangles;
    for (const std::uint32_t corner : corners) {
        const float *v = mesh.vertices.data() + 3 * std::size_t{corner};
        shell.box.add({v[0], v[1], v[2]});
    }
    // Of the tetrahedron between the triangle and the origin, which may be any point: one of the mesh's own
    // keeps the numbers small.
    const Vector a = vertex_of(mesh, corners[0]) - origin;
    const Vector b = vertex_of(mesh, corners[1]) - origin;
    const Vector c = vertex_of(mesh, corners[2]) - origin;
    shell.signed_volume += dot(a, cross(b, c)) / 6;
}

} // namespace

Result<Shells> find_shells(const IndexedMesh &mesh, const std::stop_token &stop)
{
    const std::span triangles(mesh.triangles);
    Roots roots(mesh.vertex_count());
    for (std::size_t i = 0; i < triangles.size(); i += 3) {
        if (i % (3 * TrianglesBetweenLooks) == 0 && stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        roots.join(triangles[i], triangles[i + 1]);
        roots.join(triangles[i], triangles[i + 2]);
    }
    Shells found;
    std::size_t count = 0;
    std::tie(found.shell_of_vertex, count) = std::move(roots).numbers();
    found.shells.resize(count);
    const Vector origin = mesh.vertices.empty() ? Vector{} : vertex_of(mesh, 0);
    for (std::size_t i = 0; i < triangles.size(); i += 3) {
        if (i % (3 * TrianglesBetweenLooks) == 0 && stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        add_triangle(found.shells[found.shell_of_vertex[triangles[i]]], mesh,
                     std::span<const std::uint32_t, 3>(&triangles[i], 3), origin);
    }
    return found;
}

} // namespace mmf::model
