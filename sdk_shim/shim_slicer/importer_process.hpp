/**
 * Runs the importer, a program of its own: what a damaged file does to the library that reads it ends there,
 * and the library's time to load is spent only by those who need it.
 */
#pragma once

#include "shim_slicer/model.hpp"

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace shim {

/** lib/shim-slicer/model-importer beside the `bin` of the running program. */
std::filesystem::path installed_importer();

/** As read_models. */
tl::expected<std::vector<Model>, std::string> import_models(const std::filesystem::path &path,
                                                            const std::filesystem::path &importer);

} // namespace shim
