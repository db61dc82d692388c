#include "publish_dialog.hpp"

#include "already_there_page.hpp"
#include "cancel_question.hpp"
#include "lost_create_dialog.hpp"
#include "lost_create_page.hpp"
#include "outcome_page.hpp"
#include "progress_page.hpp"
#include "publish_form.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/button.h>
#include <wx/display.h>
#include <wx/simplebook.h>
#include <wx/sizer.h>

namespace mmf::ui {

PublishDialog::PublishDialog(wxWindow *parent, std::optional<FormParts> form, Wishes wishes)
    : wxDialog(parent, wxID_ANY, tr("Publish to MyMiniFactory"), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      m_wishes(std::move(wishes))
{
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    m_book = new wxSimplebook(this);
    m_back = new wxButton(this, wxID_ANY, tr("&Back to the form"));
    m_forget = new wxButton(this, wxID_ANY, tr("&Forget this upload"));
    m_aside = new wxButton(this, wxID_ANY, tr("Continue in bac&kground"));
    m_leave = new wxButton(this, wxID_CANCEL, tr("&Cancel"));
    m_go = new wxButton(this, wxID_OK, tr("Pub&lish"));
    buttons->Add(m_back);
    buttons->Add(m_forget);
    buttons->AddStretchSpacer();
    buttons->Add(m_aside);
    buttons->Add(m_leave, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    buttons->Add(m_go, wxSizerFlags().Border(wxLEFT, FromDIP(8)));

    if (form) {
        m_form = new PublishForm(
            m_book, std::move(form->made), form->policy, form->fittings,
            {[this](bool is_valid) { m_go->Enable(is_valid); }, [this](int pixels) { grow_by(pixels); }});
        m_book->AddPage(m_form, wxString());
    }

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_book, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(14)));
    column->Add(buttons, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(14)));
    SetSizer(column);
    fit_to_screen();
    CentreOnParent();

    SetEscapeId(wxID_CANCEL); // also while Cancel is off
    m_go->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { go(); });
    m_back->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { show_page(Page::Form); });
    m_forget->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { forget(); });
    m_aside->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        m_wishes.put_aside();
        EndModal(wxID_CLOSE);
    });
    m_leave->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { leave(); });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent &) { leave(); });
    show_page(m_form != nullptr ? Page::Form : Page::Progress);
}

template <typename Made, typename... Arguments>
Made &PublishDialog::made_page(Made *&page, Arguments &&...arguments)
{
    if (page == nullptr) {
        page = new Made(m_book, std::forward<Arguments>(arguments)...);
        m_book->AddPage(page, wxString());
    }
    return *page;
}

ProgressPage &PublishDialog::progress_page()
{
    return made_page(m_progress, [this] { m_wishes.try_now(); });
}

AlreadyTherePage &PublishDialog::already_there_page()
{
    return made_page(m_already_there);
}

OutcomePage &PublishDialog::outcome_page()
{
    return made_page(m_outcome);
}

LostCreatePage &PublishDialog::lost_create_page()
{
    return made_page(m_lost_create, [this](const std::string &object_id) { adopt(object_id); });
}

wxWindow &PublishDialog::window_of(Page page)
{
    switch (page) {
    case Page::Form:
        return *m_form;
    case Page::Progress:
        return progress_page();
    case Page::AlreadyThere:
        return already_there_page();
    case Page::Outcome:
        return outcome_page();
    case Page::LostCreate:
        break;
    }
    return lost_create_page();
}

wxSize PublishDialog::preferred_size() const
{
    return m_form != nullptr ? m_form->preferred_size() : FromDIP(wxSize(580, 300));
}

// Where there is too little room the form's lists shrink, and then it scrolls.
void PublishDialog::fit_to_screen()
{
    constexpr int TitleBar = 40; // at most, with its border
    const wxSize preferred = preferred_size();
    const wxSize screen = wxDisplay(GetParent()).GetClientArea().GetSize();
    m_book->SetMinSize(preferred);
    Fit();
    const wxSize room(screen.x, screen.y - FromDIP(TitleBar));
    m_book->SetMinSize(wxSize(std::min(preferred.x, FromDIP(480)), FromDIP(240)));
    wxSize size = GetSize();
    size.DecTo(room);
    SetSize(size);
    wxSize least = GetSizer()->ComputeFittingWindowSize(this);
    least.DecTo(room);
    SetMinSize(least);
}

// As far as its screen has room; upwards where it has none below.
void PublishDialog::grow_by(int pixels)
{
    const wxRect screen = wxDisplay(this).GetClientArea();
    wxRect place = GetRect();
    place.height = std::min(place.height + pixels, screen.height);
    place.y -= std::max(place.GetBottom() - screen.GetBottom(), 0);
    if (place.height > GetSize().y) {
        SetSize(place);
    }
}

void PublishDialog::show_page(Page page)
{
    m_page = page;
    m_book->SetSelection(static_cast<std::size_t>(m_book->FindPage(&window_of(page))));
    m_back->Hide();
    m_forget->Show(page == Page::LostCreate);
    m_forget->Enable();
    m_leave->SetLabel(page == Page::Outcome || page == Page::LostCreate ? tr("&Close") : tr("&Cancel"));
    m_leave->Enable();
    m_aside->Show(page == Page::Progress && m_wishes.put_aside);
    m_aside->Enable();
    m_go->Show(page == Page::Form || page == Page::AlreadyThere || page == Page::LostCreate);
    if (page == Page::Form) {
        m_go->SetLabel(tr("Pub&lish"));
        m_go->Enable(m_form->is_valid());
        m_go->SetDefault();
        m_form->focus_first_field();
    } else {
        m_go->SetLabel(page == Page::LostCreate ? tr("It is not there: c&reate it") : tr("Publish &again"));
        m_go->Enable();
        wxButton *first = m_aside->IsShown() ? m_aside : m_leave;
        first->SetDefault();
        first->SetFocus();
    }
    if (page != Page::Progress && m_progress != nullptr) {
        m_progress->end();
    }
    Layout();
}

// What the button on the right is for, on each page.
void PublishDialog::go()
{
    switch (m_page) {
    case Page::Form:
        if (m_form->is_valid()) {
            publish();
        }
        break;
    case Page::AlreadyThere:
        begin();
        m_wishes.publish_again();
        break;
    case Page::Outcome:
        if (m_remedy == Remedy::GoOn) {
            begin();
            m_wishes.go_on();
        } else if (m_remedy == Remedy::Anew) {
            publish();
        }
        break;
    case Page::LostCreate:
        begin();
        m_wishes.create_anew();
        break;
    case Page::Progress:
        break;
    }
}

void PublishDialog::adopt(const std::string &object_id)
{
    begin();
    m_wishes.adopt_object(object_id);
}

void PublishDialog::forget()
{
    if (confirms_forgetting(this) && m_page == Page::LostCreate) {
        m_forget->Disable(); // until that is done
        m_go->Disable();
        m_wishes.forget_create();
    }
}

void PublishDialog::begin()
{
    m_is_cancelling = false;
    show_page(Page::Progress);
    progress_page().begin(m_files);
}

void PublishDialog::publish()
{
    const publish::PlateDraft made = m_form->value();
    m_files = {{}, made.draft.name, {}}; // until the job tells them
    m_has_object = false;
    begin();
    m_wishes.publish(made);
}

void PublishDialog::show_account(const publish::AccountChanged &account)
{
    if (m_form != nullptr) {
        m_form->show_account(account_text(account));
    }
}

void PublishDialog::follow(const publish::JobFiles &files, const publish::JobProgress &progress)
{
    m_files = files;
    begin();
    show_progress(progress);
}

void PublishDialog::suggest_tags(const std::vector<std::string> &known)
{
    if (m_form != nullptr) {
        m_form->suggest_tags(known);
    }
}

void PublishDialog::show_files(const publish::JobFiles &files)
{
    m_files = files;
    if (m_page == Page::Progress) {
        progress_page().begin(files);
        if (m_is_cancelling) {
            progress_page().show_cancelling();
        }
    }
}

void PublishDialog::show_other_job(const publish::JobFiles &files)
{
    m_is_cancelling = false; // that was about the one before
    m_leave->Enable();
    m_aside->Enable();
    show_files(files);
}

void PublishDialog::show_progress(const publish::JobProgress &progress)
{
    m_has_object = m_has_object || progress.has_object;
    if (m_page == Page::Progress) {
        progress_page().show(progress);
    }
}

void PublishDialog::show_visibility(const publish::VisibilityDiffers &differs)
{
    if (m_page == Page::Progress) {
        progress_page().show(differs);
    }
}

void PublishDialog::show_already_there(const publish::AlreadyPublished &published)
{
    already_there_page().show(published);
    show_page(Page::AlreadyThere);
}

void PublishDialog::show_outcome(const publish::JobEnded &ended)
{
    const bool is_question = m_page == Page::AlreadyThere || m_page == Page::LostCreate;
    if (is_question && ended.phase == publish::Phase::Cancelled) {
        EndModal(wxID_CANCEL); // that was the answer
        return;
    }
    m_has_object = !ended.object_id.empty();
    if (ended.phase == publish::Phase::UnknownCreate && ended.is_resumable) {
        m_files = {ended.job, ended.name, {}};
        lost_create_page().show(ended);
        show_page(Page::LostCreate);
        m_wishes.search_object();
        return;
    }
    outcome_page().show(ended, m_form != nullptr ? m_form->cover() : wxBitmap());
    m_remedy = remedy_of(ended);
    if (m_remedy == Remedy::Anew && m_form == nullptr) {
        m_remedy = Remedy::None; // what was to be published is with the form
    }
    show_page(Page::Outcome);
    m_go->SetLabel(ended.phase == publish::Phase::Paused ? tr("&Go on") : tr("&Try again"));
    m_go->Show(m_remedy != Remedy::None);
    // The way back is for what did not work: a second object should not be one click away from the first.
    m_back->Show(m_form != nullptr && ended.phase != publish::Phase::Done && ended.object_id.empty() &&
                 ended.phase != publish::Phase::UnknownCreate);
    Layout();
}

void PublishDialog::show_search(const publish::ObjectsSearched &searched)
{
    if (m_page == Page::LostCreate) {
        lost_create_page().show(searched);
    }
}

void PublishDialog::show_undecided(const Error &error)
{
    show_page(Page::LostCreate);
    lost_create_page().show(error);
}

publish::PlateDraft PublishDialog::made() const
{
    return m_form->value();
}

void PublishDialog::leave()
{
    if (m_page == Page::Progress) {
        ask_and_cancel();
    } else if (m_page == Page::AlreadyThere) {
        m_leave->Disable(); // until the job has ended
        m_go->Disable();
        m_wishes.cancel(false);
    } else {
        EndModal(wxID_CANCEL);
    }
}

void PublishDialog::ask_and_cancel()
{
    if (m_is_cancelling) {
        return;
    }
    const auto keep = ask_whether_to_keep(this, m_has_object, progress_page().phase());
    if (!keep || m_page != Page::Progress) {
        return; // or it ended while the question was open
    }
    m_is_cancelling = true;
    m_leave->Disable();
    m_aside->Disable();
    progress_page().show_cancelling();
    m_wishes.cancel(*keep);
}

} // namespace mmf::ui
