/**
 * What this process holds at the moment; a plugin that has gone leaves both as they were. Any thread.
 */
#pragma once

#include <cstddef>

namespace sdk_check {

std::size_t thread_count();
std::size_t open_file_count();

} // namespace sdk_check
