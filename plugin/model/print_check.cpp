#include "model/print_check.hpp"

#include "model/edges.hpp"
#include "model/vector.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace mmf::model {

namespace {

// The height of a triangle to its longest side, below which it has no area: what rounding to a float can make
// of three points in a line.
constexpr double FlatHeight = 1e-6;
// Of a longest side of the whole: what is larger is a part, however small.
constexpr double SpeckShare = 0.05;
// A cavity is looked for within so many of the largest shells, so that a model of a million shells takes no
// hours.
constexpr std::size_t ShellsWithCavities = 256;
// For a stop; both a few milliseconds. A shell may be held against each of those with cavities.
constexpr std::size_t TrianglesBetweenLooks = 64 * 1024;
constexpr std::size_t ShellsBetweenLooks = 1024;

double longest(const Size &size)
{
    return std::max({size.x, size.y, size.z});
}

Size size_of(const Box &box)
{
    return MeshFacts{0, box.min, box.max}.size();
}

bool is_flat(const IndexedMesh &mesh, const std::uint32_t *corners)
{
    const Vector a = vertex_of(mesh, corners[0]);
    const Vector b = vertex_of(mesh, corners[1]);
    const Vector c = vertex_of(mesh, corners[2]);
    const Vector normal = cross(b - a, c - a);
    const double longest_squared = std::max({dot(b - a, b - a), dot(c - a, c - a), dot(c - b, c - b)});
    // Twice the area is the height times the longest side.
    return dot(normal, normal) <= FlatHeight * FlatHeight * longest_squared * longest_squared;
}

Result<std::uint64_t> count_flat(const IndexedMesh &mesh, const std::stop_token &stop)
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        if (i % (3 * TrianglesBetweenLooks) == 0 && stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        count += is_flat(mesh, mesh.triangles.data() + i) ? 1 : 0;
    }
    return count;
}

bool is_within(const Box &inner, const Box &outer)
{
    return inner.min.x >= outer.min.x && inner.min.y >= outer.min.y && inner.min.z >= outer.min.z &&
           inner.max.x <= outer.max.x && inner.max.y <= outer.max.y && inner.max.z <= outer.max.z;
}

// The largest that enclose something, the largest first.
Result<std::vector<Shell>> enclosing_shells(const std::vector<Shell> &shells,
                                            const std::vector<bool> &is_faulty, const std::stop_token &stop)
{
    const auto is_larger = [](const Shell &a, const Shell &b) { return a.signed_volume > b.signed_volume; };
    std::vector<Shell> enclosing; // a heap, the smallest in front
    for (std::size_t i = 0; i < shells.size(); ++i) {
        if (i % ShellsBetweenLooks == 0 && stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        if (is_faulty[i] || shells[i].signed_volume <= 0) {
            continue;
        }
        enclosing.push_back(shells[i]);
        std::push_heap(enclosing.begin(), enclosing.end(), is_larger);
        if (enclosing.size() > ShellsWithCavities) {
            std::pop_heap(enclosing.begin(), enclosing.end(), is_larger);
            enclosing.pop_back();
        }
    }
    std::sort_heap(enclosing.begin(), enclosing.end(), is_larger);
    return enclosing;
}

} // namespace

Result<void> PrintChecker::add(const IndexedMesh &mesh, const std::stop_token &stop, Holds holds)
{
    const auto found = find_shells(mesh, stop);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const auto edges = faulty_edges(mesh, stop);
    if (!edges) {
        return tl::unexpected(edges.error());
    }
    std::vector<bool> is_faulty(found->shells.size());
    for (const FaultyEdge &edge : *edges) {
        is_faulty[found->shell_of_vertex[edge.vertex]] = true;
        ++count_of(edge.fault == EdgeFault::Open ? PrintProblem::OpenEdges : PrintProblem::TurnedEdges);
    }
    m_is_closed = m_is_closed && edges->empty();
    const auto flat = count_flat(mesh, stop);
    if (!flat) {
        return tl::unexpected(flat.error());
    }
    count_of(PrintProblem::FlatTriangles) += *flat;

    Box box;
    for (const Shell &shell : found->shells) {
        box.add(shell.box.min);
        box.add(shell.box.max);
    }
    const Size size = size_of(box);
    if (auto judged = judge_shells(found->shells, is_faulty, longest(size), stop); !judged) {
        return judged;
    }
    if (holds == Holds::OneObject || found->shells.size() == 1) {
        judge_size(size);
    }

    const MeshFacts facts{mesh.triangle_count(), box.min, box.max};
    if (m_check.objects++ == 0) {
        m_all = facts;
        return {};
    }
    Box all;
    for (const Point corner : {m_all.min, m_all.max, facts.min, facts.max}) {
        all.add(corner);
    }
    m_all = {m_all.triangles + facts.triangles, all.min, all.max};
    return {};
}

Result<void> PrintChecker::judge_shells(const std::vector<Shell> &shells, const std::vector<bool> &is_faulty,
                                        double longest_side, const std::stop_token &stop)
{
    const auto enclosing = enclosing_shells(shells, is_faulty, stop);
    if (!enclosing) {
        return tl::unexpected(enclosing.error());
    }
    for (std::size_t i = 0; i < shells.size(); ++i) {
        if (i % ShellsBetweenLooks == 0 && stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        const Shell &shell = shells[i];
        const double extent = longest(size_of(shell.box));
        if (extent < Speck && extent < SpeckShare * longest_side) {
            ++count_of(PrintProblem::Specks);
        }
        const bool faces_inwards = !is_faulty[i] && shell.signed_volume < 0;
        const bool is_inside_out =
            faces_inwards && std::none_of(enclosing->begin(), enclosing->end(), [&](const Shell &outer) {
                return is_within(shell.box, outer.box);
            });
        count_of(PrintProblem::InsideOutShells) += is_inside_out ? 1 : 0;
        m_volume += is_inside_out ? -shell.signed_volume : shell.signed_volume;
    }
    return {};
}

void PrintChecker::judge_size(const Size &size)
{
    const double length = longest(size);
    if (length < SmallestLikely) {
        ++count_of(PrintProblem::MuchTooSmall);
    } else if (length >= LargestLikely) {
        ++count_of(PrintProblem::MuchTooLarge);
    } else if (length > CommonBed) {
        ++count_of(PrintProblem::LargerThanBed);
    }
}

PrintCheck PrintChecker::finish() const
{
    PrintCheck check = m_check;
    check.triangles = m_all.triangles;
    check.size = m_all.size();
    check.volume = m_is_closed ? std::optional(m_volume) : std::nullopt;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] > 0) {
            check.findings.push_back({static_cast<PrintProblem>(i), m_counts[i]});
        }
    }
    return check;
}

} // namespace mmf::model
