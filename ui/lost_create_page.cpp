#include "lost_create_page.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "icons.hpp"
#include "publish/object_reference.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr int TextWidth = 430;

wxString found_text(const std::vector<publish::ObjectMatch> &matches)
{
    if (matches.empty()) {
        return tr("None of your objects that MyMiniFactory lists has this name and these files. It may not "
                  "list what is new or private.");
    }
    const auto count = static_cast<unsigned>(matches.size());
    return tr("This object of yours has the same name and waits for the same files:",
              "These objects of yours have the same name and wait for the same files:", count);
}

} // namespace

LostCreatePage::LostCreatePage(wxWindow *parent, std::function<void(const std::string &object_id)> adopt)
    : wxPanel(parent), m_adopt(std::move(adopt))
{
    const int gap = FromDIP(8);
    auto *icon = new wxStaticBitmap(this, wxID_ANY, bitmap_of(Icon::Question, LargeIcon));
    auto *heading = new wxStaticText(this, wxID_ANY, tr("The object may or may not have been created."));
    heading->SetFont(heading->GetFont().Bold());
    m_reason = new wxStaticText(this, wxID_ANY, wxString());
    m_searched = new wxStaticText(this, wxID_ANY, wxString());
    m_matches = new wxBoxSizer(wxVERTICAL);
    const wxString label = tr("Its &number or address, if you see it on MyMiniFactory:");
    auto *named = new wxStaticText(this, wxID_ANY, label);
    m_named = make_entry(*this, wxString(), wxTE_PROCESS_ENTER);
    set_accessible_name(*m_named, tr("Number or address of the object"));
    m_use = new wxButton(this, wxID_ANY, tr("&Use it"));

    auto *naming = new wxBoxSizer(wxHORIZONTAL);
    naming->Add(m_named, wxSizerFlags(1).CentreVertical());
    naming->Add(m_use, wxSizerFlags().Border(wxLEFT, gap));
    auto *words = new wxBoxSizer(wxVERTICAL);
    words->Add(heading, wxSizerFlags().Expand());
    words->Add(m_reason, wxSizerFlags().Expand().Border(wxTOP, gap));
    words->Add(m_searched, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    words->Add(m_matches, wxSizerFlags().Expand());
    words->Add(named, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    words->Add(naming, wxSizerFlags().Expand().Border(wxTOP, gap / 2));
    words->AddSpacer(gap);
    m_notice.emplace(*this, *words, TextWidth);
    lay_out_message(*this, *icon, *words);

    m_use->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { adopt_named(); });
    m_named->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent &) { adopt_named(); });
    m_named->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { m_use->Enable(!m_named->IsEmpty()); });
}

void LostCreatePage::show(const publish::JobEnded &ended)
{
    set_paragraph(*m_reason, why_undecided(ended), TextWidth);
    set_paragraph(*m_searched, tr("Looking among your objects…"), TextWidth);
    m_matches->Clear(true);
    m_named->Clear();
    m_use->Disable();
    m_notice->say(wxString());
    fit_to_text();
}

void LostCreatePage::show(const publish::ObjectsSearched &searched)
{
    m_matches->Clear(true);
    if (!searched.found) {
        set_paragraph(*m_searched,
                      tr("Your objects could not be looked through.") + " " +
                          sentence(searched.found.error()),
                      TextWidth);
    } else {
        set_paragraph(*m_searched, found_text(*searched.found), TextWidth);
        for (const publish::ObjectMatch &match : *searched.found) {
            add_match(match);
        }
    }
    fit_to_text();
}

void LostCreatePage::show(const Error &error)
{
    m_notice->say(sentence(error), Icon::Failed);
    fit_to_text();
}

void LostCreatePage::add_match(const publish::ObjectMatch &match)
{
    const wxString name = wxString::FromUTF8(match.name + " (" + match.id + ")");
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    if (match.object_url.empty()) {
        auto *shown = new wxStaticText(this, wxID_ANY, wxString());
        shown->SetLabelText(name);
        row->Add(shown, wxSizerFlags().CentreVertical());
    } else {
        auto *link = make_link(*this, name);
        show_link(*link, match.object_url);
        row->Add(link, wxSizerFlags().CentreVertical());
    }
    row->AddStretchSpacer();
    auto *send = new wxButton(this, wxID_ANY, tr("&Send the files to it"));
    send->MoveBeforeInTabOrder(m_named);
    send->Bind(wxEVT_BUTTON, [this, id = match.id](wxCommandEvent &) { m_adopt(id); });
    row->Add(send, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    m_matches->Add(row, wxSizerFlags().Expand().Border(wxTOP, FromDIP(6)));
}

void LostCreatePage::adopt_named()
{
    if (m_named->IsEmpty()) {
        return;
    }
    if (const auto id = publish::object_id_in(m_named->GetValue().utf8_string())) {
        m_adopt(*id);
    } else {
        m_notice->say(tr("There is no object's number in it. It is at the end of the address of its page."),
                      Icon::Warning);
        fit_to_text();
    }
}

void LostCreatePage::fit_to_text()
{
    Layout();
    // A small dialog grows to what is said; it never shrinks beneath the person's hand.
    wxWindow *dialog = wxGetTopLevelParent(this);
    wxSize size = dialog->GetSize();
    size.IncTo(dialog->GetSizer()->ComputeFittingWindowSize(dialog));
    dialog->SetSize(size);
}

} // namespace mmf::ui
