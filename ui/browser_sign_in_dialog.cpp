#include "browser_sign_in_dialog.hpp"

#include "accessibility_gtk.hpp"
#include "base/secret.hpp"
#include "dialog_parts.hpp"
#include "http/url.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr int TextWidth = 430;
constexpr unsigned long MaxPasted = 32 * 1024; // characters

wxString origin_of(const std::string &url)
{
    const auto parsed = http::parse_url(url);
    return wxString::FromUTF8(parsed ? parsed->origin() : std::string());
}

} // namespace

BrowserSignInDialog::BrowserSignInDialog(wxWindow *parent, const std::string &service_name, std::string url,
                                         const wxString &reason, UsePasted use_pasted)
    : wxDialog(parent, wxID_ANY,
               wxString::Format(tr("Link your %s account in the browser"), wxString::FromUTF8(service_name))),
      m_url(std::move(url)),
      m_is_chosen(reason.empty()),
      m_use_pasted(std::move(use_pasted))
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    m_heading = add_paragraph(*this, *column, tr("Sign in with your browser"), TextWidth);
    m_heading->SetFont(m_heading->GetFont().Bold().Scaled(1.15F));
    if (!reason.empty()) {
        add_paragraph(*this, *column, reason, TextWidth);
    }
    add_paragraph(*this, *column,
                  wxString::Format(tr("%s asks there whether this slicer may upload models for you. Its "
                                      "page is at %s. When you have answered, this window closes by "
                                      "itself."),
                                   wxString::FromUTF8(service_name), origin_of(m_url)),
                  TextWidth);
    if (m_use_pasted) {
        add_pasting(*column);
    }
    m_notice = add_paragraph(*this, *column, wxString(), TextWidth);
    m_notice->Hide();

    m_open = new wxButton(this, wxID_ANY, tr("&Open the browser"));
    auto *copy = new wxButton(this, wxID_ANY, tr("Co&py the address"));
    auto *cancel = new wxButton(this, wxID_CANCEL, tr("&Cancel"));
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

void BrowserSignInDialog::add_pasting(wxSizer &column)
{
    column.Add(
        new wxStaticText(this, wxID_ANY, tr("If it cannot come back here, p&aste the address it ended at:")),
        wxSizerFlags().Border(wxTOP, FromDIP(4)));
    m_pasted = make_entry(*this, wxString(), wxTE_PROCESS_ENTER);
    m_pasted->SetMaxLength(MaxPasted);
    set_accessible_name(*m_pasted, tr("Address"));
    auto *use = new wxButton(this, wxID_ANY, tr("&Use it"));
    use->Disable();
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(m_pasted, wxSizerFlags(1).CentreVertical());
    row->Add(use, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(8)));
    column.Add(row, wxSizerFlags().Expand().Border(wxTOP | wxBOTTOM, FromDIP(6)));
    m_pasted->Bind(wxEVT_TEXT, [this, use](wxCommandEvent &) { use->Enable(!m_pasted->IsEmpty()); });
    m_pasted->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent &) { use_pasted(); });
    use->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { use_pasted(); });
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
    const bool is_open = open_in_browser(m_url);
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

// There is a code or a token in it, which does not stay where it was pasted.
void BrowserSignInDialog::use_pasted()
{
    if (m_has_ended || m_pasted->IsEmpty()) {
        return;
    }
    wxString shown = m_pasted->GetValue();
    m_pasted->Clear();
    std::string address = shown.utf8_string();
    wipe(shown);
    const wxString refusal = m_use_pasted(address);
    mmf::wipe(address);
    if (refusal.empty()) {
        finish();
    } else {
        say(refusal);
    }
}

void BrowserSignInDialog::say(const wxString &text)
{
    set_paragraph(*m_notice, text, TextWidth);
    m_notice->Show(!text.empty());
    GetSizer()->SetSizeHints(this);
}

} // namespace mmf::ui
