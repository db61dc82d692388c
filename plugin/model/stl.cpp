#include "model/stl.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

namespace mmf::model {

namespace {

// Numbers are written as they lie in memory.
static_assert(std::endian::native == std::endian::little);
static_assert(sizeof(float) == 4 && std::numeric_limits<float>::is_iec559);

// Not 'solid' at its start, by which readers know the text form.
constexpr std::string_view HeaderText = "Binary STL, millimetres. Publish to MyMiniFactory";

// Inlined by force: passing the points through memory makes the whole encoder six times slower.
[[gnu::always_inline]] inline Point normal_of(Point a, Point b, Point c)
{
    const Point u{b.x - a.x, b.y - a.y, b.z - a.z};
    const Point v{c.x - a.x, c.y - a.y, c.z - a.z};
    const Point n{u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x};
    const float square = (n.x * n.x + n.y * n.y) + n.z * n.z;
    if (!(square > 0 && square <= std::numeric_limits<float>::max())) {
        return {};
    }
    const float length = std::sqrt(square);
    return {n.x / length, n.y / length, n.z / length};
}

constexpr std::size_t AttributeSize = 2;

// Number by number: through a struct on the stack it takes twice the time, waiting for the store to be read
// back.
std::byte *put(std::byte *out, Point p)
{
    std::memcpy(out, &p.x, sizeof p.x);
    std::memcpy(out + 4, &p.y, sizeof p.y);
    std::memcpy(out + 8, &p.z, sizeof p.z);
    return out + 12;
}

// Writes `count` triangles of the object from `first` on. `place` is the way of a vertex to the plate.
template <typename Place>
void write_triangles(const slicer_plate_object &object, std::uint64_t first, std::uint64_t count, Place place,
                     bool mirrored, std::byte *out)
{
    const std::size_t second = mirrored ? 2 : 1;
    const std::size_t third = mirrored ? 1 : 2;
    const auto vertex = [&](std::uint32_t index) {
        const float *v = object.vertices + 3 * static_cast<std::uint64_t>(index);
        return place(Point{v[0], v[1], v[2]});
    };
    const std::uint32_t *const end = object.triangles + 3 * (first + count);
    for (const std::uint32_t *corner = end - 3 * count; corner != end; corner += 3) {
        const Point a = vertex(corner[0]);
        const Point b = vertex(corner[second]);
        const Point c = vertex(corner[third]);
        out = put(put(put(put(out, normal_of(a, b, c)), a), b), c);
        std::fill_n(out, AttributeSize, std::byte{0});
        out += AttributeSize;
    }
}

void write_triangles(const slicer_plate_object &object, std::uint64_t first, std::uint64_t count,
                     std::byte *out)
{
    const Transform place(object.transform);
    if (place.is_identity()) {
        write_triangles(
            object, first, count, [](Point p) { return p; }, false, out);
    } else {
        write_triangles(object, first, count, place, place.is_mirroring(), out);
    }
}

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
        if (count != 0) {
            write_triangles(object, m_triangle, count, out);
        }
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
