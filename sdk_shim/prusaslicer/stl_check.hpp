/**
 * Whether a file is a whole binary STL: the host reports success even when the disk was full. Any thread.
 */
#pragma once

#include <filesystem>

namespace prusaslicer {

/** True if its size is what its triangle count says, and there is a triangle. */
bool is_whole_stl(const std::filesystem::path &file);

} // namespace prusaslicer
