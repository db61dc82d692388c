/**
 * Asks how the plate is meant to be printed. Modal. [main-thread]
 */
#pragma once

#include "shim_slicer/print_settings.hpp"

#include <wx/dialog.h>

class wxChoice;
class wxComboBox;
class wxFlexGridSizer;
class wxTextCtrl;

namespace shim {

class PrintSettingsDialog : public wxDialog
{
public:
    PrintSettingsDialog(wxWindow *parent, const PrintSettings &settings);

    /** Once it has ended with OK. */
    PrintSettings settings() const;

private:
    template <class Control>
    Control *add_row(wxFlexGridSizer &grid, const wxString &label, Control *control);

    wxTextCtrl *m_layer_height = nullptr;
    wxComboBox *m_material = nullptr;
    wxChoice *m_supports = nullptr;
};

} // namespace shim
