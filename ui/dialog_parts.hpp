// What several dialogs are made of. [main-thread]
#pragma once

#include "diagnosis/check.hpp"

#include <wx/bmpbndl.h>

class wxSizer;
class wxStaticText;
class wxWindow;

namespace mmf::ui {

// A paragraph of that width, given in device-independent pixels; `text` is no label: '&' is an '&'.
wxStaticText *add_paragraph(wxWindow &parent, wxSizer &sizer, const wxString &text, int width);
void set_paragraph(wxStaticText &paragraph, const wxString &text, int width);

// Stays after the slicer too, where the desktop keeps it. False: the clipboard cannot be had now.
bool copy_text(const wxString &text);

// Beside the word for it, never in its place.
wxBitmapBundle icon_for(diagnosis::State state, const wxWindow &window);

} // namespace mmf::ui
