// What wxGTK does not give a text of several lines. [main-thread]
#pragma once

#include <functional>

class wxTextCtrl;

namespace mmf::ui {

// The room around it that a one-line entry has.
void pad_text_area(wxTextCtrl &area);

// What would make it longer is not put in, whoever does it, and told: a text of megabytes in one line keeps
// GTK busy for minutes.
void limit_text_area(wxTextCtrl &area, int characters, std::function<void()> on_refused);

} // namespace mmf::ui
