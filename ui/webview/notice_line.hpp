// A sentence under the page, with a button if something can be done. Takes no room while it has nothing to
// say. A window, owned by its parent. [main-thread]
#pragma once

#include <functional>
#include <wx/panel.h>

class wxButton;
class wxStaticText;

namespace mmf::ui {

class NoticeLine : public wxPanel
{
public:
    NoticeLine(wxWindow *parent, const wxString &button_label, std::function<void()> on_button);

    void say(const wxString &text, bool with_button);
    void clear();

private:
    void lay_out();

    wxString m_whole_text; // the label has the line breaks of the present width in it
    wxStaticText *m_text;
    wxButton *m_button;
    int m_wrapped_at = 0;
};

} // namespace mmf::ui
