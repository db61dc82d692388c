#include "wx_host/notification_row.hpp"

#include "wx_host/accessibility_gtk.hpp"
#include "wx_host/translate.hpp"
#include "wx_host/utf8.hpp"

#include <algorithm>
#include <utility>
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
constexpr int LongestTitle = 180; // pixels

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

NotificationRow::NotificationRow(wxWindow *parent, Calls calls)
    : wxPanel(parent),
      m_icon(new wxStaticBitmap(this, wxID_ANY, wxNullBitmap)),
      m_title(new wxStaticText(this, wxID_ANY, wxEmptyString, wxDefaultPosition, wxDefaultSize,
                               wxST_ELLIPSIZE_END)),
      m_text(new wxStaticText(this, wxID_ANY, wxEmptyString)),
      m_gauge(new wxGauge(this, wxID_ANY, GaugeRange, wxDefaultPosition, wxDLG_UNIT(this, wxSize(90, -1)),
                          wxGA_HORIZONTAL | wxGA_SMOOTH)),
      m_link(new wxHyperlinkCtrl(this, wxID_ANY, tr("Open the page"), "https://localhost")),
      m_button_row(new wxBoxSizer(wxHORIZONTAL)),
      m_dismiss(new wxBitmapButton(this, wxID_ANY, wxArtProvider::GetBitmap(wxART_CLOSE, wxART_MENU),
                                   wxDefaultPosition, wxDefaultSize, wxBORDER_NONE)),
      m_calls(std::move(calls))
{
    set_accessible_name(*m_gauge, tr("Progress").utf8_string());
    set_accessible_name(*m_dismiss, tr("Dismiss").utf8_string());
    m_dismiss->SetToolTip(tr("Dismiss this message"));
    m_dismiss->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { m_calls.dismiss(); });

    // Icons differ in width; the texts behind them are to be in line.
    m_icon->SetMinSize(FromDIP(wxSize(24, 24)));

    m_title->SetFont(m_title->GetFont().Bold());
    m_title->SetMaxSize(FromDIP(wxSize(LongestTitle, -1)));
    m_title->Hide();

    auto *row = new wxBoxSizer(wxHORIZONTAL);
    const int gap = FromDIP(8);
    row->Add(m_icon, 0, wxALIGN_CENTER_VERTICAL | wxALL, gap);
    row->Add(m_title, 0, wxALIGN_CENTER_VERTICAL | wxRIGHT, gap);
    row->Add(m_text, 1, wxALIGN_CENTER_VERTICAL | wxTOP | wxBOTTOM, gap);
    row->Add(m_gauge, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, gap);
    row->Add(m_link, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, gap);
    row->Add(m_button_row, 0, wxALIGN_CENTER_VERTICAL);
    row->Add(m_dismiss, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, gap);
    row->AddSpacer(gap);
    SetSizer(row);
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent &event) { // also another font
        event.Skip();
        m_fitted_room = 0;
        CallAfter([this] { fit_text(); });
    });
    Bind(wxEVT_SIZE, [this](wxSizeEvent &event) {
        event.Skip();
        // Not from here: GTK drops what is sized while it sizes.
        CallAfter([this] { fit_text(); });
    });
}

void NotificationRow::show(NotificationKind kind, const std::string &text, const std::string &link)
{
    const bool is_other_kind = kind != m_kind || !m_icon->GetBitmap().IsOk();
    m_kind = kind;
    if (is_other_kind)
        m_icon->SetBitmap(wxArtProvider::GetBitmap(icon_of(kind), wxART_MENU));
    set_label(wxString::FromUTF8(as_utf8(text)).Left(LongestText));
    m_gauge->Show(kind == NotificationKind::Working);
    m_link->Show(!link.empty());
    if (!link.empty()) {
        m_link->SetURL(wxString::FromUTF8(link.c_str()));
        m_link->SetToolTip(m_link->GetURL());
    }
    if (is_other_kind)
        remove_buttons();
    // What is under way cannot be dismissed: its outcome would come as a surprise.
    m_dismiss->Show(is_final());
    Layout();
    fit_text();
}

void NotificationRow::show_title(const std::string &title)
{
    const wxString label = wxString::FromUTF8(as_utf8(title)).Left(LongestText);
    if (label == m_title->GetLabelText())
        return;
    m_title->SetLabelText(label);
    m_title->SetToolTip(label);
    m_title->Show(!label.empty());
    Layout();
    fit_text();
}

void NotificationRow::show_buttons(std::vector<Button> buttons)
{
    const bool are_same = std::equal(m_buttons.begin(), m_buttons.end(), buttons.begin(), buttons.end(),
                                     [](const Button &a, const Button &b) { return a.label == b.label; });
    if (are_same) {
        m_buttons = std::move(buttons);
        return;
    }
    remove_buttons();
    m_buttons = std::move(buttons);
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const wxString label = wxString::FromUTF8(as_utf8(m_buttons[i].label)).Left(LongestLabel);
        auto *button = new wxButton(this, wxID_ANY, label);
        button->Bind(wxEVT_BUTTON, [this, i](wxCommandEvent &) { press(i); });
        button->MoveBeforeInTabOrder(m_dismiss);
        if (!m_buttons[i].tooltip.empty())
            button->SetToolTip(wxString::FromUTF8(as_utf8(m_buttons[i].tooltip)));
        m_button_row->Add(button, 0, wxALIGN_CENTER_VERTICAL | wxLEFT, FromDIP(8));
        m_button_windows.push_back(button);
    }
    Layout();
    fit_text();
}

void NotificationRow::press(std::size_t button)
{
    const auto function = m_buttons.at(button).press; // which may replace it
    function();
}

void NotificationRow::remove_buttons()
{
    m_buttons.clear();
    for (wxButton *button : std::exchange(m_button_windows, {})) {
        m_button_row->Detach(button);
        button->Hide();
        // Not at once: this may be called by its own handler.
        button->CallAfter([button] { button->Destroy(); });
    }
}

void NotificationRow::show_fraction(double fraction)
{
    if (fraction >= 0)
        m_gauge->SetValue(static_cast<int>(std::min(fraction, 1.0) * GaugeRange));
    else
        m_gauge->Pulse();
}

void NotificationRow::set_label(const wxString &label)
{
    if (label == m_label)
        return;
    m_label = label;
    m_fitted_room = 0;
    m_text->SetLabelText(m_label);
    m_text->SetToolTip(m_label);
}

void NotificationRow::fit_text()
{
    int used = 0;
    for (const wxSizerItem *item : GetSizer()->GetChildren()) {
        if (item->IsShown() && item->GetWindow() != m_text)
            used += item->GetMinSizeWithBorder().x;
    }
    const int room = GetClientSize().x - used;
    if (room < FromDIP(80) || room == m_fitted_room)
        return;
    m_fitted_room = room;
    m_text->SetLabelText(m_label);
    // Wrapping measures every word anew: tens of milliseconds, where most texts have room.
    if (m_text->GetBestSize().x > room)
        m_text->Wrap(room);
    if (m_text->GetBestSize().y != m_text->GetMinHeight()) {
        m_text->SetMinSize(wxSize(-1, m_text->GetBestSize().y));
        InvalidateBestSize();
        Layout();
        m_calls.height_changed();
    }
}

} // namespace wx_host
