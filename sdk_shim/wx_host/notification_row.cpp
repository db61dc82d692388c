#include "wx_host/notification_row.hpp"

#include "wx_host/accessibility_gtk.hpp"
#include "wx_host/translate.hpp"
#include "wx_host/utf8.hpp"

#include <algorithm>
#include <wx/artprov.h>
#include <wx/bmpbuttn.h>
#include <wx/button.h>
#include <wx/gauge.h>
#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace wx_host {

namespace {

constexpr int GaugeRange = 1000;
constexpr int LongestText = 600;
constexpr int LongestLabel = 40;

wxString icon_of(NotificationKind kind)
{
    switch (kind) {
    case NotificationKind::Good:
        return wxART_TICK_MARK;
    case NotificationKind::Warning:
        return wxART_WARNING;
    case NotificationKind::Bad:
        return wxART_ERROR;
    case NotificationKind::Working:
        return wxART_GO_FORWARD;
    case NotificationKind::Neutral:
        break;
    }
    return wxART_INFORMATION;
}

} // namespace

NotificationRow::NotificationRow(wxWindow *parent, std::function<void()> on_dismiss)
    : wxPanel(parent),
      m_icon(new wxStaticBitmap(this, wxID_ANY, wxNullBitmap)),
      m_text(new wxStaticText(this, wxID_ANY, wxEmptyString)),
      m_gauge(new wxGauge(this, wxID_ANY, GaugeRange, wxDefaultPosition, wxDLG_UNIT(this, wxSize(90, -1)),
                          wxGA_HORIZONTAL | wxGA_SMOOTH)),
      m_link(new wxHyperlinkCtrl(this, wxID_ANY, tr("Open the page"), "https://localhost")),
      m_accept(new wxButton(this, wxID_ANY, "OK")),
      m_dismiss(new wxBitmapButton(this, wxID_ANY, wxArtProvider::GetBitmap(wxART_CLOSE, wxART_MENU),
                                   wxDefaultPosition, wxDefaultSize, wxBORDER_NONE))
{
    set_accessible_name(*m_gauge, tr("Progress").utf8_string());
    set_accessible_name(*m_dismiss, tr("Dismiss").utf8_string());
    m_dismiss->SetToolTip(tr("Dismiss this message"));
    m_dismiss->Bind(wxEVT_BUTTON, [on_dismiss = std::move(on_dismiss)](wxCommandEvent &) { on_dismiss(); });

    m_accept->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        const auto on_accept = m_on_accept; // which may replace it
        on_accept();
    });

    // Icons differ in width; the texts behind them are to be in line.
    m_icon->SetMinSize(FromDIP(wxSize(24, 24)));

    auto *row = new wxBoxSizer(wxHORIZONTAL);
    const int gap = FromDIP(8);
    row->Add(m_icon, 0, wxALIGN_CENTER_VERTICAL | wxALL, gap);
    row->Add(m_text, 1, wxALIGN_CENTER_VERTICAL | wxTOP | wxBOTTOM, gap);
    row->Add(m_gauge, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, gap);
    row->Add(m_link, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, gap);
    row->Add(m_accept, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, gap);
    row->Add(m_dismiss, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, gap);
    row->AddSpacer(gap);
    SetSizer(row);
    Bind(wxEVT_SIZE, [this](wxSizeEvent &event) {
        event.Skip();
        wrap_text();
    });
}

void NotificationRow::show(NotificationKind kind, const std::string &text, const std::string &link)
{
    const bool is_other_kind = kind != m_kind || !m_icon->GetBitmap().IsOk();
    m_kind = kind;
    if (is_other_kind)
        m_icon->SetBitmap(wxArtProvider::GetBitmap(icon_of(kind), wxART_MENU));
    m_label = wxString::FromUTF8(as_utf8(text)).Left(LongestText);
    m_text->SetLabelText(m_label);
    m_text->SetToolTip(m_label);
    m_gauge->Show(kind == NotificationKind::Working);
    m_accept->Hide();
    m_link->Show(!link.empty());
    if (!link.empty()) {
        m_link->SetURL(wxString::FromUTF8(link.c_str()));
        m_link->SetToolTip(m_link->GetURL());
    }
    // What is under way cannot be dismissed: its outcome would come as a surprise.
    m_dismiss->Show(is_final());
    Layout();
    wrap_text();
}

void NotificationRow::show_offer(const std::string &text, const std::string &label,
                                 std::function<void()> on_accept)
{
    show(NotificationKind::Neutral, text, "");
    m_on_accept = std::move(on_accept);
    m_accept->SetLabel(wxString::FromUTF8(as_utf8(label)).Left(LongestLabel));
    m_accept->Show();
    Layout();
    wrap_text();
}

void NotificationRow::show_fraction(double fraction)
{
    if (fraction >= 0)
        m_gauge->SetValue(static_cast<int>(std::min(fraction, 1.0) * GaugeRange));
    else
        m_gauge->Pulse();
}

void NotificationRow::wrap_text()
{
    int used = 0;
    for (const wxSizerItem *item : GetSizer()->GetChildren()) {
        if (item->IsShown() && item->GetWindow() != m_text)
            used += item->GetMinSizeWithBorder().x;
    }
    const int room = GetClientSize().x - used;
    if (room < FromDIP(80))
        return;
    m_text->SetLabelText(m_label);
    m_text->Wrap(room);
    if (m_text->GetBestSize().y != m_text->GetMinHeight()) {
        m_text->SetMinSize(wxSize(-1, m_text->GetBestSize().y));
        GetParent()->InvalidateBestSize();
        GetParent()->GetParent()->CallAfter([frame = GetParent()->GetParent()] { frame->Layout(); });
    }
}

} // namespace wx_host
