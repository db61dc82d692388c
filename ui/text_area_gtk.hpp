// A text of several lines gets the room around it that a one-line entry has, which wxGTK gives it not.
// [main-thread]
#pragma once

class wxTextCtrl;

namespace mmf::ui {

void pad_text_area(wxTextCtrl &area);

} // namespace mmf::ui
