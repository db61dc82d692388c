#include "shim_slicer/print_settings_dialog.hpp"

#include "wx_host/accessibility_gtk.hpp"

#include <algorithm>
#include <array>
#include <wx/arrstr.h>
#include <wx/button.h>
#include <wx/choice.h>
#include <wx/combobox.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace shim {

namespace {

constexpr std::array<const char *, 6> UsualMaterials{"PLA", "PETG", "ABS", "ASA", "TPU", "Resin"};

struct Supports
{
    slicer_supports supports;
    const char *label;
};

constexpr std::array<Supports, 3> AllSupports{{
    {SLICER_SUPPORTS_UNKNOWN, "Not said"},
    {SLICER_SUPPORTS_NONE, "None"},
    {SLICER_SUPPORTS_NEEDED, "Needed"},
}};

wxArrayString usual_materials()
{
    wxArrayString names;
    for (const char *name : UsualMaterials)
        names.Add(name);
    return names;
}

} // namespace

PrintSettingsDialog::PrintSettingsDialog(wxWindow *parent, const PrintSettings &settings)
    : wxDialog(parent, wxID_ANY, "Print Settings")
{
    const int gap = FromDIP(8);
    auto *grid = new wxFlexGridSizer(2, gap, gap);
    grid->AddGrowableCol(1, 1);
    m_layer_height = add_row(*grid, "&Layer height (mm):",
                             new wxTextCtrl(this, wxID_ANY, layer_height_text(settings.layer_height)));
    m_layer_height->SetHint("0.2");
    m_material = add_row(*grid, "&Material:",
                         new wxComboBox(this, wxID_ANY, wxString::FromUTF8(settings.material),
                                        wxDefaultPosition, wxDefaultSize, usual_materials()));
    m_supports = add_row(*grid, "&Supports:", new wxChoice(this, wxID_ANY));
    for (const Supports &each : AllSupports) {
        m_supports->Append(each.label);
        if (each.supports == settings.supports)
            m_supports->SetSelection(static_cast<int>(m_supports->GetCount()) - 1);
    }

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(grid, 1, wxEXPAND | wxALL, 2 * gap);
    column->Add(CreateSeparatedButtonSizer(wxOK | wxCANCEL), 0, wxEXPAND | wxALL, gap);
    SetSizerAndFit(column);
    wxWindow *ok = FindWindow(wxID_OK);
    m_layer_height->Bind(wxEVT_TEXT, [this, ok](wxCommandEvent &) {
        ok->Enable(layer_height_in(m_layer_height->GetValue().utf8_string()).has_value());
    });
    m_layer_height->SetFocus();
    CentreOnParent();
}

/** The label first, so that its mnemonic leads to the control. */
template <class Control>
Control *PrintSettingsDialog::add_row(wxFlexGridSizer &grid, const wxString &label, Control *control)
{
    auto *text = new wxStaticText(this, wxID_ANY, label);
    text->MoveBeforeInTabOrder(control);
    wx_host::set_accessible_name(*control, wxControl::RemoveMnemonics(label).BeforeLast(':').utf8_string());
    grid.Add(text, 0, wxALIGN_CENTRE_VERTICAL);
    grid.Add(control, 1, wxEXPAND);
    return control;
}

PrintSettings PrintSettingsDialog::settings() const
{
    PrintSettings settings;
    settings.layer_height = layer_height_in(m_layer_height->GetValue().utf8_string()).value_or(0.0F);
    settings.material = m_material->GetValue().Trim().Trim(false).utf8_string();
    settings.supports = AllSupports.at(static_cast<std::size_t>(m_supports->GetSelection())).supports;
    return settings;
}

} // namespace shim
