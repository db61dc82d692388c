/**
 * Reads and writes STL files, binary and text. Pure but for the files; any thread.
 */
#pragma once

#include "shim_slicer/mesh.hpp"
#include "shim_slicer/plate.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace shim {

/** A mesh of at least one triangle with finite corners, or one sentence that says what is wrong. */
tl::expected<Mesh, std::string> parse_stl(std::string_view bytes);

tl::expected<Mesh, std::string> read_stl(const std::filesystem::path &path);

/** What is on the plate, as the bytes of one binary STL file, in the plate's coordinates. */
std::string binary_stl(const PlateSnapshot &plate);

/** Replaces `path` only once everything is written; else one sentence that says why not. */
tl::expected<void, std::string> write_stl(const PlateSnapshot &plate, const std::filesystem::path &path);

} // namespace shim
