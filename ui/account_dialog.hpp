// Who is linked and to which service, for how long, and the ways to change that. It decides nothing: it says
// what the person wants. [main-thread]; owned by who shows it.
#pragma once

#include "api/avatar.hpp"
#include "auth/profile.hpp"
#include "notice.hpp"
#include "publish/engine.hpp"

#include <functional>
#include <optional>
#include <string>
#include <wx/dialog.h>

class wxBoxSizer;
class wxButton;
class wxStaticBitmap;
class wxStaticText;

namespace mmf::ui {

class AccountDialog final : public wxDialog
{
public:
    // Called from within the dialog.
    struct Wishes
    {
        std::function<void()> link;
        std::function<void()> unlink;
        std::function<void()> check_link; // ends with `show_check`
        std::function<void()> switch_account;
        std::function<void()> change_connection; // null: the settings are not to be changed here
    };

    AccountDialog(wxWindow *parent, Wishes wishes);

    void show(const auth::Profile &profile, const publish::AccountChanged &account);
    // Of who is shown now.
    void show(const api::Avatar &avatar);
    void show_check(const wxString &text);
    // What came of a wish; empty: nothing.
    void say(const wxString &text, std::optional<Icon> icon = std::nullopt);

private:
    void add_account(wxBoxSizer &column);
    void add_buttons(wxBoxSizer &column, Wishes wishes);
    void create_account();
    void show_buttons(bool is_linked);
    void fit();

    std::string m_register_url; // empty: not known
    bool m_is_linked = false;

    wxStaticBitmap *m_avatar = nullptr;
    wxStaticText *m_account = nullptr;
    wxStaticText *m_service = nullptr;
    wxStaticText *m_life = nullptr;
    std::optional<Notice> m_notice; // always there once it is built
    wxButton *m_link = nullptr;
    wxButton *m_create = nullptr;
    wxButton *m_check = nullptr;
    wxButton *m_switch = nullptr;
    wxButton *m_unlink = nullptr;
    wxButton *m_close = nullptr;
};

} // namespace mmf::ui
