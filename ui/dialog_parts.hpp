// What several dialogs are made of. [main-thread]
#pragma once

#include "base/secret.hpp"

#include <string>
#include <vector>
#include <wx/string.h>

class wxDataViewColumn;
class wxHyperlinkCtrl;
class wxSizer;
class wxStaticText;
class wxTextCtrl;
class wxWindow;

namespace mmf::ui {

// A paragraph of that width, given in device-independent pixels; `text` is no label: '&' is an '&'.
wxStaticText *add_paragraph(wxWindow &parent, wxSizer &sizer, const wxString &text, int width);
void set_paragraph(wxStaticText &paragraph, const wxString &text, int width);
// The same for any label and a width in its own pixels. A word that is wider than a line is broken.
void wrap_text(wxStaticText &label, const wxString &text, int width);

// An entry of one line, high enough for its font: wxGTK takes it for lower than it is, the more so the larger
// the font, until it is on the screen.
wxTextCtrl *make_entry(wxWindow &parent, const wxString &value = wxString(), long style = 0);

// Of a column of a list, in pixels: `least`, in device-independent ones, or what its title and the words that
// may be in it need.
int column_width(const wxWindow &list, int least, const std::vector<wxString> &words);

constexpr int ScrollBarWidth = 16; // of a list; in device-independent pixels

// Whenever its list is resized, the column gets what the others leave, which are so wide together; all in
// pixels.
void give_rest_to(wxDataViewColumn &column, int others, int least);

// A page that says one thing: the icon, the words beside it, all a little above the middle.
void lay_out_message(wxWindow &page, wxWindow &icon, wxSizer &words);

// A link whose address is told later, by `show_link`, which hides it where there is none.
wxHyperlinkCtrl *make_link(wxWindow &parent, const wxString &label);
void show_link(wxHyperlinkCtrl &link, const std::string &url);

// False: none could be opened, which is for the caller to say.
bool open_in_browser(const std::string &url);
// Said then, where a person may open the page otherwise.
wxString no_browser_for(const std::string &url);

// Stays after the slicer too, where the desktop keeps it. False: the clipboard cannot be had now.
bool copy_text(const wxString &text);

// Overwrites what it holds; GTK does so with what an entry holds.
void wipe(wxString &text);
// What is typed, with no copy left behind.
Secret secret_in(const wxTextCtrl &entry);

} // namespace mmf::ui
