// What is said of a model that was looked at for printing. Pure; [main-thread], since it is translated.
#pragma once

#include "base/result.hpp"
#include "model/print_check.hpp"

#include <wx/string.h>

namespace mmf::ui {

// "20 × 20 × 5.5 mm, 2.2 cm³"; without a volume where there is none.
wxString measures_text(const model::PrintCheck &check);

// In one line: how large it is, and whether there is something to look at.
wxString summary_text(const model::PrintCheck &check);

// Why nothing is known of it.
wxString not_checked_text(const Error &error);

// What was found, and what can be done about it. `objects`: how many the model has.
wxString sentence(const model::PrintFinding &finding, std::uint64_t objects);

} // namespace mmf::ui
