// What is said about a description while it is written. Pure, but for the language that is spoken.
// [main-thread]
#pragma once

#include <cstddef>
#include <string_view>
#include <wx/string.h>

namespace mmf::ui {

// How long it is, and where its links lead, in one line: "12 of 65,536 characters. 1 link: example.com".
wxString description_facts(std::string_view description);

// Of what was pasted and left out.
wxString too_much_was_pasted();

} // namespace mmf::ui
