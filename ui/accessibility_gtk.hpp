// Names for assistive technology, where wxGTK gives none. [main-thread]
#pragma once

class wxString;
class wxWindow;

namespace mmf::ui {

void set_accessible_name(wxWindow &window, const wxString &name);
// That of its label, such as "&Name:", without what is not the name.
void set_accessible_name_by_label(wxWindow &window, const wxString &label);

} // namespace mmf::ui
