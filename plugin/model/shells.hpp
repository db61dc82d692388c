// The pieces that a mesh is made of: triangles that share a vertex belong together. Pure; for any thread.
#pragma once

#include "base/result.hpp"
#include "model/box.hpp"
#include "model/indexed_mesh.hpp"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace mmf::model {

struct Shell
{
    Box box;
    std::uint64_t triangles = 0;
    // In cubic millimetres; negative where its triangles face inwards. It means something only if no edge of
    // the shell is open.
    double signed_volume = 0;
};

struct Shells
{
    std::vector<Shell> shells;
    std::vector<std::uint32_t> shell_of_vertex;
};

// Of a welded mesh. Error: Cancelled, soon after a stop was requested.
Result<Shells> find_shells(const IndexedMesh &mesh, const std::stop_token &stop);

} // namespace mmf::model
