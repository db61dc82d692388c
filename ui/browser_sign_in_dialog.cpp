#include "browser_sign_in_dialog.hpp"

#include "dialog_parts.hpp"
#include "http/url.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/log.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/utils.h>

namespace mmf::ui {

namespace {

constexpr int TextWidth = 430;

wxString origin_of(const std::string &url)
{
    const auto parsed = http::parse_url(url);
    return wxString::FromUTF8(parsed ? parsed->origin() : std::string());
}

} // namespace

BrowserSignInDialog::BrowserSignInDialog(wxWindow *parent, const std::string &service_name, std::string url,
                                         const wxString &reason)
    : wxDialog(parent, wxID_ANY,
               wxString::Format(tr("Link your %s account in the browser"), wxString::FromUTF8(service_name))),
      m_url(std::move(url)),
      m_is_chosen(reason.empty())
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    if (!reason.empty()) {
        add_paragraph(*this, *column, reason, TextWidth);
    }
    m_heading = add_paragraph(*this, *column, tr("Sign in with your browser"), TextWidth);
    m_heading->SetFont(m_heading->GetFont().Bold().Scaled(1.15F));
    add_paragraph(*this, *column,
                  wxString::Format(tr("%s asks there whether this slicer may upload models for you. Its "
                                      "page is at %s. When you have answered, this window closes by "
                                      "itself."),
                                   wxString::FromUTF8(service_name), origin_of(m_url)),
                  TextWidth);
    m_notice = add_paragraph(*this, *column, wxString(), TextWidth);
    m_notice->Hide();

    m_open = new wxButton(this, wxID_ANY, tr("&Open the browser"));
    auto *copy = new wxButton(this, wxID_ANY, tr("Co&py the address"));
    auto *cancel = new wxButton(this, wxID_CANCEL);
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(m_open);
    buttons->Add(copy, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    buttons->AddStretchSpacer();
    buttons->Add(cancel, wxSizerFlags().Border(wxLEFT, FromDIP(24)));

    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
    all->Add(buttons, wxSizerFlags().Expand().Border(wxALL, FromDIP(16)));
    m_open->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { open_browser(); });
    copy->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { copy_address(); });
    cancel->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { finish(); });
    SetSizerAndFit(all);
    CentreOnParent();
    m_open->SetDefault();
    m_open->SetFocus();
}

void BrowserSignInDialog::run()
{
    if (m_is_chosen) {
        // Not before the dialog is there: where there is no browser, it says so.
        CallAfter([this] { open_browser(); });
    }
    ShowModal();
}

void BrowserSignInDialog::finish()
{
    if (!std::exchange(m_has_ended, true)) {
        CallAfter([this] { EndModal(wxID_CANCEL); });
    }
}

void BrowserSignInDialog::open_browser()
{
    if (m_has_ended) {
        return;
    }
    const wxLogNull silent; // the dialog says it better
    const bool is_open = wxLaunchDefaultBrowser(wxString::FromUTF8(m_url), wxBROWSER_NOBUSYCURSOR);
    if (is_open) {
        m_heading->SetLabelText(tr("Continue in your browser…"));
        m_open->SetLabel(tr("&Open the browser again"));
    }
    say(is_open ? wxString()
                : tr("No browser could be opened. Copy the address and open it in a browser yourself."));
}

void BrowserSignInDialog::copy_address()
{
    say(copy_text(wxString::FromUTF8(m_url)) ? tr("The address was copied. It is good for this sign-in only.")
                                             : tr("The address could not be copied."));
}

void BrowserSignInDialog::say(const wxString &text)
{
    set_paragraph(*m_notice, text, TextWidth);
    m_notice->Show(!text.empty());
    GetSizer()->SetSizeHints(this);
}

} // namespace mmf::ui
