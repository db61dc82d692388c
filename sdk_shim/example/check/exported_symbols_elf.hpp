/**
 * What a shared library shows to others, read from the file itself. Any thread; no state.
 */
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sdk_check {

/** The names of all dynamic symbols that `library` defines, sorted; nothing if it is no 64-bit ELF file of
 * this machine's byte order, or damaged. */
std::optional<std::vector<std::string>> exported_symbols(const std::filesystem::path &library);

} // namespace sdk_check
