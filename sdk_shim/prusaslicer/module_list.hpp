/**
 * $GTK_MODULES without one of its modules. Pure.
 */
#pragma once

#include <string>
#include <string_view>

namespace prusaslicer {

/**
 * `list` (separated by colons) without the entries that mean the module file `path`: its path, or its name
 * with or without `lib` and `.so`, as GTK accepts them. The others stay as they are.
 */
std::string without_module(std::string_view list, std::string_view path);

} // namespace prusaslicer
