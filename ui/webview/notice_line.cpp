#include "webview/notice_line.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

NoticeLine::NoticeLine(wxWindow *parent, const wxString &button_label, std::function<void()> on_button)
    : wxPanel(parent),
      m_text(new wxStaticText(this, wxID_ANY, wxString())),
      m_button(new wxButton(this, wxID_ANY, button_label))
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(m_text, wxSizerFlags(1).CentreVertical());
    row->Add(m_button, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(12)));
    SetSizer(row);
    Hide();
    m_button->Bind(wxEVT_BUTTON, [on_button = std::move(on_button)](wxCommandEvent &) { on_button(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent &event) {
        event.Skip();
        if (IsShown() && GetClientSize().x != m_wrapped_at) {
            CallAfter([this] { lay_out(); });
        }
    });
}

void NoticeLine::say(const wxString &text, bool with_button)
{
    m_whole_text = text;
    m_button->Show(with_button);
    Show();
    GetParent()->Layout();
    lay_out();
}

void NoticeLine::clear()
{
    if (IsShown()) {
        Hide();
        GetParent()->Layout();
    }
}

void NoticeLine::lay_out()
{
    m_wrapped_at = GetClientSize().x;
    const int beside = m_button->IsShown() ? m_button->GetBestSize().x + FromDIP(12) : 0;
    m_text->SetLabelText(m_whole_text);
    m_text->Wrap(std::max(m_wrapped_at - beside, FromDIP(100)));
    GetParent()->Layout();
}

} // namespace mmf::ui
