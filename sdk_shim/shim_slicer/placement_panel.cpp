#include "shim_slicer/placement_panel.hpp"

#include "wx_host/accessibility_gtk.hpp"

#include <cmath>
#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/numformatter.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace shim {

namespace {

constexpr std::array<const char *, 3> Axes{"X", "Y", "Z"};

/** Beyond them nothing of use is left of a model. */
constexpr float FarthestPosition = 10'000;
constexpr float SmallestFactor = 0.001F;
constexpr float LargestFactor = 1000;

std::optional<float> number_in(const wxString &text)
{
    double number = 0;
    // With the separator of the language, or with a point.
    if (!wxNumberFormatter::FromString(text.Strip(wxString::both), &number) && !text.ToCDouble(&number))
        return std::nullopt;
    return std::isfinite(number) ? std::optional(static_cast<float>(number)) : std::nullopt;
}

wxString text_of(float number)
{
    const double rounded = std::round(static_cast<double>(number) * 100) / 100;
    return wxNumberFormatter::ToString(rounded + 0.0, 2, wxNumberFormatter::Style_NoTrailingZeroes);
}

} // namespace

PlacementPanel::PlacementPanel(wxWindow *parent) : wxPanel(parent)
{
    const int gap = FromDIP(6);
    auto *grid = new wxFlexGridSizer(5, gap, gap);
    for (const std::size_t axis : {0U, 1U, 2U})
        grid->AddGrowableCol(axis + 1, 1);
    grid->AddSpacer(0);
    for (const char *axis : Axes)
        grid->Add(new wxStaticText(this, wxID_ANY, axis), 0, wxALIGN_CENTRE);
    grid->AddSpacer(0);
    add_fields(*grid, Position, "&Position", "mm");
    add_fields(*grid, Rotation, "&Rotation", L"\u00b0");
    add_fields(*grid, Scale, "&Scale", "%");
    add_mirrors(*grid);

    m_keeps_proportions = new wxCheckBox(this, wxID_ANY, "&Keep proportions");
    m_keeps_proportions->SetValue(true);
    m_keeps_proportions->SetToolTip("Scale all axes by the same factor");
    m_put_down = new wxButton(this, wxID_ANY, "Put on the P&late");
    m_put_down->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        change([](Placement &placement) { placement.position[2] = 0; });
    });
    auto *foot = new wxBoxSizer(wxHORIZONTAL);
    foot->Add(m_keeps_proportions, 1, wxALIGN_CENTRE_VERTICAL);
    foot->Add(m_put_down);

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(grid, 0, wxEXPAND);
    column->Add(foot, 0, wxEXPAND | wxTOP, FromDIP(8));
    SetSizer(column);
    show(std::nullopt);
}

void PlacementPanel::add_fields(wxFlexGridSizer &grid, Row row, const wxString &label, const wxString &unit)
{
    grid.Add(new wxStaticText(this, wxID_ANY, label), 0, wxALIGN_CENTRE_VERTICAL);
    for (const std::size_t axis : {0U, 1U, 2U}) {
        auto *entry = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize,
                                     wxTE_PROCESS_ENTER | wxTE_RIGHT);
        entry->SetInitialSize(entry->GetSizeFromTextSize(entry->GetTextExtent("-0000.00")));
        wx_host::set_accessible_name(*entry, (wxString(label).substr(1) + " " + Axes[axis]).utf8_string());
        const Field field{entry, row, axis};
        m_fields[3 * row + axis] = field;
        entry->Bind(wxEVT_TEXT_ENTER, [this, field](wxCommandEvent &) {
            enter(field);
            field.entry->SelectAll();
        });
        entry->Bind(wxEVT_KILL_FOCUS, [this, field](wxFocusEvent &event) {
            event.Skip();
            // Not from within: what it changes may take the focus once more.
            CallAfter([this, field] { enter(field); });
        });
        grid.Add(entry, 1, wxEXPAND);
    }
    grid.Add(new wxStaticText(this, wxID_ANY, unit), 0, wxALIGN_CENTRE_VERTICAL);
}

void PlacementPanel::add_mirrors(wxFlexGridSizer &grid)
{
    grid.Add(new wxStaticText(this, wxID_ANY, "Mirror"), 0, wxALIGN_CENTRE_VERTICAL);
    for (const std::size_t axis : {0U, 1U, 2U}) {
        auto *button =
            new wxButton(this, wxID_ANY, Axes[axis], wxDefaultPosition, wxDefaultSize, wxBU_EXACTFIT);
        const std::string name = std::string("Mirror ") + Axes[axis];
        wx_host::set_accessible_name(*button, name);
        button->SetToolTip(name);
        button->Bind(wxEVT_BUTTON, [this, axis](wxCommandEvent &) {
            change([axis](Placement &placement) { placement.factors[axis] *= -1; });
        });
        m_mirrors[axis] = button;
        grid.Add(button, 1, wxEXPAND);
    }
    grid.AddSpacer(0);
}

void PlacementPanel::show(const std::optional<Placement> &placement)
{
    m_placement = placement;
    for (const Field &field : m_fields) {
        field.entry->Enable(placement.has_value());
        show_number(field);
    }
    for (wxButton *mirror : m_mirrors)
        mirror->Enable(placement.has_value());
    m_keeps_proportions->Enable(placement.has_value());
    m_put_down->Enable(placement && placement->position[2] != 0);
}

void PlacementPanel::show_number(const Field &field)
{
    if (!m_placement) {
        field.entry->ChangeValue("");
        return;
    }
    const std::array<float, 3> numbers{m_placement->position[field.axis], m_placement->degrees[field.axis],
                                       100 * std::abs(m_placement->factors[field.axis])};
    field.entry->ChangeValue(text_of(numbers[field.row]));
    field.entry->DiscardEdits();
}

void PlacementPanel::enter(const Field &field)
{
    if (!m_placement || !field.entry->IsModified())
        return;
    const std::optional<float> number = number_in(field.entry->GetValue());
    if (!number || !take_number(field, *number)) {
        wxBell();
        show_number(field);
    }
}

bool PlacementPanel::take_number(const Field &field, float number)
{
    const std::size_t axis = field.axis;
    switch (field.row) {
    case Position:
        if (std::abs(number) > FarthestPosition)
            return false;
        change([&](Placement &placement) { placement.position[axis] = number; });
        return true;
    case Rotation:
        change([&](Placement &placement) { placement.degrees[axis] = std::remainder(number, 360.0F); });
        return true;
    case Scale:
        break;
    }
    const float ratio = number / 100 / std::abs(m_placement->factors[axis]);
    Point factors = m_placement->factors;
    for (std::size_t i = 0; i < 3; ++i) {
        if (i == axis)
            factors[i] = std::copysign(number / 100, factors[i]);
        else if (m_keeps_proportions->IsChecked())
            factors[i] *= ratio;
        if (!(std::abs(factors[i]) >= SmallestFactor && std::abs(factors[i]) <= LargestFactor))
            return false;
    }
    change([&](Placement &placement) { placement.factors = factors; });
    return true;
}

void PlacementPanel::change(const std::function<void(Placement &)> &change)
{
    if (!m_placement)
        return;
    Placement placement = *m_placement;
    change(placement);
    if (m_on_changed)
        m_on_changed(placement);
}

} // namespace shim
