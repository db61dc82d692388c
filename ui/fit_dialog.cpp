#include "fit_dialog.hpp"

#include "dialog_parts.hpp"
#include "fit_sentences.hpp"
#include "fitting_runner.hpp"
#include "notice.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/activityindicator.h>
#include <wx/button.h>
#include <wx/radiobut.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int Width = 440; // of the text, in device-independent pixels
constexpr int Indent = 24; // of what is said below a choice
constexpr int Beside = 24; // the activity indicator and its gap
constexpr int Margin = 16;

} // namespace

FitDialog::FitDialog(wxWindow *parent, Question question, FittingRunner &runner)
    : wxDialog(parent, wxID_ANY, tr("Make the file fit")), m_question(std::move(question)), m_runner(runner)
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    add_paragraph(*this, *column, too_large_question(m_question.whole), Width);
    for (const publish::WayToFit &way : m_question.ways) {
        add_choice(*column, way.way, label_of(way, m_question.whole), price_of(way.way));
    }
    if (m_question.is_fitted) {
        add_choice(*column, std::nullopt, leave_label(m_question.whole), leave_price());
    }
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    m_activity = new wxActivityIndicator(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(16, 16)));
    m_activity->Hide();
    row->Add(m_activity, wxSizerFlags().Bottom().Border(wxRIGHT, FromDIP(8)));
    auto *said = new wxBoxSizer(wxVERTICAL);
    m_notice = std::make_unique<Notice>(*this, *said, Width - Beside);
    row->Add(said, wxSizerFlags(1));
    column->Add(row, wxSizerFlags().Expand());

    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(Margin)));
    add_buttons(*all);
    SetSizerAndFit(all);
    CentreOnParent();
    m_choices.front().button->SetValue(true);
    m_choices.front().button->SetFocus();
}

FitDialog::~FitDialog()
{
    m_runner.stop();
}

void FitDialog::add_choice(wxSizer &column, std::optional<publish::Way> way, const wxString &label,
                           const wxString &price)
{
    auto *button = new wxRadioButton(this, wxID_ANY, label, wxDefaultPosition, wxDefaultSize,
                                     m_choices.empty() ? wxRB_GROUP : 0);
    column.Add(button, wxSizerFlags().Expand().Border(wxTOP, FromDIP(6)));
    auto *said = new wxStaticText(this, wxID_ANY, wxString());
    set_paragraph(*said, price, Width - Indent);
    column.Add(said, wxSizerFlags().Expand().Border(wxLEFT, FromDIP(Indent)));
    m_choices.push_back({way, button});
}

void FitDialog::add_buttons(wxSizer &column)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    auto *cancel = new wxButton(this, wxID_CANCEL, tr("&Cancel"));
    m_go = new wxButton(this, wxID_OK, tr("&Make it fit"));
    row->AddStretchSpacer();
    row->Add(cancel);
    row->Add(m_go, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    column.Add(row, wxSizerFlags().Expand().Border(wxALL, FromDIP(Margin)));
    m_go->SetDefault();
    m_go->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { go(); });
    cancel->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { leave(); });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent &) { leave(); });
}

void FitDialog::go()
{
    const auto chosen = std::find_if(m_choices.begin(), m_choices.end(),
                                     [](const Choice &choice) { return choice.button->GetValue(); });
    const auto way = chosen->way;
    if (!way || *way == publish::Way::FileForEach) {
        m_answer = {way, std::nullopt};
        EndModal(wxID_OK);
        return;
    }
    show_working(true);
    m_notice->say(while_fitting(*way));
    refit();
    m_runner.start(m_question.origin, *way,
                   [this, way = *way](Result<publish::FittedMesh> made) { fitted(way, std::move(made)); });
}

// What is under way is ended first, and then the question is there again.
void FitDialog::leave()
{
    if (!m_is_working) {
        EndModal(wxID_CANCEL);
        return;
    }
    m_runner.stop();
    show_working(false);
    m_notice->say(tr("Cancelled. Nothing was changed."));
    refit();
}

void FitDialog::show_working(bool is_working)
{
    m_is_working = is_working;
    for (const Choice &choice : m_choices) {
        choice.button->Enable(!is_working);
    }
    m_go->Enable(!is_working);
    m_activity->Show(is_working);
    if (is_working) {
        m_activity->Start();
        FindWindow(wxID_CANCEL)->SetFocus(); // what had it is off
    } else {
        m_activity->Stop();
        m_go->SetFocus();
    }
}

void FitDialog::fitted(publish::Way way, Result<publish::FittedMesh> made)
{
    if (made) {
        m_answer = {way, std::move(*made)};
        EndModal(wxID_OK);
        return;
    }
    show_working(false);
    m_notice->say(fit_failed(way, made.error()), Icon::Warning);
    refit();
}

void FitDialog::refit()
{
    Layout();
    GetSizer()->Fit(this);
}

} // namespace mmf::ui
