#include "model/edges.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>

namespace mmf::model {

namespace {

constexpr std::size_t BetweenLooks = 64 * 1024; // triangles or vertices, for a stop; about a millisecond

// The side of a triangle, filed at its smaller vertex: the other one, and whether it is gone along towards
// the smaller. Vertices are numbered in 31 bits.
using Side = std::uint32_t;

constexpr Side side(std::uint32_t from, std::uint32_t to)
{
    return std::max(from, to) << 1U | (from > to ? 1U : 0U);
}

template <typename Take>
bool each_side(const IndexedMesh &mesh, const std::stop_token &stop, Take take)
{
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        if (i % (3 * BetweenLooks) == 0 && stop.stop_requested()) {
            return false;
        }
        const std::uint32_t *corners = mesh.triangles.data() + i;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t from = corners[k];
            const std::uint32_t to = corners[(k + 1) % 3];
            if (from != to) {
                take(from, to);
            }
        }
    }
    return true;
}

// Those of one smaller vertex, sorted: the sides of an edge are next to each other.
void judge(std::uint32_t vertex, std::span<const Side> sides, std::vector<FaultyEdge> &faulty)
{
    while (!sides.empty()) {
        const Side edge = sides.front() >> 1U;
        std::size_t back = 0;
        std::size_t count = 0;
        while (count < sides.size() && sides[count] >> 1U == edge) {
            back += sides[count++] & 1U;
        }
        if (count % 2 != 0) {
            faulty.push_back({vertex, EdgeFault::Open});
        } else if (2 * back != count) {
            faulty.push_back({vertex, EdgeFault::Turned});
        }
        sides = sides.subspan(count);
    }
}

} // namespace

// A counting sort by the smaller vertex, then each vertex's few sides by themselves: vertices are numbered as
// they are used, so that both go through memory nearly in order.
Result<std::vector<FaultyEdge>> faulty_edges(const IndexedMesh &mesh, const std::stop_token &stop)
{
    constexpr std::uint64_t MostSides = std::numeric_limits<std::uint32_t>::max();
    if (mesh.triangles.size() > MostSides || mesh.vertex_count() > MostSides / 2) {
        return fail(ErrorKind::TooLarge, "more triangles than can be numbered");
    }
    const std::size_t vertices = mesh.vertex_count();
    std::vector<std::uint32_t> begins(vertices + 1); // of each vertex's sides
    bool is_whole =
        each_side(mesh, stop, [&](std::uint32_t from, std::uint32_t to) { ++begins[std::min(from, to)]; });
    std::uint32_t sum = 0;
    for (std::uint32_t &begin : begins) {
        sum += begin;
        begin = sum; // the end, which the filing moves to the begin
    }
    std::vector<Side> sides(sum);
    is_whole = is_whole && each_side(mesh, stop, [&](std::uint32_t from, std::uint32_t to) {
                   sides[--begins[std::min(from, to)]] = side(from, to);
               });
    std::vector<FaultyEdge> faulty;
    for (std::uint32_t vertex = 0; vertex < vertices && is_whole; ++vertex) {
        is_whole = vertex % BetweenLooks != 0 || !stop.stop_requested();
        const std::span own = std::span(sides).subspan(begins[vertex], begins[vertex + 1] - begins[vertex]);
        std::sort(own.begin(), own.end());
        judge(vertex, own, faulty);
    }
    if (!is_whole) {
        return fail(ErrorKind::Cancelled);
    }
    return faulty;
}

} // namespace mmf::model
