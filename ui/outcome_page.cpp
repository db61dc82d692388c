#include "outcome_page.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "icons.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <wx/button.h>
#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int Width = 420; // in DIPs, of the sentence
constexpr int WidthBesideCover = 340;

Icon icon_of(const publish::JobEnded &ended)
{
    using publish::Phase;
    if (ended.phase == Phase::Done) {
        const bool is_as_asked = !ended.shown || *ended.shown == ended.visibility;
        return is_as_asked ? Icon::Good : Icon::Warning;
    }
    const bool was_wished = ended.phase == Phase::Cancelled || ended.phase == Phase::Paused;
    return was_wished ? Icon::Information : Icon::Warning;
}

} // namespace

OutcomePage::OutcomePage(wxWindow *parent) : wxPanel(parent)
{
    const int gap = FromDIP(8);
    m_cover = new wxStaticBitmap(this, wxID_ANY, wxBitmapBundle());
    set_accessible_name(*m_cover, tr("Cover picture"));
    m_icon = new wxStaticBitmap(this, wxID_ANY, wxBitmapBundle());
    m_name =
        new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_name->SetFont(m_name->GetFont().Bold());
    m_text = new wxStaticText(this, wxID_ANY, wxString());
    m_object_page = make_link(*this, tr("Open object page"));
    m_status_page = make_link(*this, tr("Open status page"));
    m_copy = new wxButton(this, wxID_ANY, tr("Copy &link"));
    m_copied = new wxStaticText(this, wxID_ANY, wxString());
    m_copy->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { copy_link(); });

    auto *copying = new wxBoxSizer(wxHORIZONTAL);
    copying->Add(m_copy, wxSizerFlags().CentreVertical());
    copying->Add(m_copied, wxSizerFlags(1).CentreVertical().Border(wxLEFT, gap));
    auto *words = new wxBoxSizer(wxVERTICAL);
    words->Add(m_name, wxSizerFlags().Expand().Border(wxBOTTOM, gap));
    words->Add(m_text, wxSizerFlags().Expand());
    words->Add(m_object_page, wxSizerFlags().Border(wxTOP, 2 * gap));
    words->Add(m_status_page, wxSizerFlags().Border(wxTOP, gap));
    words->Add(copying, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    auto *message = new wxBoxSizer(wxHORIZONTAL);
    message->Add(m_icon, wxSizerFlags().Top().Border(wxRIGHT, 2 * gap));
    message->Add(words, wxSizerFlags(1).Top());
    lay_out_message(*this, *m_cover, *message);
}

void OutcomePage::show(const publish::JobEnded &ended, const wxBitmap &cover)
{
    m_cover->SetBitmap(cover);
    m_cover->Show(cover.IsOk());
    m_icon->SetBitmap(bitmap_of(icon_of(ended), LargeIcon));
    m_name->SetLabelText(wxString::FromUTF8(ended.name));
    m_name->Show(!ended.name.empty());
    set_paragraph(*m_text, sentence(ended), cover.IsOk() ? WidthBesideCover : Width);
    show_link(*m_object_page, ended.object_url);
    show_link(*m_status_page, ended.status_url);
    m_link = ended.object_url.empty() ? ended.status_url : ended.object_url;
    m_copy->Show(!m_link.empty());
    m_copied->SetLabelText(wxString());
    Layout();
}

void OutcomePage::copy_link()
{
    m_copied->SetLabelText(copy_text(wxString::FromUTF8(m_link))
                               ? tr("Copied")
                               : tr("The clipboard is in use by another program."));
    Layout();
}

} // namespace mmf::ui
