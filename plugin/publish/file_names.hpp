// File names that any system and any header takes. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

// `name` as a file name with the extension ".stl": no control character, separator, quote or other character
// that Windows forbids, no leading dot or trailing dot or space, no reserved device name, at most 120 bytes
// of valid UTF-8; "model.stl" if nothing is left. An extension of a mesh format that is already there is
// replaced.
std::string stl_file_name(std::string_view name);

// The same with ".ply" in place of ".stl".
std::string ply_file_name(std::string_view stl_file_name);

// The same names, made unique without regard to the case of letters: cube.stl, cube-2.stl.
std::vector<std::string> unique_file_names(std::vector<std::string> names);

} // namespace mmf::publish
