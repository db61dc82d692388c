// What is shown while the service's sign-in page is in the system's browser: whose page it is, the way back
// to it, and Cancel. [main-thread] Lives for one sign-in, owned by who shows it.
#pragma once

#include <string>
#include <wx/dialog.h>

class wxButton;
class wxStaticText;

namespace mmf::ui {

class BrowserSignInDialog : public wxDialog
{
public:
    // `url`: the page, http or https. `reason`: why the browser is offered, if nobody chose it.
    BrowserSignInDialog(wxWindow *parent, const std::string &service_name, std::string url,
                        const wxString &reason);

    // Modal. Opens the browser at once if it was chosen, else when the person says so. Returns when the
    // person cancelled or `finish` was called.
    void run();
    // From within any event.
    void finish();

private:
    void open_browser();
    void copy_address();
    void say(const wxString &text);

    std::string m_url;
    bool m_is_chosen;
    bool m_has_ended = false;
    wxStaticText *m_heading = nullptr;
    wxStaticText *m_notice = nullptr;
    wxButton *m_open = nullptr;
};

} // namespace mmf::ui
