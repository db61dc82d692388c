#include "password_dialog.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "notice.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr int TextWidth = 430;

} // namespace

PasswordDialog::PasswordDialog(wxWindow *parent, const auth::PasswordRequest &request)
    : wxDialog(parent, wxID_ANY,
               wxString::Format(tr("Link your %s account"), wxString::FromUTF8(request.service_name)))
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    add_paragraph(
        *this, *column,
        wxString::Format(tr("Sign in so that this slicer may upload models for you. The password goes "
                            "to %s alone and is not kept."),
                         wxString::FromUTF8(request.address)),
        TextWidth);
    if (request.refusal) {
        Notice(*this, *column, TextWidth).say(sentence(*request.refusal), Icon::Failed);
        column->AddSpacer(FromDIP(8));
    }
    auto *grid = new wxFlexGridSizer(2, FromDIP(6), FromDIP(12));
    grid->AddGrowableCol(1, 1);
    m_username = add_field(*grid, tr("&User name:"), wxString::FromUTF8(request.username), 0).entry;
    m_password = add_field(*grid, tr("&Password:"), wxString(), wxTE_PASSWORD).entry;
    m_repeated = add_field(*grid, tr("Password &again:"), wxString(), wxTE_PASSWORD);
    grid->AddSpacer(0);
    m_differ = new wxStaticText(this, wxID_ANY, wxString::FromUTF8("⚠ ") + tr("The two passwords differ."));
    grid->Add(m_differ, wxSizerFlags().Expand());
    column->Add(grid, wxSizerFlags().Expand());
    if (request.may_be_anonymous) {
        m_is_anonymous = add_check_box(*column, tr("This account has &no password"));
    }
    if (request.may_create_account) {
        m_is_new_account = add_check_box(*column, tr("I have no account yet: &create this one"));
        m_is_new_account->SetValue(request.refusal && request.refusal->kind == ErrorKind::AccountRefused);
    } else if (!request.register_url.empty()) {
        column->Add(new wxHyperlinkCtrl(this, wxID_ANY, tr("Create an account"),
                                        wxString::FromUTF8(request.register_url)),
                    wxSizerFlags().Border(wxTOP, FromDIP(8)));
    }

    auto *cancel = new wxButton(this, wxID_CANCEL, tr("&Cancel"));
    m_sign_in = new wxButton(this, wxID_OK, tr("&Sign in"));
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->AddStretchSpacer();
    buttons->Add(cancel);
    buttons->Add(m_sign_in, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
    all->Add(buttons, wxSizerFlags().Expand().Border(wxALL, FromDIP(16)));
    m_sign_in->SetDefault();
    SetSizer(all);
    check();
    show_what_fits();
    CentreOnParent();
    (m_username->IsEmpty() ? m_username : m_password)->SetFocus();
}

PasswordDialog::Field PasswordDialog::add_field(wxSizer &grid, const wxString &label, const wxString &value,
                                                long style)
{
    Field field;
    field.label = new wxStaticText(this, wxID_ANY, label);
    grid.Add(field.label, wxSizerFlags().CentreVertical());
    field.entry = make_entry(*this, value, style);
    set_accessible_name_by_label(*field.entry, label);
    grid.Add(field.entry, wxSizerFlags().Expand());
    field.entry->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { check(); });
    return field;
}

wxCheckBox *PasswordDialog::add_check_box(wxSizer &column, const wxString &label)
{
    auto *box = new wxCheckBox(this, wxID_ANY, label);
    column.Add(box, wxSizerFlags().Border(wxTOP, FromDIP(8)));
    box->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent &) {
        check();
        show_what_fits();
    });
    return box;
}

bool PasswordDialog::is_new_account() const
{
    return m_is_new_account != nullptr && m_is_new_account->IsChecked();
}

void PasswordDialog::check()
{
    if (m_sign_in == nullptr) {
        return; // still being made
    }
    const bool is_anonymous = m_is_anonymous != nullptr && m_is_anonymous->IsChecked();
    const bool differ = is_new_account() && m_repeated.entry->GetValue() != m_password->GetValue();
    m_password->Enable(!is_anonymous);
    m_sign_in->Enable(!m_username->IsEmpty() && (is_anonymous || !m_password->IsEmpty()) && !differ);
    if (m_differ->Show(differ && !m_repeated.entry->IsEmpty())) {
        Fit();
    }
}

// A password is repeated where a slip would lock its owner out.
void PasswordDialog::show_what_fits()
{
    m_repeated.label->Show(is_new_account());
    m_repeated.entry->Show(is_new_account());
    m_sign_in->SetLabel(is_new_account() ? tr("&Create and sign in") : tr("&Sign in"));
    Fit();
}

Result<auth::PasswordGranted> PasswordDialog::run()
{
    const bool is_confirmed = ShowModal() == wxID_OK && !m_has_ended;
    auth::PasswordGranted granted;
    if (m_password->IsEnabled()) {
        granted.password = secret_in(*m_password);
    }
    m_password->Clear();
    m_repeated.entry->Clear();
    if (!is_confirmed) {
        return fail(ErrorKind::Cancelled);
    }
    granted.username = m_username->GetValue().utf8_string();
    granted.is_new_account = is_new_account();
    return granted;
}

void PasswordDialog::close()
{
    if (!std::exchange(m_has_ended, true)) {
        CallAfter([this] { EndModal(wxID_CANCEL); });
    }
}

} // namespace mmf::ui
