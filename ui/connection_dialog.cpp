#include "connection_dialog.hpp"

#include "accessibility_gtk.hpp"
#include "base/utf8.hpp"
#include "diagnosis_sentences.hpp"
#include "dialog_parts.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/button.h>
#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/utils.h>

namespace mmf::ui {

namespace {

constexpr int TextWidth = 480;
constexpr const char *DeveloperSettings = "https://www.myminifactory.com/settings/developer";

// As people write it.
wxString path_text(const std::filesystem::path &path)
{
    const wxString whole = wxString::FromUTF8(path.string());
    wxString rest;
    return whole.StartsWith(wxGetHomeDir() + "/", &rest) ? "~/" + rest : whole;
}

} // namespace

ConnectionDialog::ConnectionDialog(wxWindow *parent, const auth::Profile &profile,
                                   const std::filesystem::path &file, const wxString &save_label,
                                   Wishes wishes)
    : wxDialog(parent, wxID_ANY, tr("Connect to MyMiniFactory")),
      m_redirect_uri(profile.redirect_uri),
      m_kept_for(profile.secret_place == auth::SecretPlace::Keyring ? profile.client_id : std::string()),
      m_wishes(std::move(wishes))
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    add_paragraph(*this, *column,
                  tr("MyMiniFactory knows every program that uploads by a client id. Create one in the "
                     "developer settings of your account, where it is called “client key”, and register this "
                     "redirect URI for it. You do this once."),
                  TextWidth);
    column->Add(new wxHyperlinkCtrl(this, wxID_ANY, tr("Open the developer settings"), DeveloperSettings),
                wxSizerFlags().Border(wxBOTTOM, FromDIP(10)));
    add_redirect_uri(*column);
    add_fields(*column, profile);
    column->AddSpacer(FromDIP(6));
    add_paragraph(
        *this, *column,
        tr("A client secret is kept in the keyring, and all else in a file that only you can read:"),
        TextWidth);
    auto *kept_in =
        new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_MIDDLE);
    kept_in->SetLabelText(path_text(file));
    kept_in->SetToolTip(path_text(file));
    kept_in->SetMinSize(wxSize(FromDIP(TextWidth), -1)); // however long it is
    column->Add(kept_in, wxSizerFlags().Expand());

    m_result.emplace(*this, *column, TextWidth);
    add_other_places(*column);

    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
    add_buttons(*all, save_label);
    SetSizer(all);
    check();
    fit();
    CentreOnParent();
    m_id.entry->SetFocus();
}

void ConnectionDialog::add_redirect_uri(wxBoxSizer &column)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    auto *label = new wxStaticText(this, wxID_ANY, tr("&Redirect URI:"));
    m_shown_uri = make_entry(*this, wxString::FromUTF8(m_redirect_uri), wxTE_READONLY);
    set_accessible_name_by_label(*m_shown_uri, label->GetLabel());
    auto *copy = new wxButton(this, wxID_ANY, tr("Cop&y"));
    row->Add(label, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(12)));
    row->Add(m_shown_uri, wxSizerFlags(1).CentreVertical());
    row->Add(copy, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(8)));
    column.Add(row, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(16)));
    copy->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        const bool is_copied = copy_text(m_shown_uri->GetValue());
        say(is_copied ? tr("The redirect URI was copied.") : tr("The redirect URI could not be copied."),
            is_copied ? Icon::Good : Icon::Warning);
    });
}

void ConnectionDialog::add_fields(wxBoxSizer &column, const auth::Profile &profile)
{
    auto *grid = new wxFlexGridSizer(2, FromDIP(6), FromDIP(12));
    grid->AddGrowableCol(1, 1);
    m_id = add_field(*grid, tr("Client &id:"), wxString::FromUTF8(profile.client_id), 0, wxString());
    const std::string_view secret = profile.client_secret.view();
    wxString shown = wxString::FromUTF8(secret.data(), secret.size());
    m_secret = add_field(*grid, tr("Client s&ecret:"), shown, wxTE_PASSWORD,
                         m_kept_for.empty() ? tr("Leave it empty if you have none")
                                            : tr("Leave it empty to keep the one in the keyring"));
    wipe(shown);
    if (const auto port = auth::port_of(m_redirect_uri)) {
        m_port = add_field(*grid, tr("&Port:"), wxString::FromUTF8(*port), 0, wxString());
    }
    column.Add(grid, wxSizerFlags().Expand());
}

ConnectionDialog::Field ConnectionDialog::add_field(wxFlexGridSizer &grid, const wxString &label,
                                                    const wxString &value, long style, const wxString &hint)
{
    Field field;
    grid.Add(new wxStaticText(this, wxID_ANY, label), wxSizerFlags().CentreVertical());
    field.entry = make_entry(*this, value, style);
    set_accessible_name_by_label(*field.entry, label);
    if (!hint.empty()) {
        field.entry->SetHint(hint);
    }
    grid.Add(field.entry, wxSizerFlags().Expand());
    grid.AddSpacer(0);
    field.note = new wxStaticText(this, wxID_ANY, wxString());
    field.note->Hide();
    grid.Add(field.note, wxSizerFlags().Expand());
    field.entry->Bind(wxEVT_TEXT, [this](wxCommandEvent &) {
        m_is_touched = true;
        m_wishes.stop_test();
        m_is_tested = false;
        say(wxString()); // of what was entered before
        offer_other_places(false);
        check();
    });
    return field;
}

// Where no keyring keeps the secret.
void ConnectionDialog::add_other_places(wxBoxSizer &column)
{
    m_other_places = new wxBoxSizer(wxHORIZONTAL);
    const auto add = [&](const wxString &label, auth::SecretPlace place) {
        auto *button = new wxButton(this, wxID_ANY, label);
        button->Bind(wxEVT_BUTTON, [this, place](wxCommandEvent &) { save(place); });
        m_other_places->Add(button, wxSizerFlags().Border(wxRIGHT, FromDIP(8)));
    };
    add(tr("Keep it in the &file"), auth::SecretPlace::File);
    add(tr("Use it for this run &only"), auth::SecretPlace::Nowhere);
    column.Add(m_other_places, wxSizerFlags().Border(wxTOP, FromDIP(8)));
    m_other_places->ShowItems(false);
}

void ConnectionDialog::offer_other_places(bool is_offered)
{
    m_other_places->ShowItems(is_offered);
}

auth::SecretPlace ConnectionDialog::usual_place(const auth::ClientInput &entered) const
{
    const bool is_kept = !m_kept_for.empty() && trimmed(entered.id) == m_kept_for;
    return trimmed(entered.secret.view()).empty() && !is_kept ? auth::SecretPlace::File
                                                              : auth::SecretPlace::Keyring;
}

void ConnectionDialog::add_buttons(wxBoxSizer &column, const wxString &save_label)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    m_test = new wxButton(this, wxID_ANY, tr("&Test connection"));
    auto *cancel = new wxButton(this, wxID_CANCEL, tr("&Cancel"));
    m_save = new wxButton(this, wxID_OK, save_label);
    row->Add(m_test);
    row->AddStretchSpacer();
    row->Add(cancel, wxSizerFlags().Border(wxLEFT, FromDIP(24)));
    row->Add(m_save, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    column.Add(row, wxSizerFlags().Expand().Border(wxALL, FromDIP(16)));
    m_save->SetDefault();
    m_test->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { test(); });
    m_save->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { save(usual_place(input())); });
}

auth::ClientInput ConnectionDialog::input() const
{
    auth::ClientInput entered{m_id.entry->GetValue().utf8_string(), secret_in(*m_secret.entry), "1"};
    if (m_port.entry != nullptr) {
        entered.port = m_port.entry->GetValue().utf8_string();
    }
    return entered;
}

void ConnectionDialog::check()
{
    const auth::ClientInput entered = input();
    const auto findings = auth::check(entered);
    const auto show = [&](const Field &field, auth::ClientField which) {
        const auto found =
            std::find_if(findings.begin(), findings.end(),
                         [&](const auth::ClientFinding &finding) { return finding.field == which; });
        // An empty form is no mistake yet.
        const bool is_shown = found != findings.end() && m_is_touched;
        if (field.note != nullptr) {
            field.note->SetLabelText(is_shown ? wxString::FromUTF8("⚠ ") + sentence(*found) : wxString());
            field.note->Show(is_shown);
        }
        return found == findings.end();
    };
    show(m_id, auth::ClientField::Id);
    show(m_secret, auth::ClientField::Secret);
    if (show(m_port, auth::ClientField::Port) && m_port.entry != nullptr) {
        m_shown_uri->ChangeValue(wxString::FromUTF8(auth::with_port(m_redirect_uri, entered.port)));
    }
    m_save->Enable(findings.empty());
    m_test->Enable(findings.empty() && !m_is_tested);
    fit();
}

void ConnectionDialog::test()
{
    m_is_tested = true;
    m_test->Disable();
    say(tr("Trying the connection…"));
    const auth::ClientInput entered = input();
    if (const auto begun = m_wishes.test(entered, usual_place(entered)); !begun) {
        m_is_tested = false;
        m_test->Enable();
        say(sentence(begun.error()), Icon::Failed);
    }
}

void ConnectionDialog::show_test(const std::vector<diagnosis::Check> &checks)
{
    m_is_tested = false;
    m_test->Enable();
    say(test_summary(checks), icon_of(worst_of(checks)));
}

void ConnectionDialog::save(auth::SecretPlace place)
{
    m_save->Disable();
    m_test->Disable();
    offer_other_places(false);
    m_wishes.save(input(), place);
}

void ConnectionDialog::show_saved(const Result<void> &saved)
{
    if (saved) {
        EndModal(wxID_OK);
        return;
    }
    m_save->Enable();
    m_test->Enable();
    const bool is_of_keyring = is_keyring_trouble(saved.error());
    offer_other_places(is_of_keyring);
    say(is_of_keyring ? secret_not_kept(saved.error())
                      : tr("The settings were not saved.") + " " + sentence(saved.error()),
        Icon::Failed);
}

void ConnectionDialog::say(const wxString &text, std::optional<Icon> icon)
{
    m_result->say(text, icon);
    fit();
}

void ConnectionDialog::fit()
{
    GetSizer()->SetSizeHints(this);
    Layout(); // also where the size stays
}

} // namespace mmf::ui
