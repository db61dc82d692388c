// The schemes of URLs, as a sign-in page may name them. Pure.
#pragma once

#include <string>
#include <string_view>

namespace mmf::ui {

// In lower case; empty if there is none. Taken by hand: it must hold for what no parser takes, too.
std::string scheme_of(std::string_view url);

bool is_web(std::string_view scheme);

// Schemes that a redirect never has.
bool is_local(std::string_view scheme);

} // namespace mmf::ui
