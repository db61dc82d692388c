#include "model/ply.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace mmf::model {

namespace {

// Numbers are written as they lie in memory.
static_assert(std::endian::native == std::endian::little);

constexpr std::byte Corners{3};

std::string header(std::uint64_t vertices, std::uint64_t triangles)
{
    return "ply\n"
           "format binary_little_endian 1.0\n"
           "comment millimetres. Publish to MyMiniFactory\n"
           "element vertex " +
           std::to_string(vertices) +
           "\n"
           "property float x\n"
           "property float y\n"
           "property float z\n"
           "element face " +
           std::to_string(triangles) +
           "\n"
           "property list uchar int vertex_indices\n"
           "end_header\n";
}

void put_triangle(const std::uint32_t *corners, std::byte *out)
{
    out[0] = Corners;
    std::memcpy(out + 1, corners, PlyTriangleSize - 1);
}

} // namespace

std::uint64_t ply_size(std::uint64_t vertices, std::uint64_t triangles)
{
    return header(vertices, triangles).size() + PlyVertexSize * vertices + PlyTriangleSize * triangles;
}

PlyEncoder::PlyEncoder(const IndexedMesh &mesh)
    : m_mesh(&mesh),
      m_size(ply_size(mesh.vertex_count(), mesh.triangle_count())),
      m_staged(header(mesh.vertex_count(), mesh.triangle_count()))
{
}

std::size_t PlyEncoder::encode(std::span<std::byte> block)
{
    std::size_t written = copy_staged(block);
    written += copy_vertices(block.subspan(written));
    written += encode_triangles(block.subspan(written));
    // A triangle is split where the block ends.
    if (written < block.size() && m_triangle != m_mesh->triangle_count()) {
        m_staged.assign(PlyTriangleSize, '\0');
        m_staged_begin = 0;
        encode_triangles(std::as_writable_bytes(std::span(m_staged)));
        written += copy_staged(block.subspan(written));
    }
    return written;
}

std::size_t PlyEncoder::copy_staged(std::span<std::byte> block)
{
    const auto bytes = std::as_bytes(std::span(m_staged)).subspan(m_staged_begin);
    const std::size_t count = std::min(block.size(), bytes.size());
    std::copy_n(bytes.begin(), count, block.begin());
    m_staged_begin += count;
    return count;
}

std::size_t PlyEncoder::copy_vertices(std::span<std::byte> block)
{
    const auto bytes = std::as_bytes(std::span(m_mesh->vertices)).subspan(m_vertex_bytes);
    const std::size_t count = std::min(block.size(), bytes.size());
    std::copy_n(bytes.begin(), count, block.begin());
    m_vertex_bytes += count;
    return count;
}

std::size_t PlyEncoder::encode_triangles(std::span<std::byte> block)
{
    const std::uint64_t count =
        std::min<std::uint64_t>(block.size() / PlyTriangleSize, m_mesh->triangle_count() - m_triangle);
    const std::uint32_t *corners = m_mesh->triangles.data() + 3 * m_triangle;
    std::byte *out = block.data();
    for (std::uint64_t i = 0; i < count; ++i, corners += 3, out += PlyTriangleSize) {
        put_triangle(corners, out);
    }
    m_triangle += count;
    return count * PlyTriangleSize;
}

} // namespace mmf::model
