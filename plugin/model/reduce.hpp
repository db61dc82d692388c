// Fewer triangles for nearly the same surface, where a mesh is too large to be published.
#pragma once

#include "base/result.hpp"
#include "model/indexed_mesh.hpp"

#include <cstdint>
#include <stop_token>

namespace mmf::model {

struct Reduced
{
    IndexedMesh mesh; // has no vertex that is not used
    // How far the surface has moved, in millimetres: measured, at the vertices that are not there any more.
    double deviation = 0;
};

// At most `most_triangles`, as many as that allows. `mesh` is welded; what was closed stays closed, and its
// vertices stay where they are or go. The same mesh gives the same one. Errors: EmptyPlate, nothing but
// triangles without area; TooLarge, it cannot be reduced so far without tearing it; Cancelled.
//
// A stop is looked for before the reduction itself, which is one call of the library, and after it, while the
// deviation is measured.
Result<Reduced> reduce(const IndexedMesh &mesh, std::uint64_t most_triangles, const std::stop_token &stop);

} // namespace mmf::model
