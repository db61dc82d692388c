// Asks for a user name and a password, where the service has no sign-in page to ask for them itself. What is
// typed goes to who shows it and is kept nowhere. [main-thread]; lives for one question, owned by who asks.
#pragma once

#include "auth/authorization.hpp"

#include <wx/dialog.h>

class wxButton;
class wxCheckBox;
class wxFlexGridSizer;
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
    wxTextCtrl *add_field(wxFlexGridSizer &grid, const wxString &label, const wxString &value, long style);
    void check();

    bool m_has_ended = false;
    wxTextCtrl *m_username = nullptr;
    wxTextCtrl *m_password = nullptr;
    wxCheckBox *m_is_anonymous = nullptr; // null: there are no such accounts
    wxButton *m_sign_in = nullptr;
};

} // namespace mmf::ui
