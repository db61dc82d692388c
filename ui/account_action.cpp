#include "account_action.hpp"

#include "account_dialog.hpp"
#include "entry/app.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>

namespace mmf::ui {

void AccountAction::show()
{
    ++m_asked;
    m_backend.engine().look_up_account();
}

void AccountAction::handle(const publish::AccountChanged &account)
{
    m_account = account;
    if (m_shown != nullptr) {
        m_shown->show(m_backend.profile(), account);
        look_up_avatar();
    }
    if (m_asked == 0 || m_shown != nullptr) {
        return;
    }
    const bool may_show = m_backend.host().is_attended() && !m_backend.has_front_window();
    ActionOutcome outcome;
    outcome.message = (may_show ? show_dialog() : account_text(account)).utf8_string();
    for (; m_asked > 0; --m_asked) {
        m_backend.host().tell_outcome(action::Account, outcome);
    }
}

void AccountAction::handle(const publish::LinkChecked &checked)
{
    if (m_shown != nullptr) {
        m_shown->show_check(link_text(checked));
    }
}

void AccountAction::handle(const publish::AvatarFound &found)
{
    if (m_shown != nullptr) {
        m_shown->show(found.avatar);
    }
}

void AccountAction::handle(const publish::LinkEnded &ended)
{
    if (m_shown == nullptr) {
        return;
    }
    if (!ended.error) {
        m_shown->say(wxString());
    } else if (ended.error->kind != ErrorKind::Cancelled) {
        m_shown->say(sentence(*ended.error), Icon::Warning);
    }
}

// What came of it.
wxString AccountAction::show_dialog()
{
    const bool was_linked = m_account.is_linked;
    AccountDialog::Wishes wishes;
    wishes.link = [this] { link(); };
    wishes.check_link = [this] { m_backend.engine().check_link(); };
    wishes.unlink = [this] { unlink(); };
    wishes.switch_account = [this] { switch_account(); };
    if (m_connection.can_ask()) {
        wishes.change_connection = [this] { change_connection(); };
    }
    AccountDialog dialog(m_backend.front_window(), std::move(wishes));
    m_shown = &dialog;
    m_pictured.clear();
    dialog.show(m_backend.profile(), m_account);
    dialog.CentreOnParent();
    look_up_avatar();
    m_backend.set_front_window(&dialog);
    dialog.ShowModal();
    m_backend.set_front_window(nullptr);
    m_shown = nullptr;
    return was_linked && !m_account.is_linked ? tr("The link was forgotten.") : account_text(m_account);
}

// Once for each who is linked.
void AccountAction::look_up_avatar()
{
    const std::string &name = m_account.name;
    if (m_account.is_linked && !name.empty() && m_pictured != name) {
        m_pictured = name;
        m_backend.engine().look_up_avatar();
    } else if (!m_account.is_linked) {
        m_pictured.clear();
    }
}

void AccountAction::link()
{
    m_shown->say(wxString());
    m_backend.engine().link();
}

void AccountAction::unlink()
{
    m_backend.engine().unlink();
    m_shown->say(tr("The link was forgotten on this computer. To withdraw the permission itself, use your "
                    "account settings on MyMiniFactory."),
                 Icon::Information);
}

// The sign-in begins with nothing of the one before: neither a token nor a cookie of the slicer's own window.
void AccountAction::switch_account()
{
    if (is_held_up(tr("An upload is under way. Switch the account when it has ended."))) {
        return;
    }
    m_shown->say(wxString());
    m_backend.engine().unlink();
    m_backend.engine().link();
}

void AccountAction::change_connection()
{
    if (is_held_up(tr("An upload is under way. Change the connection when it has ended."))) {
        return;
    }
    auto changed = m_connection.ask(m_shown, tr("&Save"));
    if (changed && *changed) {
        if (auto restarted = m_wishes.restart(); !restarted) {
            changed = tl::unexpected(restarted.error());
        } else {
            m_backend.engine().look_up_account(); // with the new client, for this dialog
        }
    }
    if (!changed) {
        m_shown->say(sentence(changed.error()), Icon::Warning);
    }
}

bool AccountAction::is_held_up(const wxString &reason)
{
    const bool is_busy = m_wishes.is_busy();
    if (is_busy) {
        m_shown->say(reason, Icon::Information);
    }
    return is_busy;
}

} // namespace mmf::ui
