/**
 * Moves the mnemonic of a menu label where another item of the same menu has it already. Pure; any thread.
 */
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace slicer_sdk {

/** Mnemonics as code points in lower case. */
using Mnemonics = std::set<char32_t>;

/** The mnemonic of `label` (UTF-8, `&` before it, `&&` for an ampersand), or 0 if it has none. */
char32_t mnemonic_of(std::string_view label);

/**
 * `label` with a mnemonic that is not in `taken`, which it then joins: the wished one if it is free, else the
 * next free ASCII letter or digit behind it, else the first one before it, else none. A label without a wish
 * stays as it is.
 */
std::string with_free_mnemonic(std::string_view label, Mnemonics &taken);

} // namespace slicer_sdk
