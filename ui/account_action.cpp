#include "account_action.hpp"

#include "account_dialog.hpp"
#include "entry/app.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/msgdlg.h>

namespace mmf::ui {

void AccountAction::show()
{
    ++m_asked;
    m_backend.engine().look_up_account();
}

void AccountAction::handle(const publish::AccountChanged &account)
{
    if (m_shown != nullptr) {
        m_shown->show(m_backend.profile(), account);
    }
    if (m_asked == 0 || m_shown != nullptr) {
        return;
    }
    const bool may_show = m_backend.host().is_attended() && !m_backend.has_front_window();
    ActionOutcome outcome;
    outcome.message = (may_show ? show_dialog(account) : account_text(account)).utf8_string();
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

// What came of it.
wxString AccountAction::show_dialog(const publish::AccountChanged &account)
{
    std::function<void(wxWindow *)> change;
    if (m_connection.can_ask()) {
        change = [this](wxWindow *dialog) { change_connection(dialog); };
    }
    AccountDialog dialog(m_backend.front_window(), std::move(change),
                         [this] { m_backend.engine().check_link(); });
    dialog.show(m_backend.profile(), account);
    dialog.CentreOnParent();
    m_shown = &dialog;
    m_backend.set_front_window(&dialog);
    const bool is_unlinked = dialog.ShowModal() == wxID_DELETE;
    m_backend.set_front_window(nullptr);
    m_shown = nullptr;
    if (!is_unlinked || !m_backend.has_started()) {
        return account_text(account);
    }
    m_backend.engine().unlink();
    return tr("The link was forgotten.");
}

void AccountAction::change_connection(wxWindow *dialog)
{
    if (m_wishes.is_busy()) {
        wxMessageBox(tr("An upload is under way. Change the connection when it has ended."),
                     tr("MyMiniFactory account"), wxOK | wxICON_INFORMATION, dialog);
        return;
    }
    auto changed = m_connection.ask(dialog, tr("&Save"));
    if (changed && *changed) {
        if (auto restarted = m_wishes.restart(); !restarted) {
            changed = tl::unexpected(restarted.error());
        } else {
            m_backend.engine().look_up_account(); // with the new client, for this dialog
        }
    }
    if (!changed) {
        wxMessageBox(sentence(changed.error()), tr("MyMiniFactory account"), wxOK | wxICON_WARNING, dialog);
    }
}

} // namespace mmf::ui
