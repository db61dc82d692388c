// Binary PLY with shared vertices, in blocks. Of a closed mesh about 19 bytes a triangle, where STL takes 50.
// An encoder belongs to one thread and reads a mesh that it does not own and that must outlive it.
//
// The bytes depend on the mesh alone: a fixed header with the two counts; little-endian floats, three to a
// vertex; the triangles as lists of three 32-bit numbers.
#pragma once

#include "model/indexed_mesh.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace mmf::model {

constexpr std::size_t PlyVertexSize = 12;
constexpr std::size_t PlyTriangleSize = 13;

// Of a file, in bytes.
std::uint64_t ply_size(std::uint64_t vertices, std::uint64_t triangles);

class PlyEncoder
{
public:
    // The mesh's numbers are in range and finite, as `weld` makes them.
    explicit PlyEncoder(const IndexedMesh &mesh);

    // Of the whole file, in bytes.
    std::uint64_t size() const { return m_size; }

    // Writes the next bytes to `block` and returns how many; 0 at the end.
    std::size_t encode(std::span<std::byte> block);

private:
    std::size_t copy_staged(std::span<std::byte> block);
    std::size_t copy_vertices(std::span<std::byte> block);
    std::size_t encode_triangles(std::span<std::byte> block);

    const IndexedMesh *m_mesh;
    std::uint64_t m_size;
    // What comes before the next vertex or triangle: the header, or the rest of a triangle that is split.
    std::string m_staged;
    std::size_t m_staged_begin = 0;
    std::uint64_t m_vertex_bytes = 0; // so many are written
    std::uint64_t m_triangle = 0;     // the next one
};

} // namespace mmf::model
