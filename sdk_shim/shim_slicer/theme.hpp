/**
 * Of the desktop, as far as the plate's picture is about it.
 */
#pragma once

namespace shim {

enum class Theme
{
    Light,
    Dark
};

} // namespace shim
