#include "account_dialog.hpp"

#include "dialog_parts.hpp"
#include "http/url.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int TextWidth = 430;

} // namespace

AccountDialog::AccountDialog(wxWindow *parent, std::function<void(wxWindow *dialog)> change_connection,
                             std::function<void()> check_link)
    : wxDialog(parent, wxID_ANY, tr("MyMiniFactory account"))
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    m_account = add_paragraph(*this, *column, wxString(), TextWidth);
    m_account->SetFont(m_account->GetFont().Bold());
    m_service = add_paragraph(*this, *column, wxString(), TextWidth);
    m_checked = add_paragraph(*this, *column, wxString(), TextWidth);
    m_checked->Hide();
    m_about_unlinking = add_paragraph(*this, *column,
                                      tr("Unlinking forgets the link on this computer. To withdraw the "
                                         "permission itself, use your account settings on MyMiniFactory."),
                                      TextWidth);

    m_unlink = new wxButton(this, wxID_DELETE, tr("&Unlink"));
    m_check = new wxButton(this, wxID_ANY, tr("Check &link"));
    auto *connection = new wxButton(this, wxID_ANY, tr("Co&nnection…"));
    auto *close = new wxButton(this, wxID_CANCEL, tr("&Close"));
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(m_unlink, wxSizerFlags().Border(wxRIGHT, FromDIP(8)));
    buttons->Add(m_check, wxSizerFlags().Border(wxRIGHT, FromDIP(8)));
    buttons->Add(connection);
    buttons->AddStretchSpacer();
    buttons->Add(close, wxSizerFlags().Border(wxLEFT, FromDIP(24)));
    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
    all->Add(buttons, wxSizerFlags().Expand().Border(wxALL, FromDIP(16)));
    SetSizer(all);
    close->SetDefault();
    close->SetFocus();

    m_unlink->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { EndModal(wxID_DELETE); });
    m_check->Bind(wxEVT_BUTTON, [this, check_link = std::move(check_link)](wxCommandEvent &) {
        m_check->Disable();
        show_text(tr("Asking the service…"));
        check_link();
    });
    connection->Enable(change_connection != nullptr);
    connection->Bind(wxEVT_BUTTON, [this, change_connection = std::move(change_connection)](
                                       wxCommandEvent &) { change_connection(this); });
}

void AccountDialog::show(const auth::Profile &profile, const publish::AccountChanged &account)
{
    const auto api = http::parse_url(profile.api_base_url);
    set_paragraph(*m_account, account_text(account), TextWidth);
    set_paragraph(*m_service,
                  wxString::Format(tr("Service: %s at %s"), wxString::FromUTF8(profile.name),
                                   wxString::FromUTF8(api ? api->origin() : profile.api_base_url)),
                  TextWidth);
    m_about_unlinking->Show(account.is_linked);
    m_unlink->Show(account.is_linked);
    m_check->Show(account.is_linked);
    m_check->Enable();     // also where the check was ended with the connection before
    show_text(wxString()); // of the link before
}

void AccountDialog::show_check(const wxString &text)
{
    m_check->Enable();
    show_text(text);
}

void AccountDialog::show_text(const wxString &text)
{
    set_paragraph(*m_checked, text, TextWidth);
    m_checked->Show(!text.empty());
    GetSizer()->SetSizeHints(this);
    Layout(); // also where the size stays
}

} // namespace mmf::ui
