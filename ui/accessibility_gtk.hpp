// Names for assistive technology, where wxGTK gives none. [main-thread]
#pragma once

class wxString;
class wxWindow;

namespace mmf::ui {

void set_accessible_name(wxWindow &window, const wxString &name);

} // namespace mmf::ui
