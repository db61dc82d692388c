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
    add_fields(*grid, PlacementRow::Position, "&Position", "mm");
    add_fields(*grid, PlacementRow::Rotation, "&Rotation", L"\u00b0");
    add_fields(*grid, PlacementRow::Scale, "&Scale", "%");
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

void PlacementPanel::add_fields(wxFlexGridSizer &grid, PlacementRow row, const wxString &label,
                                const wxString &unit)
{
    grid.Add(new wxStaticText(this, wxID_ANY, label), 0, wxALIGN_CENTRE_VERTICAL);
    for (const std::size_t axis : {0U, 1U, 2U}) {
        auto *entry = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize,
                                     wxTE_PROCESS_ENTER | wxTE_RIGHT);
        entry->SetInitialSize(entry->GetSizeFromTextSize(entry->GetTextExtent("-0000.00")));
        wx_host::set_accessible_name(*entry, (wxString(label).substr(1) + " " + Axes[axis]).utf8_string());
        const Field field{entry, row, axis};
        m_fields[3 * static_cast<std::size_t>(row) + axis] = field;
        entry->Bind(wxEVT_TEXT_ENTER, [this, field](wxCommandEvent &) {
            enter();
            field.entry->SelectAll();
        });
        entry->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent &event) {
            event.Skip();
            // Not from within: what it changes may take the focus once more.
            CallAfter([this] { enter(); });
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
        if (!placement || !field.entry->IsModified())
            show_number(field);
    }
    for (wxButton *mirror : m_mirrors)
        mirror->Enable(placement.has_value());
    m_keeps_proportions->Enable(placement.has_value());
    m_put_down->Enable(placement && placement->position[2] != 0);
}

void PlacementPanel::show_number(const Field &field)
{
    field.entry->ChangeValue(m_placement ? text_of(number_of(*m_placement, field.row, field.axis))
                                         : wxString());
    field.entry->DiscardEdits();
}

std::optional<Placement> PlacementPanel::take_typed()
{
    bool has_changed = false;
    for (const Field &field : m_fields) {
        if (!m_placement || !field.entry->IsModified())
            continue;
        field.entry->DiscardEdits();
        const std::optional<float> number = number_in(field.entry->GetValue().utf8_string());
        const std::optional<Placement> placement =
            number
                ? with_number(*m_placement, field.row, field.axis, *number, m_keeps_proportions->IsChecked())
                : std::nullopt;
        if (placement) {
            m_placement = placement;
            has_changed = true;
        } else {
            wxBell();
            show_number(field);
        }
    }
    return has_changed ? m_placement : std::nullopt;
}

void PlacementPanel::enter()
{
    const std::optional<Placement> placement = take_typed();
    if (placement && m_on_changed)
        m_on_changed(*placement);
}

void PlacementPanel::change(const std::function<void(Placement &)> &change)
{
    take_typed();
    if (!m_placement)
        return;
    Placement placement = *m_placement;
    change(placement);
    if (m_on_changed)
        m_on_changed(placement);
}

} // namespace shim
