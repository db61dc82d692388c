// The menu's items and what they say. Pure; any thread.
#pragma once

#include "base/catalogue.hpp"
#include "slicer_sdk/menu.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace mmf {

constexpr std::uint32_t MenuSize = 7;

// In menu order. Its texts are valid as long as the catalogue. Null: there is none at `index`.
std::optional<slicer_menu_action> menu_action(std::uint32_t index, const Catalogue &catalogue);

bool is_menu_action(std::string_view action_id);

} // namespace mmf
