// Letters of ASCII, as protocols and file systems compare them, whatever the locale. Pure functions.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace mmf {

constexpr char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Other bytes stay as they are.
inline std::string ascii_lower(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return ascii_lower(c); });
    return lower;
}

} // namespace mmf
