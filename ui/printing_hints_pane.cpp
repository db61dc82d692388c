#include "printing_hints_pane.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "publish/draft.hpp"
#include "sentences.hpp"
#include "text_area_gtk.hpp"
#include "translate.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <wx/choice.h>
#include <wx/collpane.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr int Gap = 6; // in DIPs

// In the order of the choice.
constexpr std::array<std::optional<bool>, 3> Supports = {std::nullopt, true, false};

// "Material:" → "Material", in any language.
wxString name_of(const wxString &label)
{
    return label.BeforeLast(':').Trim();
}

std::string text_of(const wxTextCtrl &field)
{
    return field.GetValue().Trim().Trim(false).utf8_string();
}

} // namespace

PrintingHintsPane::PrintingHintsPane(wxWindow *parent, std::function<void()> on_change,
                                     std::function<void()> on_unfold)
    : wxPanel(parent),
      m_on_change(std::move(on_change)),
      m_expander(new wxCollapsiblePane(this, wxID_ANY, tr("Printin&g hints"), wxDefaultPosition,
                                       wxDefaultSize, wxCP_DEFAULT_STYLE | wxCP_NO_TLW_RESIZE)),
      m_grid(new wxFlexGridSizer(4, FromDIP(Gap), FromDIP(2 * Gap)))
{
    // They take one of their own, which is not quite their parent's.
    for (wxWindow *part : {static_cast<wxWindow *>(m_expander), m_expander->GetPane()}) {
        part->SetBackgroundColour(wxNullColour);
    }
    m_grid->AddGrowableCol(1, 1);
    m_grid->AddGrowableCol(3, 1);
    m_dimensions = add_text(tr("Dimensions:"), 120, wxString());
    m_layer_height = add_text(tr("Layer height (mm):"), 90, "0.2");
    m_material = add_text(tr("Material:"), 120, "PLA");
    m_filament = add_text(tr("Filament:"), 90, "40 g");
    add_print_time();
    add_supports();

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_grid, wxSizerFlags().Expand().Border(wxTOP, FromDIP(Gap)));
    m_expander->GetPane()->SetSizer(column);
    add_how_to();
    m_expander->Bind(wxEVT_COLLAPSIBLEPANE_CHANGED,
                     [this, on_unfold = std::move(on_unfold)](wxCollapsiblePaneEvent &event) {
                         InvalidateBestSize();
                         m_on_change();
                         if (!event.GetCollapsed()) {
                             on_unfold();
                         }
                     });

    auto *whole = new wxBoxSizer(wxVERTICAL);
    whole->Add(m_expander, wxSizerFlags().Expand());
    m_from_slicer = new wxStaticText(this, wxID_ANY, wxString());
    m_from_slicer->Hide();
    whole->Add(m_from_slicer, wxSizerFlags().Expand().Border(wxTOP, FromDIP(Gap)));
    SetSizer(whole);
}

void PrintingHintsPane::add_label(const wxString &label)
{
    m_grid->Add(new wxStaticText(m_expander->GetPane(), wxID_ANY, label),
                wxSizerFlags().Right().CentreVertical());
}

wxTextCtrl *PrintingHintsPane::add_text(const wxString &label, int width, const wxString &hint)
{
    add_label(label);
    auto *field = make_entry(*m_expander->GetPane());
    field->SetMinSize(wxSize(FromDIP(width), field->GetMinSize().y));
    set_accessible_name_by_label(*field, label);
    field->SetHint(hint);
    field->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { m_on_change(); });
    m_grid->Add(field, wxSizerFlags().Expand());
    return field;
}

void PrintingHintsPane::add_print_time()
{
    wxWindow *pane = m_expander->GetPane();
    add_label(tr("Print time:"));
    auto *range = new wxBoxSizer(wxHORIZONTAL);
    const auto add_hours = [&](const wxString &name) {
        auto *field = make_entry(*pane);
        // Entries of GTK ask for more room than a number needs.
        field->SetMinSize(wxSize(FromDIP(48), field->GetMinSize().y));
        set_accessible_name(*field, name);
        field->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { m_on_change(); });
        range->Add(field, wxSizerFlags(1).CentreVertical());
        return field;
    };
    m_hours_from = add_hours(tr("Print time from, in hours"));
    range->Add(new wxStaticText(pane, wxID_ANY, wxString::FromUTF8("–")),
               wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(Gap)));
    m_hours_to = add_hours(tr("Print time to, in hours"));
    // translators: behind two numbers, as in 3 – 4 hours
    range->Add(new wxStaticText(pane, wxID_ANY, tr("hours")),
               wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(Gap)));
    m_grid->Add(range, wxSizerFlags().Expand());
}

void PrintingHintsPane::add_supports()
{
    add_label(tr("Supports:"));
    m_supports = new wxChoice(m_expander->GetPane(), wxID_ANY);
    m_supports->Append(tr("Not said"));
    m_supports->Append(tr("Not needed"));
    m_supports->Append(tr("Needed"));
    m_supports->SetSelection(0);
    set_accessible_name_by_label(*m_supports, tr("Supports:"));
    m_supports->Bind(wxEVT_CHOICE, [this](wxCommandEvent &) { m_on_change(); });
    m_grid->Add(m_supports, wxSizerFlags().Expand());
}

void PrintingHintsPane::add_how_to()
{
    wxWindow *pane = m_expander->GetPane();
    wxSizer *column = pane->GetSizer();
    column->Add(new wxStaticText(pane, wxID_ANY, tr("How to print:")),
                wxSizerFlags().Border(wxTOP, FromDIP(Gap)));
    m_how_to = new wxTextCtrl(pane, wxID_ANY, wxString(), wxDefaultPosition, FromDIP(wxSize(200, 56)),
                              wxTE_MULTILINE);
    set_accessible_name_by_label(*m_how_to, tr("How to print:"));
    pad_text_area(*m_how_to);
    limit_text_area(*m_how_to, 2 * static_cast<int>(publish::MaxDescriptionLength), [] { wxBell(); });
    m_how_to->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { m_on_change(); });
    column->Add(m_how_to, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(Gap / 2)));
}

void PrintingHintsPane::set(const publish::PrintingHints &hints)
{
    m_dimensions->ChangeValue(wxString::FromUTF8(hints.dimensions));
    m_layer_height->ChangeValue(wxString::FromUTF8(hints.layer_height));
    m_material->ChangeValue(wxString::FromUTF8(hints.material));
    m_filament->ChangeValue(wxString::FromUTF8(hints.filament));
    m_hours_from->ChangeValue(wxString::FromUTF8(hints.hours_from));
    m_hours_to->ChangeValue(wxString::FromUTF8(hints.hours_to));
    const auto *const supports = std::find(Supports.begin(), Supports.end(), hints.is_support_free);
    m_supports->SetSelection(static_cast<int>(supports - Supports.begin()));
    m_how_to->ChangeValue(wxString::FromUTF8(hints.how_to));
}

publish::PrintingHints PrintingHintsPane::value() const
{
    publish::PrintingHints hints;
    hints.dimensions = text_of(*m_dimensions);
    hints.layer_height = text_of(*m_layer_height);
    hints.material = text_of(*m_material);
    hints.filament = text_of(*m_filament);
    hints.hours_from = text_of(*m_hours_from);
    hints.hours_to = text_of(*m_hours_to);
    hints.is_support_free = Supports.at(static_cast<std::size_t>(m_supports->GetSelection()));
    hints.how_to = m_how_to->GetValue().utf8_string();
    return hints;
}

void PrintingHintsPane::set_measured(const std::string &dimensions)
{
    if (text_of(*m_dimensions) == m_measured) {
        m_dimensions->ChangeValue(wxString::FromUTF8(dimensions));
    }
    m_measured = dimensions;
}

void PrintingHintsPane::wrap(int width)
{
    const wxString text = print_settings_text();
    wrap_text(*m_from_slicer, text, width);
    m_from_slicer->Show(!text.empty());
}

wxString PrintingHintsPane::print_settings_text() const
{
    using publish::DraftField;
    const publish::PrintingHints hints = value();
    const publish::PrintingHints &settings = m_print_settings;
    wxString names;
    const auto add = [&](const wxString &name, bool is_there) {
        if (is_there) {
            names += (names.empty() ? "" : ", ") + name;
        }
    };
    const auto is_taken = [&](std::string publish::PrintingHints::*text) {
        return !(settings.*text).empty() && hints.*text == settings.*text;
    };
    add(field_name(DraftField::LayerHeight), is_taken(&publish::PrintingHints::layer_height));
    add(field_name(DraftField::Material), is_taken(&publish::PrintingHints::material));
    add(field_name(DraftField::PrintTime),
        is_taken(&publish::PrintingHints::hours_from) && is_taken(&publish::PrintingHints::hours_to));
    add(name_of(tr("Supports:")),
        settings.is_support_free && hints.is_support_free == settings.is_support_free);
    // translators: %s are names of fields, such as: Layer height, Material
    return names.empty() ? wxString() : wxString::Format(tr("From the slicer's print settings: %s."), names);
}

} // namespace mmf::ui
