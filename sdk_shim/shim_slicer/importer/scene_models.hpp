/**
 * Model files through assimp. Bad files may crash it or keep it for ever: only for a process of its own.
 */
#pragma once

#include "shim_slicer/model.hpp"

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace shim {

/** As read_models, of an OBJ, PLY or 3MF file. A 3MF build item with all its components is one object, as is
 * an OBJ group; points and lines are left out. An OBJ file says nowhere how long it is, so that one cut off
 * between two faces is a smaller model. */
tl::expected<std::vector<Model>, std::string> read_scene(const std::filesystem::path &path);

} // namespace shim
