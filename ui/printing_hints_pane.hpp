// What may be said about printing the model, behind an expander that is closed at first; what is from the
// slicer is told even then. [main-thread]; owned by its parent window.
#pragma once

#include "publish/printing_hints.hpp"

#include <functional>
#include <optional>
#include <string>
#include <wx/panel.h>

class wxChoice;
class wxCollapsiblePane;
class wxFlexGridSizer;
class wxSizer;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class PrintingHintsPane final : public wxPanel
{
public:
    // `on_change` is called after each change, also of its size, and `on_unfold` then where it is to be seen.
    PrintingHintsPane(wxWindow *parent, std::function<void()> on_change, std::function<void()> on_unfold);

    void set(const publish::PrintingHints &hints);
    publish::PrintingHints value() const;
    // What the dimensions are, unless the person has written others.
    void set_measured(const std::string &dimensions);
    // What the slicer's print settings say: a line tells which of it is still there.
    void set_print_settings(const publish::PrintingHints &settings) { m_print_settings = settings; }
    // The line, for that width.
    void wrap(int width);

private:
    wxTextCtrl *add_text(const wxString &label, int width, const wxString &hint);
    void add_label(const wxString &label);
    void add_print_time();
    void add_supports();
    void add_how_to();
    wxString print_settings_text() const;

    std::function<void()> m_on_change;
    wxCollapsiblePane *m_expander;
    wxFlexGridSizer *m_grid; // two pairs of label and field in a row
    wxTextCtrl *m_dimensions = nullptr;
    wxTextCtrl *m_layer_height = nullptr;
    wxTextCtrl *m_material = nullptr;
    wxTextCtrl *m_filament = nullptr;
    wxTextCtrl *m_hours_from = nullptr;
    wxTextCtrl *m_hours_to = nullptr;
    wxChoice *m_supports = nullptr;
    wxTextCtrl *m_how_to = nullptr;
    wxStaticText *m_from_slicer = nullptr;
    std::string m_measured;
    publish::PrintingHints m_print_settings;
};

} // namespace mmf::ui
