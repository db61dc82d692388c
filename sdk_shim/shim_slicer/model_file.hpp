/**
 * Opens model files of every kind. Any thread; it takes as long as the file is large.
 */
#pragma once

#include "shim_slicer/importer_process.hpp"
#include "shim_slicer/model.hpp"

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace shim {

/** Names end in one of these, in any case. */
inline constexpr const char *ModelEndings[] = {".stl", ".obj", ".ply", ".3mf"};

/** The objects of an STL, OBJ, PLY or 3MF file in millimetres, at least one; or one sentence without its end
 * that says what is wrong, as in "cube.stl was not opened: it is empty". `importer` is the program that reads
 * all but STL; `patience` is with it. */
tl::expected<std::vector<Model>, std::string> read_models(const std::filesystem::path &path,
                                                          const std::filesystem::path &importer,
                                                          const Patience &patience = {});

} // namespace shim
