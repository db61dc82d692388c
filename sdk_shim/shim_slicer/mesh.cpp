#include "shim_slicer/mesh.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace shim {

namespace {

constexpr std::size_t SmallestTable = 1024;

std::size_t hash_of(const Point &point)
{
    std::uint64_t hash = 0;
    for (const float value : point)
        hash = (hash ^ std::bit_cast<std::uint32_t>(value)) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

/** By bits, so that -0 and 0 stay apart and an unchanged model is written as it was read. */
bool is_same(const Point &a, const Point &b)
{
    return std::bit_cast<std::array<std::uint32_t, 3>>(a) == std::bit_cast<std::array<std::uint32_t, 3>>(b);
}

} // namespace

Bounds box_of(const std::vector<float> &vertices)
{
    Bounds box;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        box.min[i % 3] = i < 3 ? vertices[i] : std::min(box.min[i % 3], vertices[i]);
        box.max[i % 3] = i < 3 ? vertices[i] : std::max(box.max[i % 3], vertices[i]);
    }
    return box;
}

void MeshBuilder::reserve(std::size_t triangle_count)
{
    m_mesh.triangles.reserve(triangle_count * 3);
    m_mesh.vertices.reserve(triangle_count * 3 / 2);
    grow(std::bit_ceil(triangle_count + SmallestTable)); // a closed surface has half as many vertices
}

void MeshBuilder::expect(const Point &corner) const
{
    if (!m_slots.empty())
        __builtin_prefetch(&m_slots[slot_of(corner)]);
}

void MeshBuilder::add(const Point &corner)
{
    m_mesh.triangles.push_back(index_of(corner));
}

std::uint32_t MeshBuilder::index_of(const Point &corner)
{
    if (m_slots.size() < 2 * m_mesh.vertex_count() + SmallestTable)
        grow(std::max(4 * SmallestTable, 2 * m_slots.size()));
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = slot_of(corner);
    for (; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        if (is_same(m_mesh.vertex(m_slots[slot] - 1), corner))
            return m_slots[slot] - 1;
    }
    m_mesh.vertices.insert(m_mesh.vertices.end(), corner.begin(), corner.end());
    m_slots[slot] = static_cast<std::uint32_t>(m_mesh.vertex_count());
    return m_slots[slot] - 1;
}

std::size_t MeshBuilder::slot_of(const Point &corner) const
{
    return hash_of(corner) & (m_slots.size() - 1);
}

void MeshBuilder::grow(std::size_t slot_count)
{
    m_slots.assign(slot_count, 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t vertex = 0; vertex < m_mesh.vertex_count(); ++vertex) {
        std::size_t slot = slot_of(m_mesh.vertex(vertex));
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = static_cast<std::uint32_t>(vertex + 1);
    }
}

Mesh MeshBuilder::take()
{
    m_mesh.triangles.resize(m_mesh.triangles.size() / 3 * 3);
    m_mesh.bounds = box_of(m_mesh.vertices);
    m_slots.clear();
    return std::exchange(m_mesh, {});
}

} // namespace shim
