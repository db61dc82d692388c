#include "account_dialog.hpp"

#include "accessibility_gtk.hpp"
#include "avatar_picture.hpp"
#include "dialog_parts.hpp"
#include "http/url.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int AvatarSide = 56;
constexpr int Margin = 16;
constexpr int TextWidth = 430;
constexpr int BesideAvatar = TextWidth - AvatarSide - Margin;

wxButton *add_button(wxWindow &parent, wxBoxSizer &row, const wxString &label, std::function<void()> wish)
{
    auto *button = new wxButton(&parent, wxID_ANY, label);
    row.Add(button, wxSizerFlags().Border(wxRIGHT, parent.FromDIP(8)));
    button->Enable(wish != nullptr);
    button->Bind(wxEVT_BUTTON, [wish = std::move(wish)](wxCommandEvent &) { wish(); });
    return button;
}

} // namespace

AccountDialog::AccountDialog(wxWindow *parent, Wishes wishes)
    : wxDialog(parent, wxID_ANY, tr("MyMiniFactory account"))
{
    const int margin = FromDIP(Margin);
    auto *column = new wxBoxSizer(wxVERTICAL);
    add_account(*column);
    m_notice.emplace(*this, *column, TextWidth);
    auto *all = new wxBoxSizer(wxVERTICAL);
    all->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, margin));
    add_buttons(*all, std::move(wishes));
    SetSizer(all);
}

void AccountDialog::add_account(wxBoxSizer &column)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    m_avatar = new wxStaticBitmap(this, wxID_ANY, nobodys_picture(AvatarSide));
    set_accessible_name(*m_avatar, tr("Picture of the account"));
    auto *words = new wxBoxSizer(wxVERTICAL);
    m_account = add_paragraph(*this, *words, wxString(), BesideAvatar);
    m_account->SetFont(m_account->GetFont().Bold());
    m_service = add_paragraph(*this, *words, wxString(), BesideAvatar);
    m_life = add_paragraph(*this, *words, wxString(), BesideAvatar);
    row->Add(m_avatar, wxSizerFlags().Top().Border(wxRIGHT, FromDIP(Margin)));
    row->Add(words, wxSizerFlags(1));
    column.Add(row, wxSizerFlags().Expand());
}

void AccountDialog::add_buttons(wxBoxSizer &column, Wishes wishes)
{
    const int margin = FromDIP(Margin);
    auto *account = new wxBoxSizer(wxHORIZONTAL);
    m_link = add_button(*this, *account, tr("&Link account…"), std::move(wishes.link));
    m_create = add_button(*this, *account, tr("Create &account…"), [this] { create_account(); });
    m_check =
        add_button(*this, *account, tr("C&heck link"), [this, check_link = std::move(wishes.check_link)] {
            m_check->Disable();
            say(tr("Asking the service…"));
            check_link();
        });
    m_switch = add_button(*this, *account, tr("&Switch account…"), std::move(wishes.switch_account));
    m_unlink = add_button(*this, *account, tr("&Unlink"), std::move(wishes.unlink));
    column.Add(account, wxSizerFlags().Border(wxLEFT | wxRIGHT | wxTOP, margin));

    auto *window = new wxBoxSizer(wxHORIZONTAL);
    add_button(*this, *window, tr("Co&nnection settings…"), std::move(wishes.change_connection));
    m_close = new wxButton(this, wxID_CANCEL, tr("&Close"));
    window->AddStretchSpacer();
    window->Add(m_close, wxSizerFlags().Border(wxLEFT, FromDIP(24)));
    column.Add(window, wxSizerFlags().Expand().Border(wxALL, margin));
    m_close->SetFocus();
}

void AccountDialog::show(const auth::Profile &profile, const publish::AccountChanged &account)
{
    if (std::exchange(m_is_linked, account.is_linked) && !account.is_linked) {
        m_avatar->SetBitmap(nobodys_picture(AvatarSide));
    }
    m_register_url = profile.register_url;
    const auto api = http::parse_url(profile.api_base_url);
    set_paragraph(*m_account, linked_as(account), BesideAvatar);
    set_paragraph(*m_service,
                  wxString::Format(tr("Service: %s at %s"), wxString::FromUTF8(profile.name),
                                   wxString::FromUTF8(api ? api->origin() : profile.api_base_url)),
                  BesideAvatar);
    set_paragraph(*m_life, link_life(account), BesideAvatar);
    m_life->Show(account.is_linked);
    show_buttons(account.is_linked);
    fit();
}

void AccountDialog::show_buttons(bool is_linked)
{
    m_check->Show(is_linked);
    m_check->Enable(); // also where the check was ended with the connection before
    m_link->Show(!is_linked);
    m_create->Show(!is_linked && !m_register_url.empty());
    m_switch->Show(is_linked);
    m_unlink->Show(is_linked);
    if (wxWindow *focused = FindFocus(); focused != nullptr && !focused->IsShown()) {
        m_close->SetFocus();
    }
    (is_linked ? m_close : m_link)->SetDefault();
}

void AccountDialog::show(const api::Avatar &avatar)
{
    if (const auto picture = picture_of(avatar, AvatarSide); picture && m_is_linked) {
        m_avatar->SetBitmap(*picture);
        Layout();
    }
}

void AccountDialog::show_check(const wxString &text)
{
    m_check->Enable();
    say(text);
}

void AccountDialog::create_account()
{
    const bool is_open = open_in_browser(m_register_url);
    say(is_open ? tr("The page opens in your browser. Come back and link the account when you have it.")
                : no_browser_for(m_register_url),
        is_open ? Icon::Information : Icon::Warning);
}

void AccountDialog::say(const wxString &text, std::optional<Icon> icon)
{
    m_notice->say(text, icon);
    fit();
}

void AccountDialog::fit()
{
    GetSizer()->SetSizeHints(this);
    Layout(); // also where the size stays
}

} // namespace mmf::ui
