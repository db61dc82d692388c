#include "suggestion_list.hpp"

#include "accessibility_gtk.hpp"

#include <algorithm>
#include <utility>

namespace mmf::ui {

SuggestionList::SuggestionList(wxWindow *parent, const wxString &name,
                               std::function<void(const std::string &)> on_choice)
    : wxListBox(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, nullptr, wxLB_SINGLE | wxLB_NEEDED_SB)
{
    SetCanFocus(false);
    set_accessible_name(*this, name);
    Hide();
    Bind(wxEVT_LISTBOX, [this, on_choice = std::move(on_choice)](wxCommandEvent &event) {
        const auto index = static_cast<std::size_t>(event.GetSelection());
        if (event.GetSelection() >= 0 && index < m_suggestions.size()) {
            on_choice(std::string(m_suggestions[index]));
        }
    });
}

void SuggestionList::offer(std::vector<std::string> suggestions, const wxWindow &field)
{
    if (suggestions.empty()) {
        m_suggestions.clear();
        Hide();
        return;
    }
    if (suggestions != m_suggestions) {
        m_suggestions = std::move(suggestions);
        wxArrayString rows;
        for (const std::string &suggestion : m_suggestions) {
            rows.Add(wxString::FromUTF8(suggestion));
        }
        Set(rows);
    }
    SetSelection(wxNOT_FOUND);
    lay_out(field);
    Show();
    Raise();
}

void SuggestionList::lay_out(const wxWindow &field)
{
    constexpr int Padding = 8; // of a row, and as much around all
    const int row = GetCharHeight() + FromDIP(Padding);
    const int height = row * static_cast<int>(m_suggestions.size()) + FromDIP(Padding);
    const wxRect place = field.GetRect();
    const int room_below = GetParent()->GetClientSize().y - place.GetBottom();
    // Where there is more of it, above.
    const bool is_below = height <= room_below || room_below >= place.y;
    const int shown = std::min(height, is_below ? room_below : place.y);
    SetSize(place.x, is_below ? place.GetBottom() + 1 : place.y - shown, place.width, shown);
}

void SuggestionList::move_selection(int step)
{
    // One place more than there are rows: none.
    const int places = static_cast<int>(m_suggestions.size()) + 1;
    const int selected = GetSelection();
    const int now = selected == wxNOT_FOUND ? places - 1 : selected;
    const int next = (now + step + places) % places;
    SetSelection(next == places - 1 ? wxNOT_FOUND : next);
}

std::string SuggestionList::selected() const
{
    const int index = IsShown() ? GetSelection() : wxNOT_FOUND;
    return index == wxNOT_FOUND ? std::string() : m_suggestions[static_cast<std::size_t>(index)];
}

} // namespace mmf::ui
