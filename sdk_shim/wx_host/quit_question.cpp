#include "wx_host/quit_question.hpp"

#include "wx_host/translate.hpp"

#include <vector>
#include <wx/msgdlg.h>

namespace wx_host {

bool may_quit(wxWindow &parent, const std::string &host_name, const slicer_sdk::PluginRegistry &plugins,
              const ShowModal &show_modal)
{
    const std::vector<slicer_sdk::BusyPlugin> busy = plugins.busy_plugins();
    if (busy.empty())
        return true;
    wxString text;
    for (const slicer_sdk::BusyPlugin &plugin : busy) {
        text += (text.empty() ? "" : "\n") +
                (plugin.text.empty() ? tr("It is still at work.") : wxString::FromUTF8(plugin.text));
    }
    wxMessageDialog dialog(&parent,
                           wxString::Format(tr("%s is still at work"),
                                            wxString::FromUTF8(busy.front().plugin->descriptor().name)),
                           wxString::Format(tr("Quit %s?"), wxString::FromUTF8(host_name)),
                           wxYES_NO | wxNO_DEFAULT | wxICON_QUESTION);
    dialog.SetExtendedMessage(text + "\n\n" +
                              tr("If you quit, it is paused and can go on at the next start."));
    dialog.SetYesNoLabels(tr("&Quit and pause"), tr("&Wait"));
    return show_modal(dialog) == wxID_YES;
}

} // namespace wx_host
