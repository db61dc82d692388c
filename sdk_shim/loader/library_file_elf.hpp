/**
 * A look at a library's file before it is opened: the system's linker maps a file that has been cut off (a
 * download or a copy that broke) and dies of SIGBUS, where any other fault is an error. Any thread.
 */
#pragma once

#include <filesystem>

namespace slicer_sdk {

/** Whether `file` is an ELF library of this machine's kind whose segments reach beyond its end. */
bool is_cut_off(const std::filesystem::path &file);

} // namespace slicer_sdk
