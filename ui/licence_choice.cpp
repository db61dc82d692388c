#include "licence_choice.hpp"

#include "accessibility_gtk.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/sizer.h>

namespace mmf::ui {

LicenceChoice::LicenceChoice(wxWindow *parent, std::function<void()> on_change)
    : wxPanel(parent), m_on_change(std::move(on_change)), m_offered(offered_licences())
{
    m_choice = new wxChoice(this, wxID_ANY);
    for (const OfferedLicence &offered : m_offered) {
        m_choice->Append(offered.words);
    }
    m_choice->Append(tr("Choose each…"));
    set_accessible_name(*m_choice, tr("Licence"));
    m_choice->Bind(wxEVT_CHOICE, [this](wxCommandEvent &) { on_choice(); });

    m_terms = new wxPanel(this);
    auto *grid = new wxFlexGridSizer(2, 0, FromDIP(12));
    for (const api::LicenceTerm term : api::LicenceTerms) {
        auto *box = new wxCheckBox(m_terms, wxID_ANY, term_text(term));
        box->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent &) { m_on_change(); });
        grid->Add(box);
        m_boxes.at(static_cast<std::size_t>(term)) = box;
    }
    m_terms->SetSizer(grid);

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_choice, wxSizerFlags().Expand());
    column->Add(m_terms, wxSizerFlags().Expand().Border(wxTOP, FromDIP(4)));
    SetSizer(column);
    set({});
}

bool LicenceChoice::is_each_chosen() const
{
    return m_choice->GetSelection() == static_cast<int>(m_offered.size());
}

void LicenceChoice::on_choice()
{
    // It begins with what was chosen before.
    if (!is_each_chosen()) {
        set_terms(value().value_or(api::Licence()));
    }
    m_terms->Show(is_each_chosen());
    InvalidateBestSize();
    m_on_change();
}

void LicenceChoice::set_terms(const api::Licence &licence)
{
    for (const api::LicenceTerm term : api::LicenceTerms) {
        m_boxes.at(static_cast<std::size_t>(term))->SetValue(licence.has(term));
    }
}

void LicenceChoice::set(const std::optional<api::Licence> &licence)
{
    const auto found = std::find_if(m_offered.begin(), m_offered.end(), [&](const OfferedLicence &offered) {
        return offered.licence == licence;
    });
    m_choice->SetSelection(static_cast<int>(found - m_offered.begin())); // else the last one: each
    set_terms(licence.value_or(api::Licence()));
    m_terms->Show(is_each_chosen());
}

std::optional<api::Licence> LicenceChoice::value() const
{
    if (!is_each_chosen()) {
        return m_offered.at(static_cast<std::size_t>(m_choice->GetSelection())).licence;
    }
    api::Licence licence;
    for (const api::LicenceTerm term : api::LicenceTerms) {
        licence.set(term, m_boxes.at(static_cast<std::size_t>(term))->GetValue());
    }
    return licence;
}

} // namespace mmf::ui
