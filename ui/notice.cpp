#include "notice.hpp"

#include "dialog_parts.hpp"

#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int Gap = 8; // between the icon and the words

}

Notice::Notice(wxWindow &parent, wxSizer &column, int width)
    : m_width(width),
      m_icon(new wxStaticBitmap(&parent, wxID_ANY, wxBitmapBundle())),
      m_text(new wxStaticText(&parent, wxID_ANY, wxString()))
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(m_icon, wxSizerFlags().Top().Border(wxRIGHT, parent.FromDIP(Gap)));
    row->Add(m_text, wxSizerFlags(1));
    column.Add(row, wxSizerFlags().Expand().Border(wxTOP, parent.FromDIP(12)));
    m_icon->Hide();
    m_text->Hide();
}

void Notice::say(const wxString &text, std::optional<Icon> icon)
{
    const int beside = icon ? SmallIcon + Gap : 0;
    m_icon->SetBitmap(icon ? bitmap_of(*icon, SmallIcon) : wxBitmapBundle());
    m_icon->Show(icon.has_value());
    set_paragraph(*m_text, text, m_width - beside);
    m_text->Show(!text.empty());
}

} // namespace mmf::ui
