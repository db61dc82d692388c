// What of a model would keep it from being printed, or from being accepted by a reviewer. Nothing of it
// forbids to publish. Pure; for any thread.
#pragma once

#include "base/result.hpp"
#include "model/indexed_mesh.hpp"
#include "model/mesh.hpp"
#include "model/shells.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace mmf::model {

// A finding counts what is named here.
enum class PrintProblem
{
    OpenEdges,
    TurnedEdges,     // where neighbours face opposite ways
    InsideOutShells, // closed, and facing inwards, without being a cavity of another one
    FlatTriangles,   // without area
    Specks,          // shells too small to be printed, beside others
    LargerThanBed,   // objects
    MuchTooSmall,    // objects; most likely drawn in inches or metres
    MuchTooLarge,    // objects; most likely scaled from another unit once too often
};

struct PrintFinding
{
    PrintProblem problem = PrintProblem::OpenEdges;
    std::uint64_t count = 0; // at least 1

    bool operator==(const PrintFinding &) const = default;
};

struct PrintCheck
{
    std::uint64_t objects = 0;
    std::uint64_t triangles = 0;
    Size size; // of one object its own; of several, of all as they stand
    // In cubic millimetres, without the cavities; nullopt: something is not closed, and has none.
    std::optional<double> volume;
    std::vector<PrintFinding> findings; // in the order of PrintProblem, at most one of each
};

// In millimetres. What is sold most has beds of 256 x 256 x 256; what is larger in any direction has to be
// cut or scaled by most people.
constexpr double CommonBed = 256;
// The longest side of an object. Hardly anything printable is smaller, while up to five inches, or five
// metres, taken for millimetres are.
constexpr double SmallestLikely = 5;
// As long as no common printer, nor one that is not common, prints; a few centimetres that were taken for
// inches are.
constexpr double LargestLikely = 1000;
// The longest side of a shell: about what a nozzle lays down in one go.
constexpr double Speck = 0.5;

// What a mesh is of. Where that may be several objects, each would have to fit on a bed and not all together:
// its size is judged only if it is in one piece.
enum class Holds
{
    OneObject,
    PerhapsSeveral,
};

// Collects what is found, object by object.
class PrintChecker
{
public:
    // A welded mesh in plate coordinates, with at least one triangle. Errors: TooLarge, Cancelled; then
    // `finish` must not be called.
    Result<void> add(const IndexedMesh &mesh, const std::stop_token &stop, Holds holds = Holds::OneObject);

    PrintCheck finish() const;

private:
    std::uint64_t &count_of(PrintProblem problem) { return m_counts[static_cast<std::size_t>(problem)]; }
    // `longest_side`: of the whole mesh. Error: Cancelled.
    Result<void> judge_shells(const std::vector<Shell> &shells, const std::vector<bool> &is_faulty,
                              double longest_side, const std::stop_token &stop);
    void judge_size(const Size &size);

    PrintCheck m_check;
    MeshFacts m_all;
    double m_volume = 0;
    bool m_is_closed = true;
    std::array<std::uint64_t, static_cast<std::size_t>(PrintProblem::MuchTooLarge) + 1> m_counts{};
};

} // namespace mmf::model
