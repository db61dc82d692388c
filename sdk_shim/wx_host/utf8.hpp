/**
 * Text of files, file names and plugins, which may be in any encoding, as text that can be shown. Pure; any
 * thread.
 */
#pragma once

#include <string>
#include <string_view>

namespace wx_host {

/** Each byte that is no UTF-8 becomes U+FFFD. */
std::string as_utf8(std::string_view text);

inline std::string text_or_empty(const char *text)
{
    return text != nullptr ? text : "";
}

} // namespace wx_host
