#include "pictures_box.hpp"

#include "cover_view.hpp"
#include "picture_list.hpp"

#include "translate.hpp"

#include <utility>
#include <wx/checkbox.h>
#include <wx/settings.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

PicturesBox::PicturesBox(wxWindow *parent, const publish::PictureChoice &offered,
                         std::function<void()> on_resize)
    : wxPanel(parent)
{
    m_cover = new CoverView(this, offered.cover.view);
    m_cover->show_wanted(offered.cover.is_sent);
    m_sends_cover = new wxCheckBox(this, wxID_ANY, tr("Send a co&ver picture"));
    m_sends_cover->SetValue(offered.cover.is_sent);
    m_sends_cover->Bind(wxEVT_CHECKBOX,
                        [this](wxCommandEvent &event) { m_cover->show_wanted(event.IsChecked()); });
    m_added = new PictureList(this, m_cover->GetMinSize().x, offered.added, std::move(on_resize));
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_cover);
    // Not as a tip, which would cover the picture.
    auto *hint = new wxStaticText(this, wxID_ANY, tr("Drag it, or use the arrow keys, to turn the model."));
    hint->Wrap(m_cover->GetMinSize().x);
    hint->SetForegroundColour(wxSystemSettings::GetColour(wxSYS_COLOUR_GRAYTEXT));
    column->Add(hint, wxSizerFlags().Border(wxTOP, FromDIP(3)));
    column->Add(m_sends_cover, wxSizerFlags().Border(wxTOP, FromDIP(6)));
    column->Add(m_added, wxSizerFlags().Expand().Border(wxTOP, FromDIP(6)));
    SetSizer(column);
}

void PicturesBox::show_source(const publish::Source &source)
{
    if (!m_source || !publish::are_same_meshes(*m_source, source)) {
        m_source = source;
        m_cover->set_source(source);
    }
}

wxBitmap PicturesBox::cover() const
{
    return m_sends_cover->GetValue() ? m_cover->bitmap() : wxBitmap();
}

publish::PictureChoice PicturesBox::value() const
{
    return {{m_cover->view(), m_sends_cover->GetValue()}, m_added->value()};
}

} // namespace mmf::ui
