#include "uploads_window.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "sentences.hpp"
#include "text_area_gtk.hpp"
#include "translate.hpp"
#include "upload_sentences.hpp"
#include "uploads_table.hpp"

#include <algorithm>
#include <utility>
#include <wx/button.h>
#include <wx/display.h>
#include <wx/msgdlg.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr int Margin = 16;
constexpr int Gap = 8;
constexpr int DetailsHeight = 92;

wxString details_of(const publish::UploadRow &row)
{
    wxString text = standing_sentence(row);
    if (row.kept && row.standing != publish::Standing::UnderWay) {
        text +=
            " " + wxString::Format(tr("%s of it are kept on this computer."), format_bytes(row.kept->bytes));
    }
    if (!row.job.owner.username.empty()) {
        text += "\n" + wxString::Format(tr("Account: %s"), wxString::FromUTF8(row.job.owner.username));
    }
    return text;
}

} // namespace

UploadsWindow::UploadsWindow(wxWindow *parent, Wishes wishes)
    : wxDialog(parent, wxID_ANY, tr("MyMiniFactory uploads"), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER | wxMAXIMIZE_BOX),
      m_wishes(std::move(wishes)),
      m_model(new UploadsModel(
          // Once all rows are painted, so that they are asked for together.
          [this] { CallAfter([this] { m_wishes.read_thumbnails(m_model->take_wanted_pictures()); }); }))
{
    // Made in the order of Tab.
    auto *search = make_search();
    auto *list = make_list();
    auto *commands = make_commands();
    auto *details = make_details();
    m_of_uploads = {search, commands, details};
    auto *middle = new wxBoxSizer(wxHORIZONTAL);
    middle->Add(list, wxSizerFlags(1).Expand());
    middle->Add(commands, wxSizerFlags().Border(wxLEFT, FromDIP(Margin)));
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(search, wxSizerFlags().Expand());
    column->Add(middle, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(Gap)));
    column->Add(details, wxSizerFlags().Expand().Border(wxTOP, FromDIP(Gap)));
    column->Add(make_foot(), wxSizerFlags().Expand());
    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(Margin)));
    // On a narrow screen the list scrolls sideways.
    if (const int over = all->GetMinSize().x - wxDisplay(this).GetClientArea().width; over > 0) {
        const wxSize wanted = m_list->GetMinSize();
        m_list->SetMinSize({std::max(wanted.x - over, FromDIP(UploadsTableWidth)), wanted.y});
    }
    SetSizerAndFit(all);
    SetMinSize(GetSize());
    CentreOnParent();
    Bind(wxEVT_CHAR_HOOK, &UploadsWindow::handle_key, this);
    m_list->SetFocus();
    show_selected();
}

wxSizer *UploadsWindow::make_search()
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    auto *label = new wxStaticText(this, wxID_ANY, tr("Searc&h:"));
    m_search = make_entry(*this, wxString(), wxTE_PROCESS_ENTER);
    set_accessible_name(*m_search, tr("Search by name"));
    m_count = new wxStaticText(this, wxID_ANY, tr("Reading the list…"));
    row->Add(label, wxSizerFlags().CentreVertical());
    row->Add(m_search, wxSizerFlags(1).CentreVertical().Border(wxLEFT, FromDIP(Gap)));
    row->Add(m_count, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(Margin)));
    m_search->Bind(wxEVT_TEXT, [this](wxCommandEvent &) {
        const publish::UploadRow *row = selected();
        const std::string job = row != nullptr ? row->job.id : std::string();
        m_model->search(m_search->GetValue().utf8_string());
        rows_changed(job);
    });
    m_search->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent &) { m_list->SetFocus(); });
    return row;
}

wxSizer *UploadsWindow::make_list()
{
    m_list = make_uploads_table(*this, *m_model);
    m_empty = new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize,
                               wxALIGN_CENTRE_HORIZONTAL);
    m_empty->Hide();
    auto *place = new wxBoxSizer(wxVERTICAL);
    place->Add(m_list, wxSizerFlags(1).Expand());
    place->Add(m_empty, wxSizerFlags().Expand().Border(wxTOP, FromDIP(UploadsTableHeight / 3)));
    place->SetMinSize(FromDIP(wxSize(UploadsTableWidth, UploadsTableHeight)));
    m_list->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent &) {
        say(wxString());
        show_selected();
    });
    m_list->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED,
                 [this](wxDataViewEvent &) { m_commands->perform(UploadCommands::OpenObject); });
    m_list->Bind(wxEVT_DATAVIEW_ITEM_CONTEXT_MENU,
                 [this](wxDataViewEvent &) { m_commands->show_menu(wxDefaultPosition); });
    return place;
}

wxSizer *UploadsWindow::make_commands()
{
    using publish::UploadRow;
    std::array<UploadCommands::Command, UploadCommands::Count> commands;
    commands[UploadCommands::OpenObject] = {tr("&Open object page"),
                                            [](const UploadRow &row) { return !row.job.object_url.empty(); },
                                            [this](const UploadRow &row) { open(row.job.object_url); }};
    commands[UploadCommands::OpenStatus] = {tr("Open &status page"),
                                            [](const UploadRow &row) { return !row.job.status_url.empty(); },
                                            [this](const UploadRow &row) { open(row.job.status_url); }};
    commands[UploadCommands::CopyLink] = {tr("Copy &link"),
                                          [](const UploadRow &row) { return !publish::link_of(row).empty(); },
                                          [this](const UploadRow &row) { copy_link(row); }};
    commands[UploadCommands::CheckNow] = {
        tr("Check &now"),
        [this](const UploadRow &row) { return publish::can_check(row) && m_checking.empty(); },
        [this](const UploadRow &row) { check(row); }};
    commands[UploadCommands::GoOn] = {tr("&Go on"), &publish::can_resume, [this](const UploadRow &row) {
                                          say(wxString());
                                          m_wishes.go_on(row.job.id);
                                      }};
    commands[UploadCommands::Decide] = {tr("&Find or create…"), &publish::can_decide,
                                        [this](const UploadRow &row) {
                                            say(wxString());
                                            m_wishes.decide(row);
                                        }};
    commands[UploadCommands::Remove] = {tr("&Remove from list"), &publish::can_remove,
                                        [this](const UploadRow &row) { remove(row); }};
    m_commands.emplace(*this, std::move(commands), [this] { return selected(); });
    return m_commands->make_buttons();
}

wxSizer *UploadsWindow::make_details()
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(new wxStaticText(this, wxID_ANY, tr("&Details:")));
    m_details =
        new wxTextCtrl(this, wxID_ANY, wxString(), wxDefaultPosition,
                       FromDIP(wxSize(UploadsTableWidth, DetailsHeight)), wxTE_MULTILINE | wxTE_READONLY);
    set_accessible_name(*m_details, tr("Details"));
    pad_text_area(*m_details);
    column->Add(m_details, wxSizerFlags().Expand().Border(wxTOP, FromDIP(Gap / 2)));
    return column;
}

// What came of a wish stands where it takes no room from the list.
wxSizer *UploadsWindow::make_foot()
{
    auto *said = new wxBoxSizer(wxVERTICAL);
    said->AddSpacer(0); // it keeps its place while nothing is said, and Close the right
    m_notice.emplace(*this, *said, UploadsTableWidth);
    m_close = new wxButton(this, wxID_CANCEL, tr("&Close"));
    m_close->SetDefault();
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(said, wxSizerFlags(1).CentreVertical());
    row->Add(m_close, wxSizerFlags().Bottom().Border(wxLEFT | wxTOP, FromDIP(Margin)));
    return row;
}

void UploadsWindow::show(const publish::UploadsListed &listed)
{
    if (!listed.uploads) {
        m_count->SetLabel(wxString());
        say(sentence(listed.uploads.error()), Icon::Warning);
        return;
    }
    const publish::UploadRow *row = selected();
    const std::string job = row != nullptr ? row->job.id : std::string();
    m_is_told = true;
    m_of_another = listed.uploads->of_another;
    m_model->set(listed.uploads->rows);
    rows_changed(job);
}

void UploadsWindow::show(const publish::UploadChecked &checked)
{
    m_checking.clear();
    m_checked = checked.job;
    m_checked_text = checked_text(checked);
    show_selected();
}

void UploadsWindow::show(const publish::UploadRemoved &removed)
{
    const publish::UploadRow *row = m_model->list().find(removed.job);
    if (removed.error) {
        say(sentence(*removed.error), Icon::Warning);
    } else if (row != nullptr) {
        say(removed_text(*row), Icon::Information);
    }
}

void UploadsWindow::show(const publish::JobEnded &ended)
{
    m_model->forget_progress(ended.job);
    if (ended.phase == publish::Phase::Failed) {
        // translators: an upload's name, and how it ended
        say(wxString::Format(tr("“%s”: %s"), wxString::FromUTF8(ended.name), sentence(ended)), Icon::Warning);
    }
}

bool UploadsWindow::show(const publish::JobProgress &progress)
{
    const bool is_known = m_model->set_progress(progress);
    const publish::UploadRow *row = selected();
    if (row != nullptr && row->job.id == progress.job) {
        show_selected();
    }
    return is_known;
}

const publish::UploadRow *UploadsWindow::selected() const
{
    const wxDataViewItem item = m_list->GetSelection();
    const publish::UploadList &list = m_model->list();
    const std::size_t place = item.IsOk() ? m_model->GetRow(item) : list.size();
    return place < list.size() ? &list.at(place) : nullptr;
}

// The one of before where it still is, else the first.
void UploadsWindow::rows_changed(const std::string &selected_before)
{
    const publish::UploadList &list = m_model->list();
    if (m_is_told) {
        m_count->SetLabel(count_text(list, m_of_another));
        show_emptiness();
    }
    if (list.size() > 0) {
        const std::size_t place = list.place_of(selected_before).value_or(0);
        const wxDataViewItem item = m_model->GetItem(static_cast<unsigned>(place));
        m_list->Select(item);
        m_list->SetCurrentItem(item);
        m_list->EnsureVisible(item);
    }
    Layout();
    show_selected();
}

// In place of an empty list, and of all that is about its rows where there are none at all.
void UploadsWindow::show_emptiness()
{
    const publish::UploadList &list = m_model->list();
    const bool has_any = list.total() > 0;
    const bool is_empty = list.size() == 0;
    if (is_empty) {
        m_empty->SetLabel(has_any ? tr("No upload has that in its name.")
                          : m_of_another > 0
                              ? count_text(list, m_of_another)
                              : tr("Nothing has been published from this computer yet.\nWhat you publish to "
                                   "MyMiniFactory will be listed here."));
    }
    m_list->Show(!is_empty);
    m_empty->Show(is_empty);
    for (wxSizer *part : m_of_uploads) {
        part->ShowItems(has_any);
    }
    if (wxWindow *focused = FindFocus(); focused == nullptr || !focused->IsShown()) {
        (has_any ? static_cast<wxWindow *>(m_search) : m_close)->SetFocus();
    }
}

void UploadsWindow::show_selected()
{
    const publish::UploadRow *row = selected();
    m_commands->update();
    if (wxWindow *focused = FindFocus(); focused != nullptr && !focused->IsEnabled()) {
        m_list->SetFocus();
    }
    wxString details = row != nullptr ? details_of(*row) : wxString();
    if (row != nullptr && row->job.id == m_checked) {
        details += "\n" + m_checked_text;
    }
    if (m_details->GetValue() != details) {
        m_details->ChangeValue(details);
        m_details->ShowPosition(0);
    }
}

void UploadsWindow::handle_key(wxKeyEvent &event)
{
    const int key = event.GetKeyCode();
    if (key == WXK_F5) {
        m_wishes.refresh();
        m_commands->perform(UploadCommands::CheckNow);
    } else if (key == 'F' && event.GetModifiers() == wxMOD_CONTROL) {
        m_search->SetFocus();
        m_search->SelectAll();
    } else if (m_search->HasFocus() && key == WXK_DOWN && m_list->IsShown()) {
        m_list->SetFocus();
    } else if (!m_list->HasFocus() ||
               !handle_key_in_list(key, event.GetModifiers() == wxMOD_CONTROL, event.ShiftDown())) {
        event.Skip();
    }
}

// What means something else in a text.
bool UploadsWindow::handle_key_in_list(int key, bool has_control, bool has_shift)
{
    if (key == WXK_DELETE || key == WXK_NUMPAD_DELETE) {
        m_commands->perform(UploadCommands::Remove);
    } else if (key == 'C' && has_control) {
        m_commands->perform(UploadCommands::CopyLink);
    } else if (key == WXK_MENU || key == WXK_WINDOWS_MENU || (key == WXK_F10 && has_shift)) {
        const wxRect place = m_list->GetItemRect(m_list->GetSelection());
        m_commands->show_menu(ScreenToClient(m_list->ClientToScreen(place.GetBottomLeft())));
    } else {
        return false;
    }
    return true;
}

void UploadsWindow::check(const publish::UploadRow &row)
{
    say(wxString());
    m_checking = row.job.id;
    m_checked = row.job.id;
    m_checked_text = tr("Asking MyMiniFactory…");
    show_selected();
    m_wishes.check(row.job.id);
}

void UploadsWindow::open(const std::string &url)
{
    const bool is_open = open_in_browser(url);
    say(is_open ? tr("The page opens in your browser.") : no_browser_for(url),
        is_open ? Icon::Information : Icon::Warning);
}

void UploadsWindow::copy_link(const publish::UploadRow &row)
{
    const bool is_copied = copy_text(wxString::FromUTF8(publish::link_of(row)));
    say(is_copied ? tr("The link was copied.") : tr("The link could not be copied."),
        is_copied ? Icon::Information : Icon::Warning);
}

void UploadsWindow::remove(const publish::UploadRow &row)
{
    if (const auto loss = removal_question(row)) {
        wxMessageDialog question(
            this, wxString::Format(tr("Remove “%s” from the list?"), wxString::FromUTF8(row.job.name)),
            tr("MyMiniFactory uploads"), wxOK | wxCANCEL | wxCANCEL_DEFAULT | wxICON_QUESTION);
        question.SetOKCancelLabels(tr("&Remove"), tr("&Cancel"));
        question.SetExtendedMessage(*loss);
        if (question.ShowModal() != wxID_OK) {
            return;
        }
    }
    m_wishes.remove(row.job.id);
}

void UploadsWindow::say(const wxString &text, std::optional<Icon> icon)
{
    m_notice->say(text, icon);
    const int needed = GetSizer()->ComputeFittingWindowSize(this).y;
    if (needed > GetSize().y) {
        SetSize(GetSize().x, needed);
    }
    Layout();
}

} // namespace mmf::ui
