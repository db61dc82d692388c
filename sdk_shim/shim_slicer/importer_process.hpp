/**
 * Runs the importer, a program of its own: what a damaged file does to the library that reads it ends there,
 * and the library's time to load is spent only by those who need it.
 */
#pragma once

#include "shim_slicer/model.hpp"

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace shim {

/** When the reading of a file is given up. */
struct Patience
{
    /** Asks for it. */
    std::stop_token stop;

    /** By the clock: the importer limits its time on the processor, but none passes while a network's folder
     * does not answer. */
    std::chrono::milliseconds longest = std::chrono::minutes(10);
};

/** lib/shim-slicer/model-importer beside the `bin` of the running program; empty, which is no program, if
 * that is not known. */
std::filesystem::path installed_importer();

/** As read_models. The importer has ended when it returns. */
tl::expected<std::vector<Model>, std::string> import_models(const std::filesystem::path &path,
                                                            const std::filesystem::path &importer,
                                                            const Patience &patience);

} // namespace shim
