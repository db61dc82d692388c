#include "prusaslicer/host_menu.hpp"

#include "prusaslicer/host_labels.hpp"

#include <algorithm>
#include <wx/event.h>
#include <wx/menu.h>
#include <wx/translation.h>
#include <wx/window.h>

namespace prusaslicer {

namespace {

/** Without mnemonic and shortcut: translators move the former, users may change the latter. */
wxString bare(const wxString &label)
{
    return wxMenuItem::GetLabelText(label);
}

template <class Labels>
bool is_one_of(const Labels &labels, const wxMenuItem &item)
{
    return std::any_of(labels.begin(), labels.end(), [&](const char *label) {
        return item.GetItemLabelText() ==
               bare(wxGetTranslation(wxString::FromUTF8(label)) + wxString::FromUTF8(Dots));
    });
}

std::optional<HostMenu> find_in(wxMenu &menu)
{
    const wxMenuItemList &items = menu.GetMenuItems();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (wxMenu *submenu = items[i]->GetSubMenu()) {
            if (auto found = find_in(*submenu))
                return found;
        } else if (is_one_of(StlItems, *items[i])) {
            const bool has_more = i + 1 < items.size() && is_one_of(StlItemsBehind, *items[i + 1]);
            return HostMenu{&menu, items[i], i + (has_more ? 2 : 1), nullptr};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<HostMenu> find_host_menu(const wxMenuBar &bar)
{
    std::optional<HostMenu> found;
    wxMenu *configuration = nullptr;
    for (std::size_t i = 0; i < bar.GetMenuCount(); ++i) {
        if (!found)
            found = find_in(*bar.GetMenu(i));
        if (bar.GetMenuLabelText(i) == bare(wxGetTranslation(ConfigurationMenu)))
            configuration = bar.GetMenu(i);
    }
    if (found)
        found->configuration = configuration;
    return found;
}

bool is_enabled_by_host(const wxMenuItem &item)
{
    // Asked anew: the item itself is only brought up to date when its menu opens.
    wxUpdateUIEvent question(item.GetId());
    question.SetEventObject(item.GetMenu());
    const wxWindow *window = item.GetMenu()->GetWindow();
    if (window != nullptr && window->GetEventHandler()->ProcessEvent(question) && question.GetSetEnabled())
        return question.GetEnabled();
    return item.IsEnabled();
}

} // namespace prusaslicer
