#include "account_action.hpp"

#include "entry/app.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/msgdlg.h>

namespace mmf::ui {

void AccountAction::show()
{
    m_is_wanted = true;
    m_backend.engine().look_up_account();
}

void AccountAction::handle(const publish::AccountChanged &account)
{
    if (!std::exchange(m_is_wanted, false)) {
        return;
    }
    Host &host = m_backend.host();
    ActionOutcome outcome;
    outcome.message = account_text(account).utf8_string();
    if (host.is_attended()) {
        const long buttons = account.is_linked ? wxYES_NO | wxNO_DEFAULT : wxOK;
        wxMessageDialog dialog(host.top_window(), account_text(account), tr("MyMiniFactory account"),
                               buttons | wxICON_INFORMATION);
        dialog.SetYesNoLabels(tr("&Unlink"), tr("&Close"));
        if (account.is_linked) {
            dialog.SetExtendedMessage(
                tr("Unlinking forgets the link on this computer. To withdraw the permission "
                   "itself, use your account settings on MyMiniFactory."));
        }
        if (dialog.ShowModal() == wxID_YES) {
            m_backend.engine().unlink();
            outcome.message = tr("The link was forgotten.").utf8_string();
        }
    }
    host.tell_outcome(action::Account, outcome);
}

} // namespace mmf::ui
