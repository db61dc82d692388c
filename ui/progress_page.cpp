#include "progress_page.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "icons.hpp"
#include "progress_sentences.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>
#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/gauge.h>
#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

using publish::FileStage;

constexpr int GaugeSteps = 1000;
constexpr int PaintEvery = 200;       // milliseconds
constexpr std::size_t ShortName = 13; // letters that there is room for in any case

enum Column : unsigned
{
    StateColumn = 1,
    BytesColumn
};

} // namespace

ProgressPage::ProgressPage(wxWindow *parent, std::function<void()> try_now)
    : wxPanel(parent), m_try_now(std::move(try_now))
{
    const int gap = FromDIP(8);
    m_title =
        new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(m_title->GetFont().Bold());
    m_gauge = new wxGauge(this, wxID_ANY, GaugeSteps);
    set_accessible_name(*m_gauge, tr("Upload in all"));
    m_line = new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize,
                              wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_title, wxSizerFlags().Expand());
    column->Add(m_gauge, wxSizerFlags().Expand().Border(wxTOP | wxBOTTOM, gap));
    column->Add(m_line, wxSizerFlags().Expand());
    add_list(column);
    add_waiting(column);
    add_warning(column);
    SetSizer(column);
    m_timer.Bind(wxEVT_TIMER, [this](wxTimerEvent &) { paint(); });
}

void ProgressPage::add_list(wxSizer *column)
{
    const int gap = FromDIP(8);
    auto *label = new wxStaticText(this, wxID_ANY, tr("&Files:"));
    column->Add(label, wxSizerFlags().Border(wxTOP, 2 * gap));
    m_files = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(-1, 120)));
    set_accessible_name(*m_files, tr("Files"));
    const int resizable = wxDATAVIEW_COL_RESIZABLE;
    publish::FileProgress sample{FileStage::Sending, 99'900'000, 99'900'000};
    const int sent = column_width(*this, 0, {tr("Sent"), file_bytes_text(sample)});
    std::vector<wxString> states = {tr("State")};
    for (const FileStage stage : publish::EveryFileStage) {
        sample.stage = stage;
        states.push_back(file_state_text(sample));
    }
    const int state = column_width(*this, 0, states);
    const int least_of_names = column_width(*this, 0, {wxString('n', ShortName)});
    auto *name =
        m_files->AppendTextColumn(tr("File"), wxDATAVIEW_CELL_INERT, least_of_names, wxALIGN_LEFT, resizable);
    m_files->AppendTextColumn(tr("State"), wxDATAVIEW_CELL_INERT, state, wxALIGN_LEFT, resizable);
    m_files->AppendTextColumn(tr("Sent"), wxDATAVIEW_CELL_INERT, sent, wxALIGN_RIGHT, resizable);
    give_rest_to(*name, state + sent + FromDIP(ScrollBarWidth), least_of_names);
    column->Add(m_files, wxSizerFlags(1).Expand().Border(wxTOP, gap / 2));
}

// Takes its place from the list, so that nothing above it moves.
void ProgressPage::add_warning(wxSizer *column)
{
    const int gap = FromDIP(8);
    m_warning = new wxPanel(this);
    m_warning_text = new wxStaticText(m_warning, wxID_ANY, wxString());
    m_warning_link = make_link(*m_warning, tr("Open object page"));
    auto *icon = new wxStaticBitmap(m_warning, wxID_ANY, bitmap_of(Icon::Warning, SmallIcon));
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    auto *words = new wxBoxSizer(wxVERTICAL);
    words->Add(m_warning_text, wxSizerFlags().Expand());
    words->Add(m_warning_link, wxSizerFlags().Border(wxTOP, gap / 2));
    row->Add(icon, wxSizerFlags().Top().Border(wxRIGHT, gap));
    row->Add(words, wxSizerFlags(1));
    m_warning->SetSizer(row);
    m_warning->Hide();
    column->Add(m_warning, wxSizerFlags().Expand().Border(wxTOP, gap));
}

void ProgressPage::add_waiting(wxSizer *column)
{
    const int gap = FromDIP(8);
    m_waiting = new wxPanel(this);
    m_waiting_text = new wxStaticText(m_waiting, wxID_ANY, wxString());
    auto *icon = new wxStaticBitmap(m_waiting, wxID_ANY, bitmap_of(Icon::Warning, SmallIcon));
    auto *now = new wxButton(m_waiting, wxID_ANY, tr("Try &now"));
    now->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { m_try_now(); });
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(icon, wxSizerFlags().Top().Border(wxRIGHT, gap));
    row->Add(m_waiting_text, wxSizerFlags(1).Top());
    row->Add(now, wxSizerFlags().Top().Border(wxLEFT, gap));
    m_waiting->SetSizer(row);
    m_waiting->Hide();
    column->Add(m_waiting, wxSizerFlags().Expand().Border(wxTOP, gap));
}

void ProgressPage::begin(const publish::JobFiles &files)
{
    m_progress = {};
    m_progress.job = files.job;
    m_rate = {};
    m_unsent = 0;
    m_gauge_value = 0;
    m_is_cancelling = false;
    m_painted.clear();
    m_title->SetLabelText(wxString::FromUTF8(files.name));
    m_warning->Hide();
    m_waiting->Hide();
    m_waiting_said.clear();
    m_files->DeleteAllItems();
    for (const std::string &filename : files.filenames) {
        wxVector<wxVariant> row;
        row.push_back(wxString::FromUTF8(filename));
        row.push_back(file_state_text({}));
        row.push_back(wxString());
        m_files->AppendItem(row);
    }
    m_gauge->SetValue(0);
    Layout();
    paint();
    m_timer.Start(PaintEvery);
}

void ProgressPage::show(const publish::JobProgress &progress)
{
    bool has_turned = progress.phase != m_progress.phase ||
                      progress.next_try.has_value() != m_progress.next_try.has_value();
    for (std::size_t i = 0; i < progress.files.size() && i < m_progress.files.size(); ++i) {
        const publish::FileProgress &before = m_progress.files[i];
        const publish::FileProgress &now = progress.files[i];
        has_turned = has_turned || now.stage != before.stage;
        // It was there before: no speed of this attempt.
        if (before.stage == FileStage::Unsure && now.sent > before.sent) {
            m_unsent += now.sent - before.sent;
        }
    }
    m_progress = progress;
    if (has_turned) {
        paint();
    }
}

void ProgressPage::show(const publish::VisibilityDiffers &differs)
{
    wrap_text(*m_warning_text, visibility_differs(differs.shown), text_width());
    show_link(*m_warning_link, differs.object_url);
    m_warning->Show();
    Layout();
}

// Beside an icon.
int ProgressPage::text_width() const
{
    return std::max(GetClientSize().x - FromDIP(40), FromDIP(300));
}

void ProgressPage::show_cancelling()
{
    m_is_cancelling = true;
    paint();
}

void ProgressPage::end()
{
    m_timer.Stop();
}

void ProgressPage::paint()
{
    m_rate.add(m_clock.now(), m_progress.done - std::min(m_unsent, m_progress.done));
    paint_gauge();
    const wxString line =
        m_is_cancelling ? tr("Cancelling…") : progress_line(m_progress, m_rate, m_clock.now());
    if (line != m_line->GetLabelText()) {
        m_line->SetLabelText(line);
    }
    paint_waiting();
    paint_files();
}

void ProgressPage::paint_waiting()
{
    const bool is_waiting = m_progress.next_try && !m_is_cancelling;
    const wxString said = is_waiting ? progress_text(m_progress) : wxString();
    if (said == m_waiting_said) {
        return;
    }
    m_waiting_said = said;
    if (is_waiting) {
        wrap_text(*m_waiting_text, said, text_width() - FromDIP(100));
    }
    m_waiting->Show(is_waiting);
    Layout();
}

// Never backward: what is sent again was shown as sent once.
void ProgressPage::paint_gauge()
{
    if (m_progress.next_try) {
        m_gauge->SetValue(m_gauge_value); // nothing moves
        return;
    }
    const double fraction = progress_fraction(m_progress);
    if (fraction < 0) {
        m_gauge->Pulse();
        return;
    }
    const int value = static_cast<int>(std::min(fraction, 1.0) * GaugeSteps);
    m_gauge_value = std::max(m_gauge_value, value);
    m_gauge->SetValue(m_gauge_value);
}

void ProgressPage::paint_files()
{
    wxDataViewListStore &rows = *m_files->GetStore();
    for (unsigned row = 0; row < m_progress.files.size() && row < rows.GetCount(); ++row) {
        const publish::FileProgress &file = m_progress.files[row];
        if (row < m_painted.size() && m_painted[row] == file) {
            continue;
        }
        rows.SetValueByRow(file_state_text(file), row, StateColumn);
        rows.SetValueByRow(file_bytes_text(file), row, BytesColumn);
        rows.RowChanged(row); // a value's change alone does not reach assistive technology
    }
    m_painted = m_progress.files;
}

} // namespace mmf::ui
