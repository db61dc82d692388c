// Checks and measures binary STL that somebody else wrote, in blocks: the memory needed does not grow with
// the file. Nothing it says is trusted. A reader belongs to one thread; the functions are for any.
#pragma once

#include "base/result.hpp"
#include "model/box.hpp"
#include "model/mesh.hpp"
#include "model/stl.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <utility>

namespace mmf::model {

class StlReader
{
public:
    // Is given whole triangles, of StlTriangleSize bytes each, once they are checked; its error ends the
    // reading.
    using TakeTriangles = std::function<Result<void>(std::span<const std::byte> records)>;

    // `size`: of the whole file, in bytes.
    explicit StlReader(std::uint64_t size, TakeTriangles take = {}) : m_size(size), m_take(std::move(take)) {}

    // The file's next bytes, as many as there are. After an error nothing more may be called. Errors:
    // BadFile, if the file is not exactly as long as the triangles it announces; EmptyPlate, if those are
    // none; BadMesh, for a coordinate that is not finite.
    Result<void> add(std::span<const std::byte> bytes);

    // After the last bytes. Errors: BadFile, if they were too few.
    Result<MeshFacts> finish() const;

    // As announced; nothing while the header is not complete.
    std::optional<std::uint64_t> triangles() const { return m_triangles; }

private:
    tl::unexpected<Error> wrong_size(const std::string &what) const;
    Result<void> read_header();
    Result<void> read_triangles(std::span<const std::byte> records);

    std::uint64_t m_size;
    TakeTriangles m_take;
    std::optional<std::uint64_t> m_triangles;
    std::uint64_t m_triangles_read = 0;
    Box m_box;
    // The header, or a triangle that is split between blocks.
    std::array<std::byte, StlHeaderSize> m_staged{};
    std::size_t m_staged_size = 0;
};

// Of a triangle's bytes: its first, second or third corner.
Point stl_corner(const std::byte *record, std::size_t index);

// Reads a whole file. Errors: as the reader's; Disk, if it cannot be read or is no regular file.
Result<MeshFacts> inspect_stl(const std::filesystem::path &file, StlReader::TakeTriangles take = {});

// The number of triangles by header and size alone, which takes no time. Errors: the same, without BadMesh.
Result<std::uint64_t> count_stl_triangles(const std::filesystem::path &file);

} // namespace mmf::model
