// Numbers as the language that is spoken writes them. Not by the process's locale: hosts set it to "C" for
// their files' sake, and a sentence would not be of one piece. [main-thread]
#pragma once

#include <cstdint>
#include <wx/string.h>

namespace mmf::ui {

// As in "12,345".
wxString format_count(std::uint64_t count);
// With so many digits after the mark, as in "12,345.6"; not negative.
wxString format_decimal(double value, int decimals = 1);
// The same without the zeros at its end.
wxString format_short(double value, int most_decimals);
// As in "1.8 MB", in the units the service counts in.
wxString format_bytes(std::uint64_t bytes);

} // namespace mmf::ui
