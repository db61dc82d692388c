// Asks for a user name and a password, where the service has no sign-in page to ask for them itself; of an
// account that is there or, where the service makes accounts that way, of one to be created. What is typed
// goes to who shows it and is kept nowhere. [main-thread]; lives for one question, owned by who asks.
#pragma once

#include "auth/authorization.hpp"

#include <wx/dialog.h>

class wxButton;
class wxCheckBox;
class wxSizer;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class PasswordDialog final : public wxDialog
{
public:
    // Says why an earlier answer was refused, if it was.
    PasswordDialog(wxWindow *parent, const auth::PasswordRequest &request);

    // Modal. Error: Cancelled, by the person or by `close`.
    Result<auth::PasswordGranted> run();
    // From within any event.
    void close();

private:
    struct Field
    {
        wxStaticText *label = nullptr;
        wxTextCtrl *entry = nullptr;
    };
    Field add_field(wxSizer &grid, const wxString &label, const wxString &value, long style);
    wxCheckBox *add_check_box(wxSizer &column, const wxString &label);
    bool is_new_account() const;
    void check();
    void show_what_fits();

    bool m_has_ended = false;
    wxTextCtrl *m_username = nullptr;
    wxTextCtrl *m_password = nullptr;
    Field m_repeated;                       // the password of a new account
    wxStaticText *m_differ = nullptr;       // says that they do
    wxCheckBox *m_is_anonymous = nullptr;   // null: there are no such accounts
    wxCheckBox *m_is_new_account = nullptr; // null: none can be made here
    wxButton *m_sign_in = nullptr;
};

} // namespace mmf::ui
