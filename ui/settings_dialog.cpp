#include "settings_dialog.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/radiobut.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int TextWidth = 520;
constexpr int BesideLabel = 400;
constexpr int Gap = 12;

// Each in itself, so that who does not read the present one finds their own.
wxString name_of(const std::string &language)
{
    if (language == "hu") {
        return wxString::FromUTF8("Magyar");
    }
    if (language == "fr") {
        return wxString::FromUTF8("Français");
    }
    if (language == "sp") {
        return wxString::FromUTF8("Español");
    }
    return language == "en" ? wxString("English") : tr("As in the slicer");
}

} // namespace

SettingsDialog::SettingsDialog(wxWindow *parent, SettingsShown shown, Wishes wishes)
    : wxDialog(parent, wxID_ANY, tr("MyMiniFactory settings")),
      m_shown(std::move(shown)),
      m_wishes(std::move(wishes))
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    auto *grid = new wxFlexGridSizer(2, FromDIP(Gap), FromDIP(Gap));
    grid->AddGrowableCol(1, 1);
    add_sign_in(*grid);
    add_link(*grid);
    add_language(*grid);
    add_publish_now(*grid);
    add_notification(*grid);
    add_kept(*grid);
    column->Add(grid, wxSizerFlags().Expand());
    add_fixed_note(*column);
    m_notice.emplace(*this, *column, TextWidth);

    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
    add_buttons(*all);
    SetSizer(all);
    fit();
    CentreOnParent();
}

void SettingsDialog::add_label(wxFlexGridSizer &grid, const wxString &label)
{
    grid.Add(new wxStaticText(this, wxID_ANY, label), wxSizerFlags().Right().Top().Border(wxTOP, FromDIP(2)));
}

SettingsDialog::Pair SettingsDialog::add_pair(wxFlexGridSizer &grid, const wxString &label,
                                              const wxString &first, const wxString &second, bool is_second)
{
    add_label(grid, label);
    Pair pair;
    pair.first = new wxRadioButton(this, wxID_ANY, first, wxDefaultPosition, wxDefaultSize, wxRB_GROUP);
    pair.second = new wxRadioButton(this, wxID_ANY, second);
    (is_second ? pair.second : pair.first)->SetValue(true);
    pair.column = new wxBoxSizer(wxVERTICAL);
    pair.column->Add(pair.first);
    pair.column->Add(pair.second);
    grid.Add(pair.column, wxSizerFlags().Expand());
    return pair;
}

void SettingsDialog::add_sign_in(wxFlexGridSizer &grid)
{
    m_sign_in = add_pair(grid, tr("Sign in:"), tr("In a &window of the slicer"), tr("In my &browser"),
                         m_shown.choices.sign_in == auth::SignInWay::Browser);
    m_sign_in.first->Enable(m_shown.fixed_because.empty());
    m_sign_in.second->Enable(m_shown.fixed_because.empty() && m_shown.may_use_browser);
    if (!m_shown.may_use_browser) {
        m_sign_in.second->SetToolTip(tr("This service cannot be signed in to by the browser."));
    }
}

void SettingsDialog::add_link(wxFlexGridSizer &grid)
{
    m_link = add_pair(grid, tr("Keep the link:"), tr("In the desktop’s &keyring"),
                      tr("In a &file that only I can read, not encrypted"),
                      m_shown.choices.keep_link == auth::LinkPlace::File);
    m_link_note = new wxStaticText(this, wxID_ANY, wxString());
    m_link_note->Hide();
    m_link.column->Add(m_link_note, wxSizerFlags().Border(wxTOP, FromDIP(4)));
    for (wxRadioButton *button : {m_link.first, m_link.second}) {
        button->Enable(m_shown.fixed_because.empty());
        button->Bind(wxEVT_RADIOBUTTON, [this](wxCommandEvent &) { show_link_note(); });
    }
}

void SettingsDialog::show_link_note()
{
    const bool was_in_file = m_shown.choices.keep_link == auth::LinkPlace::File;
    const bool is_changed = m_link.second->GetValue() != was_in_file;
    set_paragraph(*m_link_note,
                  is_changed ? tr("The link that is kept now is forgotten: you sign in once more.")
                             : wxString(),
                  BesideLabel);
    m_link_note->Show(is_changed);
    fit();
}

void SettingsDialog::add_language(wxFlexGridSizer &grid)
{
    grid.Add(new wxStaticText(this, wxID_ANY, tr("&Language:")), wxSizerFlags().Right().CentreVertical());
    m_language = new wxChoice(this, wxID_ANY);
    for (const char *language : auth::Languages) {
        m_language->Append(name_of(language));
    }
    const auto chosen = std::find(auth::Languages.begin(), auth::Languages.end(), m_shown.choices.language);
    m_language->SetSelection(static_cast<int>(chosen - auth::Languages.begin()));
    m_language->Enable(m_shown.fixed_because.empty());
    set_accessible_name(*m_language, tr("Language"));
    grid.Add(m_language);
}

void SettingsDialog::add_publish_now(wxFlexGridSizer &grid)
{
    m_publish_now = add_pair(grid, tr("Publish Now:"), tr("&Private: only you can see it"),
                             tr("P&ublic: shown after MyMiniFactory has reviewed it"),
                             m_shown.settings.publish_now == api::Visibility::Public);
}

void SettingsDialog::add_notification(wxFlexGridSizer &grid)
{
    add_label(grid, tr("Notifications:"));
    m_notification = new wxCheckBox(this, wxID_ANY, tr("&Tell me on the desktop when an upload has ended"));
    m_notification->SetValue(m_shown.settings.tells_on_desktop);
    grid.Add(m_notification);
}

void SettingsDialog::add_kept(wxFlexGridSizer &grid)
{
    add_label(grid, tr("On this computer:"));
    auto *text = new wxStaticText(this, wxID_ANY, wxString());
    set_paragraph(
        *text,
        m_shown.kept_bytes == 0
            ? tr("No files wait to be uploaded.")
            : wxString::Format(tr("Files that wait to be uploaded take %s. They are kept for 14 days; "
                                  "MyMiniFactory Uploads removes them earlier."),
                               format_bytes(m_shown.kept_bytes)),
        BesideLabel);
    grid.Add(text, wxSizerFlags().Expand().Border(wxTOP, FromDIP(2)));
}

void SettingsDialog::add_fixed_note(wxBoxSizer &column)
{
    if (!m_shown.fixed_because.empty()) {
        column.AddSpacer(FromDIP(Gap));
        add_paragraph(*this, column, m_shown.fixed_because, TextWidth);
    }
}

void SettingsDialog::add_buttons(wxBoxSizer &column)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    auto *copy = new wxButton(this, wxID_ANY, tr("Copy &details for support"));
    auto *cancel = new wxButton(this, wxID_CANCEL, tr("&Cancel"));
    auto *save_button = new wxButton(this, wxID_OK, tr("&Save"));
    row->Add(copy);
    row->AddStretchSpacer();
    row->Add(cancel, wxSizerFlags().Border(wxLEFT, FromDIP(24)));
    row->Add(save_button, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    column.Add(row, wxSizerFlags().Expand().Border(wxALL, FromDIP(16)));
    save_button->SetDefault();
    save_button->SetFocus();
    copy->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        const bool is_copied = copy_text(m_wishes.support_details());
        m_notice->say(
            is_copied
                ? tr("Versions, settings and the end of the log were copied. Nothing secret is in them.")
                : tr("The details could not be copied."),
            is_copied ? Icon::Good : Icon::Warning);
        fit();
    });
    save_button->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { save(); });
}

void SettingsDialog::save()
{
    auth::ProfileChoices choices;
    choices.sign_in = m_sign_in.second->GetValue() ? auth::SignInWay::Browser : auth::SignInWay::Embedded;
    choices.keep_link = m_link.second->GetValue() ? auth::LinkPlace::File : auth::LinkPlace::Keyring;
    choices.language = auth::Languages[static_cast<std::size_t>(m_language->GetSelection())];
    publish::Settings settings = m_shown.settings;
    settings.publish_now =
        m_publish_now.second->GetValue() ? api::Visibility::Public : api::Visibility::Private;
    settings.tells_on_desktop = m_notification->GetValue();
    if (const auto saved = m_wishes.save(choices, settings); !saved) {
        m_notice->say(tr("The settings were not saved.") + " " + sentence(saved.error()), Icon::Failed);
        fit();
    } else if (*saved) {
        m_notice->say(tr("The settings were saved, but do not take effect yet.") + " " + sentence(**saved),
                      Icon::Warning);
        fit();
    } else {
        EndModal(wxID_OK);
    }
}

void SettingsDialog::fit()
{
    GetSizer()->SetSizeHints(this);
    Layout(); // also where the size stays
}

} // namespace mmf::ui
