// Where a surface is not closed. Pure; for any thread.
#pragma once

#include "base/result.hpp"
#include "model/indexed_mesh.hpp"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace mmf::model {

enum class EdgeFault
{
    Open,   // an odd number of triangles meet there: a hole, or one triangle too many
    Turned, // as many as should, but some of them have their inside where the others have their outside
};

struct FaultyEdge
{
    std::uint32_t vertex = 0; // at one of its ends
    EdgeFault fault = EdgeFault::Open;
};

// Of a welded mesh. Each edge between two triangles of a closed surface is gone along once in either
// direction; where four or more meet, as in two cubes that touch, as often in both. Sides without length are
// no edges. Errors: TooLarge, for more triangles than can be numbered; Cancelled, soon after a stop was
// requested.
Result<std::vector<FaultyEdge>> faulty_edges(const IndexedMesh &mesh, const std::stop_token &stop);

} // namespace mmf::model
