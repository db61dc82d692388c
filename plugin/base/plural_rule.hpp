// Which of a language's plural forms a number takes, as gettext's catalogues say it: an expression of C in
// `n`, such as "n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2". Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace mmf {

// Null if the expression cannot be read or divides by zero.
std::optional<unsigned long> plural_form(std::string_view expression, unsigned long n);

} // namespace mmf
