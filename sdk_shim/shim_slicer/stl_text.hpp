/**
 * The text form of STL. Pure; any thread, any locale.
 */
#pragma once

#include "shim_slicer/mesh.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace shim {

/** As parse_stl; keywords in any case, several solids become one mesh, normals are not looked at. */
tl::expected<Mesh, std::string> parse_stl_text(std::string_view text);

} // namespace shim
