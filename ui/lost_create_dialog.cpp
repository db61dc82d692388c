#include "lost_create_dialog.hpp"

#include "lost_create_page.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/msgdlg.h>
#include <wx/sizer.h>

namespace mmf::ui {

LostCreateDialog::LostCreateDialog(wxWindow *parent, const publish::JobEnded &ended, Wishes wishes)
    : wxDialog(parent, wxID_ANY, tr("Publish to MyMiniFactory"), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      m_wishes(std::move(wishes))
{
    m_page = new LostCreatePage(
        this, [this](const std::string &object_id) { wait_for([&] { m_wishes.adopt(object_id); }); });
    auto *forget = new wxButton(this, wxID_ANY, tr("&Forget this upload"));
    auto *close = new wxButton(this, wxID_CANCEL, tr("&Close"));
    auto *create = new wxButton(this, wxID_ANY, tr("It is not there: c&reate it"));
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(forget);
    buttons->AddStretchSpacer();
    buttons->Add(close, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    buttons->Add(create, wxSizerFlags().Border(wxLEFT, FromDIP(8)));
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_page, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(14)));
    column->Add(buttons, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(14)));
    SetSizer(column);
    forget->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        if (confirms_forgetting(this)) {
            wait_for(m_wishes.forget);
        }
    });
    create->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { wait_for(m_wishes.create_anew); });
    close->SetDefault();
    m_page->show(ended);
    SetMinSize(GetSizer()->ComputeFittingWindowSize(this));
    CentreOnParent();
    close->SetFocus();
}

void LostCreateDialog::show(const publish::ObjectsSearched &searched)
{
    m_page->show(searched);
}

void LostCreateDialog::show(const Error &error)
{
    Enable();
    m_page->show(error);
}

void LostCreateDialog::decided()
{
    CallAfter([this] { EndModal(wxID_OK); });
}

// One wish at a time.
void LostCreateDialog::wait_for(const std::function<void()> &wish)
{
    Disable();
    wish();
}

bool confirms_forgetting(wxWindow *parent)
{
    wxMessageDialog question(parent, tr("Forget this upload?"), tr("Publish to MyMiniFactory"),
                             wxOK | wxCANCEL | wxCANCEL_DEFAULT | wxICON_QUESTION);
    question.SetOKCancelLabels(tr("&Forget it"), tr("&Cancel"));
    question.SetExtendedMessage(
        tr("Its files are not kept any longer. If an empty entry of it is on the site, it stays there."));
    return question.ShowModal() == wxID_OK;
}

} // namespace mmf::ui
