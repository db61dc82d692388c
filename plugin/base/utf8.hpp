// UTF-8 at the border: everything that comes in is checked or mended here. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mmf {

// Well-formed as by RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);

// Every ill-formed byte replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

// The number of characters (code points) of well-formed text.
std::size_t utf8_length(std::string_view text);

// Its characters; an ill-formed byte is U+FFFD.
std::u32string code_points(std::string_view text);

// The longest beginning of well-formed text that has at most `max_bytes` bytes and ends at a character's end.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

// Whether there is a control character: U+0000 to U+001F, U+007F to U+009F, or one that turns the direction
// of text around or is invisible (U+200B, U+200E, U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF; not the
// joiners U+200C and U+200D, which Persian and emoji need), but for those in `allowed` (ASCII only, such as
// "\n\t").
bool has_control_characters(std::string_view text, std::string_view allowed = {});

// The same characters removed.
std::string without_control_characters(std::string_view text, std::string_view allowed = {});

// ASCII white space removed at both ends.
std::string_view trimmed(std::string_view text);

// What a stranger calls a name or a sentence, as one line: well-formed, without control characters, trimmed.
std::string clean_line(std::string_view text);

} // namespace mmf
