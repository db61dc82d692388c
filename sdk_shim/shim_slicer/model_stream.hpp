/**
 * Models as bytes, for the way from the importer's process to the slicer's. Pure; any thread.
 */
#pragma once

#include "shim_slicer/model.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shim {

std::string encoded(const std::vector<Model> &models);

/** Nothing if the bytes are not those of whole models with triangles, indices in range and finite numbers:
 * what was written by a program that a bad file led astray is no more to be trusted than the file. */
std::optional<std::vector<Model>> decoded(std::string_view bytes);

} // namespace shim
