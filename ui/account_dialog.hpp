// Who is linked and to which service, and the way to change both. [main-thread]; owned by who shows it.
#pragma once

#include "auth/profile.hpp"
#include "publish/engine.hpp"

#include <functional>
#include <wx/dialog.h>

class wxButton;
class wxStaticText;

namespace mmf::ui {

class AccountDialog final : public wxDialog
{
public:
    // `change_connection` is called from within the dialog; null: the settings are not to be changed here.
    // `check_link` ends with `show_check`. ShowModal gives wxID_DELETE where the link is to be forgotten.
    AccountDialog(wxWindow *parent, std::function<void(wxWindow *dialog)> change_connection,
                  std::function<void()> check_link);

    void show(const auth::Profile &profile, const publish::AccountChanged &account);
    void show_check(const wxString &text);

private:
    void show_text(const wxString &text);

    wxStaticText *m_account = nullptr;
    wxStaticText *m_service = nullptr;
    wxStaticText *m_checked = nullptr;
    wxStaticText *m_about_unlinking = nullptr;
    wxButton *m_check = nullptr;
    wxButton *m_unlink = nullptr;
};

} // namespace mmf::ui
