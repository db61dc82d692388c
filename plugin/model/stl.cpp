#include "model/stl.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string_view>

namespace mmf::model {

namespace {

// Not 'solid' at its start, by which readers know the text form.
constexpr std::string_view HeaderText = "Binary STL, millimetres. Publish to MyMiniFactory";

} // namespace

Result<StlEncoder> StlEncoder::create(std::span<const slicer_plate_object> objects)
{
    constexpr std::uint64_t MaxTriangles = std::numeric_limits<std::uint32_t>::max();
    std::uint64_t triangles = 0;
    for (const slicer_plate_object &object : objects) {
        if (object.triangle_count > MaxTriangles - triangles) {
            return fail(ErrorKind::TooLarge, "more triangles than an STL file can hold");
        }
        triangles += object.triangle_count;
    }
    return StlEncoder(objects, triangles);
}

StlEncoder::StlEncoder(std::span<const slicer_plate_object> objects, std::uint64_t triangles)
    : m_objects(objects), m_size(stl_size(triangles)), m_staged_end(StlHeaderSize)
{
    const auto count = static_cast<std::uint32_t>(triangles);
    std::memcpy(m_staged.data(), HeaderText.data(), HeaderText.size());
    std::memcpy(m_staged.data() + StlHeaderSize - sizeof count, &count, sizeof count);
}

std::size_t StlEncoder::encode(std::span<std::byte> block)
{
    std::size_t written = take_staged(block);
    written += encode_triangles(block.subspan(written));
    if (written == 0 && !block.empty()) {
        // Too small for a triangle, or the end.
        m_staged_begin = 0;
        m_staged_end = encode_triangles(std::span(m_staged).first(StlTriangleSize));
        written = take_staged(block);
    }
    return written;
}

std::size_t StlEncoder::encode_triangles(std::span<std::byte> block)
{
    std::uint64_t room = block.size() / StlTriangleSize;
    std::byte *out = block.data();
    while (!m_objects.empty()) {
        const slicer_plate_object &object = m_objects.front();
        const std::uint64_t count = std::min(room, object.triangle_count - m_triangle);
        write_stl_triangles(object, m_triangle, count, out);
        m_triangle += count;
        room -= count;
        out += count * StlTriangleSize;
        if (m_triangle != object.triangle_count) {
            break;
        }
        m_objects = m_objects.subspan(1);
        m_triangle = 0;
    }
    return static_cast<std::size_t>(out - block.data());
}

std::size_t StlEncoder::take_staged(std::span<std::byte> block)
{
    const std::size_t count = std::min(block.size(), m_staged_end - m_staged_begin);
    std::copy_n(m_staged.begin() + static_cast<std::ptrdiff_t>(m_staged_begin), count, block.begin());
    m_staged_begin += count;
    return count;
}

} // namespace mmf::model
