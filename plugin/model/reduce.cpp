#include "model/reduce.hpp"

#include "model/surface.hpp"

#include <algorithm>
#include <limits>
#include <meshoptimizer.h>
#include <string>
#include <utility>
#include <vector>

namespace mmf::model {

namespace {

constexpr std::size_t VertexStride = 3 * sizeof(float);
constexpr std::uint32_t Unused = std::numeric_limits<std::uint32_t>::max();

std::vector<std::uint32_t> with_area(const std::vector<std::uint32_t> &triangles)
{
    std::vector<std::uint32_t> kept;
    kept.reserve(triangles.size());
    for (std::size_t i = 0; i < triangles.size(); i += 3) {
        const std::uint32_t a = triangles[i];
        const std::uint32_t b = triangles[i + 1];
        const std::uint32_t c = triangles[i + 2];
        if (a != b && b != c && c != a) {
            kept.insert(kept.end(), {a, b, c});
        }
    }
    return kept;
}

std::vector<bool> used_by(const std::vector<std::uint32_t> &triangles, std::uint64_t vertices)
{
    std::vector<bool> is_used(vertices);
    for (const std::uint32_t index : triangles) {
        is_used[index] = true;
    }
    return is_used;
}

// The largest distance from a vertex that has gone to what is left.
Result<double> farthest(const IndexedMesh &mesh, const std::vector<bool> &was_used,
                        const std::vector<bool> &is_used, const IndexedMesh &left,
                        const std::stop_token &stop)
{
    constexpr std::size_t BetweenLooks = 1024; // for a stop
    const Surface surface(left);
    double deviation = 0;
    for (std::size_t i = 0; i < was_used.size(); ++i) {
        if (i % BetweenLooks == 0 && stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        if (was_used[i] && !is_used[i]) {
            const float *v = mesh.vertices.data() + 3 * i;
            deviation = std::max(deviation, surface.distance({v[0], v[1], v[2]}, deviation));
        }
    }
    return deviation;
}

// With the vertices that are used, in the order of their first use.
IndexedMesh compact(const std::vector<float> &vertices, std::vector<std::uint32_t> triangles)
{
    IndexedMesh mesh;
    std::vector<std::uint32_t> number(vertices.size() / 3, Unused);
    for (std::uint32_t &index : triangles) {
        std::uint32_t &known = number[index];
        if (known == Unused) {
            known = static_cast<std::uint32_t>(mesh.vertex_count());
            const float *v = vertices.data() + 3 * std::size_t{index};
            mesh.vertices.insert(mesh.vertices.end(), {v[0], v[1], v[2]});
        }
        index = known;
    }
    mesh.triangles = std::move(triangles);
    return mesh;
}

} // namespace

Result<Reduced> reduce(const IndexedMesh &mesh, std::uint64_t most_triangles, const std::stop_token &stop)
{
    std::vector<std::uint32_t> triangles = with_area(mesh.triangles);
    if (triangles.empty()) {
        return fail(ErrorKind::EmptyPlate);
    }
    if (stop.stop_requested()) {
        return fail(ErrorKind::Cancelled);
    }
    const std::vector<bool> was_used = used_by(triangles, mesh.vertex_count());
    const bool is_reduced = triangles.size() > 3 * most_triangles;
    if (is_reduced) {
        // Whatever it takes: how far that is will be told, and a person decides.
        constexpr float AnyError = std::numeric_limits<float>::max();
        triangles.resize(meshopt_simplify(triangles.data(), triangles.data(), triangles.size(),
                                          mesh.vertices.data(), mesh.vertex_count(), VertexStride,
                                          3 * most_triangles, AnyError, 0, nullptr));
    }
    if (stop.stop_requested()) {
        return fail(ErrorKind::Cancelled);
    }
    if (triangles.size() > 3 * most_triangles || triangles.empty()) {
        return fail(ErrorKind::TooLarge, "it cannot have fewer than " + std::to_string(triangles.size() / 3) +
                                             " triangles without being torn");
    }
    const std::vector<bool> is_used = used_by(triangles, mesh.vertex_count());
    Reduced reduced{compact(mesh.vertices, std::move(triangles)), 0};
    if (is_reduced) {
        const auto deviation = farthest(mesh, was_used, is_used, reduced.mesh, stop);
        if (!deviation) {
            return tl::unexpected(deviation.error());
        }
        reduced.deviation = *deviation;
    }
    return reduced;
}

} // namespace mmf::model
