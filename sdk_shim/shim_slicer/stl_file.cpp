#include "shim_slicer/stl_file.hpp"

#include "shim_slicer/file_io.hpp"
#include "shim_slicer/stl_text.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace shim {

namespace {

static_assert(std::endian::native == std::endian::little, "binary STL is little-endian");

constexpr std::size_t HeaderSize = 80;
constexpr std::size_t PrefixSize = HeaderSize + 4;
constexpr std::size_t RecordSize = 50;
constexpr std::size_t NormalSize = 12;

std::uint32_t count_in(std::string_view bytes)
{
    std::uint32_t count = 0;
    std::memcpy(&count, bytes.data() + HeaderSize, sizeof count);
    return count;
}

bool has_binary_size(std::string_view bytes)
{
    return bytes.size() >= PrefixSize &&
           bytes.size() == PrefixSize + RecordSize * std::size_t{count_in(bytes)};
}

/** Many binary files begin with "solid" too, so that the size decides first. */
bool looks_like_text(std::string_view bytes)
{
    const std::size_t start = bytes.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && bytes.substr(start).starts_with("solid") &&
           bytes.substr(0, 1024).find('\0') == std::string_view::npos;
}

std::array<Point, 3> corners_of(std::string_view bytes, std::size_t triangle)
{
    std::array<Point, 3> corners{};
    std::memcpy(&corners, bytes.data() + PrefixSize + RecordSize * triangle + NormalSize, sizeof corners);
    return corners;
}

tl::expected<Mesh, std::string> parse_binary(std::string_view bytes)
{
    const std::uint32_t count = count_in(bytes);
    if (count == 0)
        return tl::unexpected<std::string>("it has no triangles");
    // So many triangles ahead, a large table's part that is needed has come from memory in time.
    constexpr std::size_t Ahead = 16;
    MeshBuilder builder;
    builder.reserve(count);
    for (std::size_t triangle = 0; triangle < count; ++triangle) {
        if (triangle + Ahead < count) {
            for (const Point &corner : corners_of(bytes, triangle + Ahead))
                builder.expect(corner);
        }
        const std::array<Point, 3> corners = corners_of(bytes, triangle);
        for (const Point &corner : corners) {
            if (!std::isfinite(corner[0]) || !std::isfinite(corner[1]) || !std::isfinite(corner[2]))
                return tl::unexpected("triangle " + std::to_string(triangle + 1) +
                                      " has a corner that is no number");
            builder.add(corner);
        }
    }
    return builder.take();
}

Point difference(const Point &a, const Point &b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

/** Of length 1, or 0 for a triangle without area. */
Point normal_of(const std::array<Point, 3> &corners)
{
    const Point u = difference(corners[1], corners[0]);
    const Point v = difference(corners[2], corners[0]);
    const Point n{u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    const float length = std::hypot(n[0], n[1], n[2]);
    if (!(length > 0) || !std::isfinite(length))
        return {};
    return {n[0] / length, n[1] / length, n[2] / length};
}

} // namespace

tl::expected<Mesh, std::string> parse_stl(std::string_view bytes)
{
    if (bytes.empty())
        return tl::unexpected<std::string>("it is empty");
    if (has_binary_size(bytes))
        return parse_binary(bytes);
    if (looks_like_text(bytes))
        return parse_stl_text(bytes);
    if (bytes.size() < PrefixSize)
        return tl::unexpected<std::string>("it is too short for an STL file");
    const std::size_t present = (bytes.size() - PrefixSize) / RecordSize;
    return tl::unexpected("it should hold " + std::to_string(count_in(bytes)) +
                          " triangles, but its size is that of " + std::to_string(present) +
                          ": it is cut off, or no STL file");
}

tl::expected<Mesh, std::string> read_stl(const std::filesystem::path &path)
{
    return read_file(path).and_then([](const std::string &bytes) { return parse_stl(bytes); });
}

std::string binary_stl(const PlateSnapshot &plate)
{
    const std::size_t count = plate.triangle_count();
    std::string bytes(PrefixSize + RecordSize * count, '\0');
    const std::string_view title = "Binary STL in millimetres, written by Shim Slicer";
    std::memcpy(bytes.data(), title.data(), title.size());
    const auto count_32 = static_cast<std::uint32_t>(count);
    std::memcpy(bytes.data() + HeaderSize, &count_32, sizeof count_32);

    char *record = bytes.data() + PrefixSize;
    for (const PlacedObject &object : plate.objects) {
        const Mesh &mesh = *object.mesh;
        const bool is_mirrored = mirrors(object.transform);
        for (std::size_t triangle = 0; triangle < mesh.triangle_count(); ++triangle, record += RecordSize) {
            std::array<Point, 3> corners{};
            for (std::size_t i = 0; i < 3; ++i)
                corners[i] = transformed(object.transform, mesh.vertex(mesh.triangles[3 * triangle + i]));
            if (is_mirrored)
                std::swap(corners[1], corners[2]);
            const Point normal = normal_of(corners);
            std::memcpy(record, &normal, NormalSize);
            std::memcpy(record + NormalSize, &corners, sizeof corners);
        }
    }
    return bytes;
}

tl::expected<void, std::string> write_stl(const PlateSnapshot &plate, const std::filesystem::path &path)
{
    return replace_file(path, binary_stl(plate));
}

} // namespace shim
