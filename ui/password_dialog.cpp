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
    }
    auto *grid = new wxFlexGridSizer(2, FromDIP(6), FromDIP(12));
    grid->AddGrowableCol(1, 1);
    m_username = add_field(*grid, tr("&User name:"), wxString::FromUTF8(request.username), 0);
    m_password = add_field(*grid, tr("&Password:"), wxString(), wxTE_PASSWORD);
    column->Add(grid, wxSizerFlags().Expand());
    if (request.may_be_anonymous) {
        m_is_anonymous = new wxCheckBox(this, wxID_ANY, tr("This account has &no password"));
        column->Add(m_is_anonymous, wxSizerFlags().Border(wxTOP, FromDIP(8)));
        m_is_anonymous->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent &) { check(); });
    }
    if (!request.register_url.empty()) {
        column->Add(new wxHyperlinkCtrl(this, wxID_ANY, tr("Create an account"),
                                        wxString::FromUTF8(request.register_url)),
                    wxSizerFlags().Border(wxTOP, FromDIP(8)));
    }

    auto *cancel = new wxButton(this, wxID_CANCEL);
    m_sign_in = new wxButton(this, wxID_OK, tr("&Sign in"));
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->AddStretchSpacer();
    buttons->Add(cancel);
    buttons->Add(m_sign_in, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
    all->Add(buttons, wxSizerFlags().Expand().Border(wxALL, FromDIP(16)));
    m_sign_in->SetDefault();
    SetSizerAndFit(all);
    CentreOnParent();
    check();
    (m_username->IsEmpty() ? m_username : m_password)->SetFocus();
}

wxTextCtrl *PasswordDialog::add_field(wxFlexGridSizer &grid, const wxString &label, const wxString &value,
                                      long style)
{
    grid.Add(new wxStaticText(this, wxID_ANY, label), wxSizerFlags().CentreVertical());
    auto *entry = new wxTextCtrl(this, wxID_ANY, value, wxDefaultPosition, wxDefaultSize, style);
    set_accessible_name(*entry, wxControl::RemoveMnemonics(label).BeforeLast(':'));
    grid.Add(entry, wxSizerFlags().Expand());
    entry->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { check(); });
    return entry;
}

void PasswordDialog::check()
{
    if (m_sign_in == nullptr) {
        return; // still being made
    }
    const bool is_anonymous = m_is_anonymous != nullptr && m_is_anonymous->IsChecked();
    m_password->Enable(!is_anonymous);
    m_sign_in->Enable(!m_username->IsEmpty() && (is_anonymous || !m_password->IsEmpty()));
}

Result<auth::PasswordGranted> PasswordDialog::run()
{
    const bool is_confirmed = ShowModal() == wxID_OK && !m_has_ended;
    auth::PasswordGranted granted;
    if (m_password->IsEnabled()) {
        granted.password = secret_in(*m_password);
    }
    m_password->Clear();
    if (!is_confirmed) {
        return fail(ErrorKind::Cancelled);
    }
    granted.username = m_username->GetValue().utf8_string();
    return granted;
}

void PasswordDialog::close()
{
    if (!std::exchange(m_has_ended, true)) {
        CallAfter([this] { EndModal(wxID_CANCEL); });
    }
}

} // namespace mmf::ui
