#include "diagnose_dialog.hpp"

#include "accessibility_gtk.hpp"
#include "diagnosis_sentences.hpp"
#include "dialog_parts.hpp"
#include "icons.hpp"
#include "text_area_gtk.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <vector>
#include <wx/activityindicator.h>
#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr int FoundWidth = 240; // at least

// Of all that is looked at.
std::vector<wxString> names()
{
    std::vector<wxString> names(diagnosis::Everything.size());
    std::transform(diagnosis::Everything.begin(), diagnosis::Everything.end(), names.begin(), name_of);
    return names;
}

} // namespace

DiagnoseDialog::DiagnoseDialog(wxWindow *parent, std::function<wxString()> report)
    : wxDialog(parent, wxID_ANY, tr("Diagnose the MyMiniFactory connection"), wxDefaultPosition,
               wxDefaultSize, wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      m_report(std::move(report))
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    add_summary(*column);
    add_list(*column);
    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
    add_buttons(*all);
    SetSizerAndFit(all);
    SetMinSize(GetSize());
    CentreOnParent();
    m_activity->Start();
    say(tr("Looking at the connection…"));
    m_close->SetFocus();
    Bind(wxEVT_SIZE, [this](wxSizeEvent &event) {
        event.Skip();
        if (GetClientSize().x != m_wrapped_at) {
            CallAfter([this] { say(m_whole_summary); });
        }
    });
}

void DiagnoseDialog::add_summary(wxSizer &column)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    m_activity = new wxActivityIndicator(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(16, 16)));
    m_icon = new wxStaticBitmap(this, wxID_ANY, wxBitmapBundle());
    m_icon->Hide();
    m_summary = new wxStaticText(this, wxID_ANY, wxString());
    m_summary->SetFont(m_summary->GetFont().Bold());
    row->Add(m_activity, wxSizerFlags().Top().Border(wxRIGHT, FromDIP(8)));
    row->Add(m_icon, wxSizerFlags().Top().Border(wxRIGHT, FromDIP(8)));
    row->Add(m_summary, wxSizerFlags(1));
    column.Add(row, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(12)));
}

void DiagnoseDialog::add_list(wxSizer &column)
{
    const wxSize least = FromDIP(wxSize(590, 330));
    m_list = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition, least);
    set_accessible_name(*m_list, tr("What was looked at"));
    const int resizable = wxDATAVIEW_COL_RESIZABLE;
    const int result =
        FromDIP(SmallIcon + 4) +
        column_width(*this, 96,
                     {tr("Result"), word_for(diagnosis::State::Ok), word_for(diagnosis::State::Warning),
                      word_for(diagnosis::State::Failed), word_for(diagnosis::State::Skipped)});
    m_list->AppendIconTextColumn(tr("Result"), wxDATAVIEW_CELL_INERT, result, wxALIGN_LEFT, resizable);
    const int what = column_width(*this, 0, names());
    m_list->AppendTextColumn(tr("What"), wxDATAVIEW_CELL_INERT, what, wxALIGN_LEFT, resizable);
    auto *found = m_list->AppendTextColumn(tr("Found"), wxDATAVIEW_CELL_INERT, FromDIP(FoundWidth),
                                           wxALIGN_LEFT, resizable);
    found->GetRenderer()->EnableEllipsize(wxELLIPSIZE_END);
    const int others = result + what + FromDIP(ScrollBarWidth);
    give_rest_to(*found, others, FromDIP(FoundWidth));
    m_list->SetMinSize({std::max(least.x, others + FromDIP(FoundWidth)), least.y});
    column.Add(m_list, wxSizerFlags(1).Expand());
    const wxString label = tr("&Details:");
    column.Add(new wxStaticText(this, wxID_ANY, label), wxSizerFlags().Border(wxTOP, FromDIP(12)));
    m_details = new wxTextCtrl(this, wxID_ANY, wxString(), wxDefaultPosition, FromDIP(wxSize(590, 84)),
                               wxTE_MULTILINE | wxTE_READONLY);
    set_accessible_name_by_label(*m_details, label);
    pad_text_area(*m_details);
    column.Add(m_details, wxSizerFlags().Expand().Border(wxTOP, FromDIP(4)));
    m_list->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent &) { show_details(); });
}

void DiagnoseDialog::add_buttons(wxSizer &column)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    m_copy = new wxButton(this, wxID_ANY, tr("Copy &report"));
    m_copy->Disable();
    m_close = new wxButton(this, wxID_CANCEL, tr("&Cancel"));
    row->Add(m_copy);
    row->AddStretchSpacer();
    row->Add(m_close, wxSizerFlags().Border(wxLEFT, FromDIP(24)));
    column.Add(row, wxSizerFlags().Expand().Border(wxALL, FromDIP(16)));
    m_close->SetDefault();
    m_copy->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        m_details->ChangeValue(copy_text(m_report()) ? tr("The report was copied. Nothing secret is in it.")
                                                     : tr("The report could not be copied."));
    });
}

void DiagnoseDialog::show_check(const diagnosis::Check &check)
{
    const auto place = std::upper_bound(
        m_checks.begin(), m_checks.end(), check,
        [](const diagnosis::Check &a, const diagnosis::Check &b) { return a.what < b.what; });
    wxVector<wxVariant> row;
    wxVariant result;
    result << wxDataViewIconText(word_for(check.state), bitmap_of(icon_of(check.state), SmallIcon));
    row.push_back(result);
    row.push_back(name_of(check.what));
    row.push_back(sentence(check));
    m_list->InsertItem(static_cast<unsigned>(place - m_checks.begin()), row);
    m_checks.insert(place, check);
}

void DiagnoseDialog::show_end()
{
    const diagnosis::State worst = worst_of(m_checks);
    m_activity->Stop();
    m_activity->Hide();
    m_icon->SetBitmap(bitmap_of(icon_of(worst), SmallIcon));
    m_icon->Show();
    say(summary(m_checks));
    m_copy->Enable();
    m_close->SetLabel(tr("&Close"));
    // What matters is shown in full without a search for it.
    const auto row = std::find_if(m_checks.begin(), m_checks.end(),
                                  [&](const diagnosis::Check &check) { return check.state == worst; });
    if (row != m_checks.end()) {
        m_list->SelectRow(static_cast<unsigned>(row - m_checks.begin()));
        show_details();
    }
}

void DiagnoseDialog::show_details()
{
    const int row = m_list->GetSelectedRow();
    if (row != wxNOT_FOUND) {
        m_details->ChangeValue(sentence(m_checks[static_cast<std::size_t>(row)]));
    }
}

void DiagnoseDialog::say(const wxString &text)
{
    constexpr int Beside = 2 * 16 + 24; // the margins, and an icon with its gap
    constexpr int Least = 200;
    m_whole_summary = text;
    m_wrapped_at = GetClientSize().x;
    set_paragraph(*m_summary, text, std::max(ToDIP(m_wrapped_at) - Beside, Least));
    Layout();
}

} // namespace mmf::ui
