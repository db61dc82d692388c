#include "tag_chips.hpp"

#include "accessibility_gtk.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/button.h>

namespace mmf::ui {

namespace {

constexpr int Gap = 4; // in DIPs

class Chip final : public wxButton
{
public:
    using wxButton::wxButton;
    bool AcceptsFocusFromKeyboard() const override { return false; }
};

// Enough of it to know it again.
wxString chip_label(const wxString &tag)
{
    constexpr std::size_t Enough = 40;
    const wxString shown = tag.length() <= Enough ? tag : tag.Left(Enough) + wxString::FromUTF8("…");
    return " " + wxControl::EscapeMnemonics(shown) + wxString::FromUTF8("  ✕ "); // GTK leaves it no room
}

} // namespace

TagChips::TagChips(wxWindow *parent, Wishes wishes) : wxPanel(parent), m_wishes(std::move(wishes))
{
    Hide();
    Bind(wxEVT_CHAR_HOOK, &TagChips::on_key, this);
}

void TagChips::show(const std::vector<std::string> &tags)
{
    if (tags == m_tags) {
        return;
    }
    // What stays keeps its chip, and with it the focus.
    std::vector<std::string> left = std::move(m_tags);
    std::vector<wxButton *> chips;
    for (const std::string &tag : tags) {
        const auto found = std::find(left.begin(), left.end(), tag);
        if (found == left.end()) {
            chips.push_back(add_chip(tag));
            continue;
        }
        const auto place = m_chips.begin() + (found - left.begin());
        chips.push_back(*place);
        m_chips.erase(place);
        left.erase(found);
    }
    for (wxButton *chip : m_chips) {
        chip->Destroy();
    }
    m_chips = std::move(chips);
    m_tags = tags;
    Show(!m_tags.empty());
}

wxButton *TagChips::add_chip(const std::string &tag)
{
    const wxString text = wxString::FromUTF8(tag);
    auto *chip = new Chip(this, wxID_ANY, chip_label(text), wxDefaultPosition, wxDefaultSize, wxBU_EXACTFIT);
    set_accessible_name(*chip, wxString::Format(tr("Remove tag “%s”"), text));
    chip->Bind(wxEVT_BUTTON, [this, chip](wxCommandEvent &) {
        const auto place = std::find(m_chips.begin(), m_chips.end(), chip) - m_chips.begin();
        remove(static_cast<std::size_t>(place), m_chips.size()); // back to the field
    });
    return chip;
}

void TagChips::focus(std::size_t chip)
{
    m_chips.at(chip)->SetFocus();
}

void TagChips::move_to(int chip)
{
    if (chip >= static_cast<int>(m_chips.size())) {
        m_wishes.leave();
    } else {
        focus(static_cast<std::size_t>(std::max(chip, 0)));
    }
}

void TagChips::on_key(wxKeyEvent &event)
{
    const auto found = std::find(m_chips.begin(), m_chips.end(), wxWindow::FindFocus());
    if (found == m_chips.end() || event.HasAnyModifiers()) {
        event.Skip();
        return;
    }
    const int chip = static_cast<int>(found - m_chips.begin());
    const auto index = static_cast<std::size_t>(chip);
    switch (event.GetKeyCode()) {
    case WXK_LEFT:
        move_to(chip - 1);
        break;
    case WXK_RIGHT:
        move_to(chip + 1);
        break;
    case WXK_HOME:
        move_to(0);
        break;
    case WXK_END:
        move_to(static_cast<int>(m_chips.size()) - 1);
        break;
    case WXK_UP:
        m_wishes.leave();
        break;
    case WXK_DELETE:
        remove(index, index);
        break;
    case WXK_BACK:
        remove(index, index == 0 ? 0 : index - 1);
        break;
    default:
        event.Skip();
    }
}

// Once the event of the chip, which ends with it, is over.
void TagChips::remove(std::size_t chip, std::size_t focused_then)
{
    CallAfter([this, tag = m_tags.at(chip), focused_then] {
        m_wishes.leave(); // or the focus would go with the chip to wherever
        m_wishes.remove(tag);
        if (focused_then < m_chips.size()) {
            focus(focused_then);
        }
    });
}

void TagChips::wrap(int width)
{
    const int gap = FromDIP(Gap);
    int x = 0;
    int y = gap;
    int row = 0;
    for (wxButton *chip : m_chips) {
        wxSize size = chip->GetBestSize();
        size.x = std::min(size.x, width);
        if (x > 0 && x + size.x > width) {
            x = 0;
            y += row + gap;
        }
        chip->SetSize(x, y, size.x, size.y);
        x += size.x + gap;
        row = size.y;
    }
    SetMinSize(wxSize(wxDefaultCoord, m_chips.empty() ? 0 : y + row));
}

} // namespace mmf::ui
