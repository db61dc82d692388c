#include "description_field.hpp"

#include "accessibility_gtk.hpp"
#include "description_sentences.hpp"
#include "dialog_parts.hpp"
#include "publish/draft.hpp"
#include "text_area_gtk.hpp"
#include "translate.hpp"

#include <utility>
#include <wx/settings.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

// So that somebody who is over the limit can see what to shorten, and no paste makes the window wait.
constexpr int MostShown = 2 * static_cast<int>(publish::MaxDescriptionLength);

} // namespace

DescriptionField::DescriptionField(wxWindow *parent, std::function<void()> on_change)
    : m_on_change(std::move(on_change)),
      m_text(new wxTextCtrl(parent, wxID_ANY, wxString(), wxDefaultPosition, parent->FromDIP(wxSize(380, 80)),
                            wxTE_MULTILINE)),
      m_facts(new wxStaticText(parent, wxID_ANY, wxString()))
{
    m_facts->SetForegroundColour(wxSystemSettings::GetColour(wxSYS_COLOUR_GRAYTEXT));
    set_accessible_name(*m_text, tr("Description"));
    pad_text_area(*m_text);
    limit_text_area(*m_text, MostShown, [this] {
        m_was_refused = true;
        // A selection that was to be replaced has gone already, which is told on its own.
        m_text->CallAfter([this] { m_on_change(); });
    });
    m_text->Bind(wxEVT_TEXT, [this](wxCommandEvent &) {
        m_was_refused = false;
        m_on_change();
    });
}

wxSizer *DescriptionField::make_sizer() const
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_text, wxSizerFlags(1).Expand());
    column->Add(m_facts, wxSizerFlags().Expand());
    return column;
}

void DescriptionField::set(const std::string &description)
{
    m_text->ChangeValue(wxString::FromUTF8(description));
    m_was_refused = false;
}

std::string DescriptionField::value() const
{
    return m_text->GetValue().utf8_string();
}

void DescriptionField::wrap(int width)
{
    wrap_text(*m_facts, m_was_refused ? too_much_was_pasted() : description_facts(value()), width);
}

} // namespace mmf::ui
