#include "wx_host/action_menu.hpp"

#include "loader/free_mnemonic.hpp"

#include <algorithm>
#include <wx/event.h>
#include <wx/menu.h>

namespace wx_host {

namespace {

/** A tab would begin a shortcut, and a text that is no UTF-8 would be an item without a label. */
wxString safe_text(const std::string &text, const std::string &otherwise)
{
    wxString safe = wxString::FromUTF8(text.c_str());
    if (safe.empty())
        safe = wxString::FromUTF8(otherwise.c_str());
    safe.Replace("\t", " ");
    safe.Replace("\n", " ");
    return safe;
}

slicer_sdk::Mnemonics mnemonics_of(const wxMenu &menu)
{
    slicer_sdk::Mnemonics taken;
    for (const wxMenuItem *item : menu.GetMenuItems()) {
        const std::string label = item->GetItemLabel().utf8_string();
        if (const char32_t mnemonic = slicer_sdk::mnemonic_of(label.substr(0, label.find('\t'))))
            taken.insert(mnemonic);
    }
    return taken;
}

} // namespace

bool has_actions(const slicer_sdk::PluginRegistry &plugins, const std::string &place)
{
    const std::vector<slicer_sdk::Action> actions = plugins.actions();
    return std::any_of(actions.begin(), actions.end(),
                       [&](const slicer_sdk::Action &action) { return action.place == place; });
}

int insert_actions(wxMenu &menu, std::size_t position, const std::string &place,
                   slicer_sdk::PluginRegistry &plugins, wxEvtHandler &target, const Perform &perform)
{
    slicer_sdk::Mnemonics taken = mnemonics_of(menu);
    int count = 0;
    for (const slicer_sdk::Action &action : plugins.actions()) {
        if (action.place != place)
            continue;
        const std::string label = slicer_sdk::with_free_mnemonic(action.label, taken);
        const int id =
            menu.Insert(position++, wxID_ANY, safe_text(label, action.id), safe_text(action.help, ""))
                ->GetId();
        // By id, not by pointer: the plugin may have gone when the last menu event comes.
        const std::string action_id = action.id;
        target.Bind(
            wxEVT_MENU, [perform, action_id](wxCommandEvent &) { perform(action_id); }, id);
        target.Bind(
            wxEVT_UPDATE_UI,
            [&plugins, action_id](wxUpdateUIEvent &event) { event.Enable(plugins.is_enabled(action_id)); },
            id);
        ++count;
    }
    return count;
}

int append_actions(wxMenu &menu, const std::string &place, slicer_sdk::PluginRegistry &plugins,
                   wxEvtHandler &target, const Perform &perform)
{
    return insert_actions(menu, menu.GetMenuItemCount(), place, plugins, target, perform);
}

} // namespace wx_host
