#include "publish_dialog.hpp"

#include "publish_form.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/artprov.h>
#include <wx/button.h>
#include <wx/gauge.h>
#include <wx/hyperlink.h>
#include <wx/msgdlg.h>
#include <wx/simplebook.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int GaugeSteps = 1000;

} // namespace

PublishDialog::PublishDialog(wxWindow *parent, const publish::PlateDraft &made, const Policy &policy,
                             Wishes wishes)
    : wxDialog(parent, wxID_ANY, tr("Publish to MyMiniFactory"), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      m_wishes(std::move(wishes))
{
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    m_book = new wxSimplebook(this);
    m_back = new wxButton(this, wxID_ANY, tr("&Back to the form"));
    m_leave = new wxButton(this, wxID_CANCEL);
    m_publish = new wxButton(this, wxID_OK, tr("Pub&lish"));
    buttons->Add(m_back);
    buttons->AddStretchSpacer();
    buttons->Add(m_leave, wxSizerFlags().Border(wxRIGHT, FromDIP(8)));
    buttons->Add(m_publish);

    m_form = new PublishForm(m_book, made, policy, [this](bool is_valid) { m_publish->Enable(is_valid); });
    m_book->AddPage(m_form, wxString());
    m_book->AddPage(make_progress_page(), wxString());
    m_book->AddPage(make_outcome_page(), wxString());

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_book, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(14)));
    column->Add(buttons, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(14)));
    SetSizerAndFit(column);
    SetMinSize(GetSize());
    CentreOnParent();

    m_publish->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { publish(); });
    m_back->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { show_page(FormPage); });
    m_leave->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { leave(); });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent &) { leave(); });
    show_page(FormPage);
}

wxWindow *PublishDialog::make_progress_page()
{
    auto *page = new wxPanel(m_book);
    auto *column = new wxBoxSizer(wxVERTICAL);
    m_progress_title = new wxStaticText(page, wxID_ANY, wxString());
    m_progress_title->SetFont(m_progress_title->GetFont().Bold());
    m_gauge = new wxGauge(page, wxID_ANY, GaugeSteps);
    m_progress_text = new wxStaticText(page, wxID_ANY, wxString());
    column->AddStretchSpacer();
    column->Add(m_progress_title, wxSizerFlags().Expand());
    column->Add(m_gauge, wxSizerFlags().Expand().Border(wxTOP | wxBOTTOM, FromDIP(10)));
    column->Add(m_progress_text, wxSizerFlags().Expand());
    column->AddStretchSpacer();
    page->SetSizer(column);
    return page;
}

wxWindow *PublishDialog::make_outcome_page()
{
    auto *page = new wxPanel(m_book);
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    auto *column = new wxBoxSizer(wxVERTICAL);
    m_outcome_icon = new wxStaticBitmap(page, wxID_ANY, wxBitmapBundle());
    m_outcome_text = new wxStaticText(page, wxID_ANY, wxString());
    m_object_link =
        new wxHyperlinkCtrl(page, wxID_ANY, tr("Open object page"), "https://www.myminifactory.com");
    m_status_link =
        new wxHyperlinkCtrl(page, wxID_ANY, tr("Open status page"), "https://www.myminifactory.com");
    column->Add(m_outcome_text, wxSizerFlags().Expand());
    column->Add(m_object_link, wxSizerFlags().Border(wxTOP, FromDIP(10)));
    column->Add(m_status_link, wxSizerFlags().Border(wxTOP, FromDIP(4)));
    row->Add(m_outcome_icon, wxSizerFlags().Top().Border(wxRIGHT, FromDIP(14)));
    row->Add(column, wxSizerFlags(1));
    auto *middle = new wxBoxSizer(wxVERTICAL);
    middle->AddStretchSpacer();
    middle->Add(row, wxSizerFlags().Expand());
    middle->AddStretchSpacer();
    page->SetSizer(middle);
    return page;
}

void PublishDialog::show_page(Page page)
{
    m_book->SetSelection(page);
    m_publish->Show(page == FormPage);
    m_back->Show(page == OutcomePage);
    m_leave->SetLabel(page == OutcomePage ? tr("&Close") : tr("&Cancel"));
    m_leave->Enable();
    if (page == FormPage) {
        m_publish->Enable(m_form->is_valid());
        m_publish->SetDefault();
        m_form->focus_first_field();
    } else {
        m_leave->SetDefault();
        m_leave->SetFocus();
    }
    Layout();
}

void PublishDialog::publish()
{
    if (m_book->GetSelection() != FormPage || !m_form->is_valid()) {
        return;
    }
    m_progress = {};
    m_is_cancelling = false;
    const publish::Draft draft = m_form->draft();
    m_progress_title->SetLabelText(wxString::FromUTF8(draft.name));
    show_page(ProgressPage);
    show_progress(m_progress);
    m_wishes.publish(draft);
}

void PublishDialog::show_account(const publish::AccountChanged &account)
{
    m_form->show_account(account_text(account));
}

void PublishDialog::show_progress(const publish::JobProgress &progress)
{
    if (m_book->GetSelection() != ProgressPage) {
        return;
    }
    m_progress = progress;
    const double fraction = progress_fraction(progress);
    if (fraction < 0) {
        m_gauge->Pulse();
    } else {
        m_gauge->SetValue(static_cast<int>(fraction * GaugeSteps));
    }
    m_progress_text->SetLabelText(m_is_cancelling ? tr("Cancelling…") : progress_text(progress));
}

void PublishDialog::show_outcome(const publish::JobEnded &ended)
{
    const bool is_done = ended.phase == publish::Phase::Done;
    const bool is_failure =
        !is_done && ended.phase != publish::Phase::Cancelled && ended.phase != publish::Phase::Paused;
    m_outcome_icon->SetBitmap(wxArtProvider::GetBitmapBundle(is_failure ? wxART_WARNING
                                                             : is_done  ? wxART_TICK_MARK
                                                                        : wxART_INFORMATION,
                                                             wxART_MESSAGE_BOX, FromDIP(wxSize(32, 32))));
    m_outcome_text->SetLabelText(sentence(ended));
    m_outcome_text->Wrap(FromDIP(420));
    const auto show_link = [](wxHyperlinkCtrl *link, const std::string &url) {
        link->SetURL(wxString::FromUTF8(url));
        link->Show(!url.empty());
    };
    show_link(m_object_link, ended.object_url);
    show_link(m_status_link, ended.status_url);
    show_page(OutcomePage);
    // The way back is for what did not work: a second object should not be one click away from the first.
    m_back->Show(!is_done && ended.object_id.empty() && ended.phase != publish::Phase::UnknownCreate);
    Layout();
}

publish::Draft PublishDialog::draft() const
{
    return m_form->draft();
}

void PublishDialog::leave()
{
    if (m_book->GetSelection() == ProgressPage) {
        ask_and_cancel();
    } else {
        EndModal(wxID_CANCEL);
    }
}

void PublishDialog::ask_and_cancel()
{
    if (m_is_cancelling) {
        return;
    }
    bool keep = false;
    if (m_progress.phase > publish::Phase::Creating) {
        wxMessageDialog question(
            this,
            tr("The object already exists on MyMiniFactory. Keep what has been uploaded, so that "
               "it can go on later?"),
            tr("Stop the upload?"), wxYES_NO | wxCANCEL | wxICON_QUESTION);
        question.SetYesNoCancelLabels(tr("&Keep for later"), tr("&Discard"), tr("&Go on uploading"));
        question.SetExtendedMessage(tr("If you discard it, an empty entry may remain on the site."));
        const int answer = question.ShowModal();
        if (answer == wxID_CANCEL || m_book->GetSelection() != ProgressPage) {
            return; // or it ended while the question was open
        }
        keep = answer == wxID_YES;
    }
    m_is_cancelling = true;
    m_leave->Disable();
    m_progress_text->SetLabelText(tr("Cancelling…"));
    m_wishes.cancel(keep);
}

} // namespace mmf::ui
