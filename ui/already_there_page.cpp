#include "already_there_page.hpp"

#include "dialog_parts.hpp"
#include "icons.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

AlreadyTherePage::AlreadyTherePage(wxWindow *parent) : wxPanel(parent)
{
    const int gap = FromDIP(8);
    auto *icon = new wxStaticBitmap(this, wxID_ANY, bitmap_of(Icon::Question, LargeIcon));
    m_when = new wxStaticText(this, wxID_ANY, wxString());
    m_when->SetFont(m_when->GetFont().Bold());
    m_what = new wxStaticText(this, wxID_ANY, wxString());
    m_object_page = make_link(*this, tr("Open object page"));

    auto *words = new wxBoxSizer(wxVERTICAL);
    words->Add(m_when, wxSizerFlags().Expand());
    words->Add(m_what, wxSizerFlags().Expand().Border(wxTOP, gap));
    words->Add(m_object_page, wxSizerFlags().Border(wxTOP, 2 * gap));
    lay_out_message(*this, *icon, *words);
}

void AlreadyTherePage::show(const publish::AlreadyPublished &published)
{
    m_when->SetLabelText(published.is_certain ? published_on(published.when)
                                              : tr("An upload of this may have created an object already."));
    const wxString what =
        published.is_certain
            ? tr("The same files are on MyMiniFactory as “%s”. Nothing has been "
                 "sent again. If you publish it again, there will be two.")
            : tr("Look whether “%s” is among your objects on MyMiniFactory. Nothing has been "
                 "sent again. If it is there and you publish it again, there will be two.");
    set_paragraph(*m_what, wxString::Format(what, wxString::FromUTF8(published.name)), 420);
    show_link(*m_object_page, published.object_url);
    Layout();
}

} // namespace mmf::ui
