// The number of an object in what a person types or pastes: the number itself, or the address of one of its
// pages on the site. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mmf::publish {

// Nullopt: there is none in it.
std::optional<std::string> object_id_in(std::string_view number_or_address);

} // namespace mmf::publish
