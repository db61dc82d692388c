// Makes one mesh of triangles in which equal positions are one vertex, as files that share vertices need it,
// and as a reduction needs it to know which triangles are neighbours.
//
// Positions are equal if their bits are, but for 0 and -0, which are both 0. Every triangle stays, in its
// order; the vertices are in the order of their first use. So the same triangles give the same mesh. Memory
// grows with the mesh that is made; of a plate also with the vertices of one object, by four bytes each.
#pragma once

#include "base/result.hpp"
#include "model/indexed_mesh.hpp"
#include "model/transform.hpp"
#include "slicer_sdk/plate.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace mmf::model {

// Belongs to one thread.
class Welder
{
public:
    // As many as a PLY file can number.
    static constexpr std::uint64_t MaxVertices = 0x7FFFFFFF;

    // Whether another triangle may be added.
    bool has_room() const { return m_mesh.vertex_count() + 3 <= MaxVertices; }
    // The number of the vertex at that position, which is finite.
    std::uint32_t vertex(Point position);
    void add_triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c);

    IndexedMesh finish() && { return std::move(m_mesh); }

private:
    // Where the position's vertex is in the table, or belongs.
    std::size_t place_of(Point position) const;
    Point position(std::uint32_t vertex) const;
    void grow();

    IndexedMesh m_mesh;
    std::vector<std::uint32_t> m_table; // vertices by the hash of their position; a power of two places
};

// All of the objects in one mesh, each placed on the plate. Errors: those of `inspect`; TooLarge; Cancelled,
// soon after a stop was requested.
Result<IndexedMesh> weld(std::span<const slicer_plate_object> objects, const std::stop_token &stop);

// The triangles of a binary STL file. Errors: those of `inspect_stl`; TooLarge; Cancelled.
Result<IndexedMesh> weld_stl(const std::filesystem::path &file, const std::stop_token &stop);

} // namespace mmf::model
