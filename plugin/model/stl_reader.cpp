#include "model/stl_reader.hpp"

#include "base/files.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>

namespace mmf::model {

namespace fs = std::filesystem;

namespace {

// Numbers are read as they lie in memory.
static_assert(std::endian::native == std::endian::little);

constexpr std::size_t CountOffset = 80;
constexpr std::size_t CornerOffset = 12; // after the normal
constexpr std::size_t CornerSize = 12;

std::string count_of(std::uint64_t triangles)
{
    return std::to_string(triangles) + (triangles == 1 ? " triangle" : " triangles");
}

} // namespace

Point stl_corner(const std::byte *record, std::size_t index)
{
    std::array<float, 3> p{};
    std::memcpy(p.data(), record + CornerOffset + index * CornerSize, CornerSize);
    return {p[0], p[1], p[2]};
}

Result<void> StlReader::add(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        Result<void> read;
        if (m_triangles && m_staged_size == 0 && bytes.size() >= StlTriangleSize) {
            const std::size_t whole = bytes.size() - bytes.size() % StlTriangleSize;
            read = read_triangles(bytes.first(whole));
            bytes = bytes.subspan(whole);
        } else {
            const std::size_t wanted = m_triangles ? StlTriangleSize : StlHeaderSize;
            const std::size_t count = std::min(wanted - m_staged_size, bytes.size());
            std::copy_n(bytes.begin(), count, m_staged.begin() + static_cast<std::ptrdiff_t>(m_staged_size));
            bytes = bytes.subspan(count);
            m_staged_size += count;
            if (m_staged_size == wanted) {
                m_staged_size = 0;
                read = m_triangles ? read_triangles(std::span(m_staged).first(wanted)) : read_header();
            }
        }
        if (!read) {
            return read;
        }
    }
    return {};
}

Result<MeshFacts> StlReader::finish() const
{
    if (!m_triangles) {
        return wrong_size(m_size == 0 ? "it is empty" : "it is too short for an STL file");
    }
    if (m_triangles_read != *m_triangles || m_staged_size != 0) {
        return fail(ErrorKind::BadFile, "it changed while it was read");
    }
    return MeshFacts{m_triangles_read, m_box.min, m_box.max};
}

// The text form has no number of triangles, so that its size is always wrong.
tl::unexpected<Error> StlReader::wrong_size(const std::string &what) const
{
    constexpr std::string_view Word = "solid";
    const bool is_text = m_size >= Word.size() && std::memcmp(m_staged.data(), Word.data(), Word.size()) == 0;
    return fail(ErrorKind::BadFile, is_text ? "it is a text STL, not a binary one" : what);
}

Result<void> StlReader::read_header()
{
    std::uint32_t triangles = 0;
    std::memcpy(&triangles, m_staged.data() + CountOffset, sizeof triangles);
    const std::uint64_t expected = stl_size(triangles);
    if (m_size != expected) {
        return wrong_size((m_size < expected ? "it is cut off: " : "it is too long: ") + count_of(triangles) +
                          " take " + std::to_string(expected) + " bytes, and it has " +
                          std::to_string(m_size));
    }
    if (triangles == 0) {
        return fail(ErrorKind::EmptyPlate);
    }
    m_triangles = triangles;
    return {};
}

Result<void> StlReader::read_triangles(std::span<const std::byte> records)
{
    const std::uint64_t count = records.size() / StlTriangleSize;
    if (count > *m_triangles - m_triangles_read) {
        return fail(ErrorKind::BadFile, "it changed while it was read");
    }
    Box box = m_box; // of its own, so that it stays in registers
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::byte *record = records.data() + i * StlTriangleSize;
        box.add(stl_corner(record, 0));
        box.add(stl_corner(record, 1));
        box.add(stl_corner(record, 2));
    }
    m_box = box;
    if (!m_box.is_all_finite()) {
        std::uint64_t bad = 0; // slow, for the sentence only
        const auto is_good = [&](const std::byte *record) {
            return is_finite(stl_corner(record, 0)) && is_finite(stl_corner(record, 1)) &&
                   is_finite(stl_corner(record, 2));
        };
        while (bad + 1 < count && is_good(records.data() + bad * StlTriangleSize)) {
            ++bad;
        }
        return fail(ErrorKind::BadMesh,
                    "a corner of triangle " + std::to_string(m_triangles_read + bad + 1) + " is not finite");
    }
    m_triangles_read += count;
    return m_take ? m_take(records) : Result<void>();
}

namespace {

struct OpenStl
{
    FileDescriptor file;
    StlReader reader;
};

Result<OpenStl> open_stl(const fs::path &path, StlReader::TakeTriangles take = {})
{
    auto file = open_for_reading(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return file_size(*file, path).map([&](std::uint64_t size) {
        return OpenStl{std::move(*file), StlReader(size, std::move(take))};
    });
}

} // namespace

Result<MeshFacts> inspect_stl(const fs::path &file, StlReader::TakeTriangles take)
{
    auto opened = open_stl(file, std::move(take));
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    auto &[stl, reader] = *opened;
    return read_blocks(stl, file, [&reader = reader](auto bytes) { return reader.add(bytes); })
        .and_then([&reader = reader] { return reader.finish(); });
}

Result<std::uint64_t> count_stl_triangles(const fs::path &file)
{
    auto opened = open_stl(file);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    auto &[stl, reader] = *opened;
    std::array<std::byte, StlHeaderSize> block{};
    while (!reader.triangles()) {
        const auto room = std::span(block);
        const auto count = read_some(stl, room, file);
        if (!count) {
            return tl::unexpected(count.error());
        }
        if (*count == 0) {
            return tl::unexpected(reader.finish().error());
        }
        if (auto added = reader.add(room.first(*count)); !added) {
            return tl::unexpected(added.error());
        }
    }
    return *reader.triangles();
}

} // namespace mmf::model
