/**
 * Whether a PLY file holds what its header announces. The library that reads it takes whatever lies in memory
 * for what is missing, or waits for it without end. Pure.
 */
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace shim {

tl::expected<void, std::string> check_ply(std::string_view bytes);

} // namespace shim
