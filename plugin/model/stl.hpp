// Binary STL, in blocks: the memory needed does not grow with the mesh. An encoder belongs to one thread and
// reads objects that it does not own and that must outlive it.
//
// The bytes depend on the mesh alone: a fixed header, no date; positions in plate coordinates, copied bit for
// bit where the transform is the identity; the winding turned where the transform mirrors; unit normals by
// cross product, zero for a triangle without area; attribute 0.
#pragma once

#include "base/result.hpp"
#include "model/stl_records.hpp"
#include "slicer_sdk/plate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace mmf::model {

constexpr std::size_t StlHeaderSize = 84; // 80 bytes of text and the number of triangles

// In bytes.
constexpr std::uint64_t stl_size(std::uint64_t triangles)
{
    return StlHeaderSize + StlTriangleSize * triangles;
}

class StlEncoder
{
public:
    // One file with all of `objects`, which `inspect` has accepted: indices are not checked again. Error:
    // TooLarge if there are more triangles than the format can count (2^32 - 1).
    static Result<StlEncoder> create(std::span<const slicer_plate_object> objects);

    // Of the whole file, in bytes.
    std::uint64_t size() const { return m_size; }

    // Writes the next bytes to `block` and returns how many; 0 at the end. A triangle is split between blocks
    // only if the whole block is too small for it.
    std::size_t encode(std::span<std::byte> block);

private:
    StlEncoder(std::span<const slicer_plate_object> objects, std::uint64_t triangles);

    std::size_t encode_triangles(std::span<std::byte> block);
    std::size_t take_staged(std::span<std::byte> block);

    std::span<const slicer_plate_object> m_objects; // what is left; the first is under way
    std::uint64_t m_triangle = 0;                   // the next one of the first object
    std::uint64_t m_size;
    // What comes before the next triangle: the header, or the rest of a split triangle.
    std::array<std::byte, StlHeaderSize> m_staged{};
    std::size_t m_staged_begin = 0;
    std::size_t m_staged_end = 0;
};

} // namespace mmf::model
