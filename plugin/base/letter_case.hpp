// Text without regard to case, for telling names apart that a file system may take for one. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace mmf {

// The code points of the text, each letter in one case, of every script that has two. A letter stays one
// letter: "ß" and "SS" differ. An ill-formed byte is U+FFFD.
std::u32string without_case(std::string_view text);

} // namespace mmf
