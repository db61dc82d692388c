// What is shown while the service's sign-in page is in the system's browser: whose page it is, the way back
// to it, a place for the address where the browser cannot come back by itself, and Cancel. [main-thread]
// Lives for one sign-in, owned by who shows it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <wx/dialog.h>

class wxButton;
class wxSizer;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class BrowserSignInDialog : public wxDialog
{
public:
    // Takes the address that the browser ended at. What it says is why that ends nothing; empty: it does.
    using UsePasted = std::function<wxString(std::string_view address)>;

    // `url`: the page, http or https. `reason`: why the browser is offered, if nobody chose it. `use_pasted`:
    // null where a pasted address is no way to sign in.
    BrowserSignInDialog(wxWindow *parent, const std::string &service_name, std::string url,
                        const wxString &reason, UsePasted use_pasted);

    // Modal. Opens the browser at once if it was chosen, else when the person says so. Returns when the
    // person cancelled or `finish` was called.
    void run();
    // From within any event.
    void finish();

private:
    void add_pasting(wxSizer &column);
    void open_browser();
    void copy_address();
    void use_pasted();
    void say(const wxString &text);

    std::string m_url;
    bool m_is_chosen;
    UsePasted m_use_pasted;
    bool m_has_ended = false;
    wxStaticText *m_heading = nullptr;
    wxStaticText *m_notice = nullptr;
    wxTextCtrl *m_pasted = nullptr; // null: no such way
    wxButton *m_open = nullptr;
};

} // namespace mmf::ui
