/**
 * Whether text is UTF-8, as convention 2 of slicer_sdk/sdk.h wants it. Pure; any thread.
 */
#pragma once

#include <string_view>

namespace sdk_check {

/** Well-formed by table 3-7 of the Unicode standard: no overlong form, no surrogate, nothing above U+10FFFF.
 */
bool is_utf8(std::string_view text);

} // namespace sdk_check
