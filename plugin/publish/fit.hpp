// What can be done about a file that is too large, told with sizes before anything is computed, and done.
// Pure, but for reading a host's file; for any thread.
#pragma once

#include "base/policy.hpp"
#include "base/result.hpp"
#include "publish/fitted_mesh.hpp"
#include "publish/plate_files.hpp"
#include "publish/source.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <variant>
#include <vector>

namespace mmf::publish {

enum class Way
{
    FileForEach, // in place of one with everything
    Reduce,      // to as many triangles as fit, but for half a hundredth of the limit
    Ply,         // in which triangles share their vertices
};

struct WayToFit
{
    Way way = Way::Reduce;
    std::size_t files = 1;
    std::uint64_t triangles = 0; // of all of them
    // Of the largest file. With Way::Ply as a closed mesh has them: how many vertices are shared only the
    // welding tells.
    std::uint64_t bytes = 0;

    bool operator==(const WayToFit &) const = default;
};

// The most triangles of an STL file that is below `max_bytes`.
std::uint64_t most_stl_triangles(std::uint64_t max_bytes);

// Those that may help with one of `files`, the better ones first; none if it fits. Each object of its own is
// there only if all of them fit then, PLY only if it fits as a closed mesh would.
std::vector<WayToFit> ways_to_fit(const PlateFiles &files, std::size_t file, const Policy &policy);

// What a file is made of.
struct PlateObjects
{
    std::shared_ptr<const model::Plate> plate;
    std::vector<slicer_plate_object> objects; // the plate's
};
using FileOrigin = std::variant<PlateObjects, FileSource>;

// Looks for a stop all the time. Errors: those of model::weld and model::weld_stl.
Result<model::IndexedMesh> weld(const FileOrigin &origin, const std::stop_token &stop);

// Way::Reduce or Way::Ply, of what is welded. Looks for a stop where model::reduce does. Errors: TooLarge, it
// does not fit even so; EmptyPlate; Cancelled.
Result<FittedMesh> fit(model::IndexedMesh welded, Way way, const Policy &policy, const std::stop_token &stop);

// Both.
Result<FittedMesh> fit(const FileOrigin &origin, Way way, const Policy &policy, const std::stop_token &stop);

} // namespace mmf::publish
