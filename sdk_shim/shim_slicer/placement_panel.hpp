/**
 * The numbers of the selected object: where it is, how it is turned, scaled and mirrored. A number counts
 * once it is entered: by Return, by going on to another field, or by whatever else is done with the object.
 * Owned by its parent window. [main-thread]
 */
#pragma once

#include "shim_slicer/placement_input.hpp"

#include <array>
#include <functional>
#include <optional>
#include <wx/panel.h>

class wxButton;
class wxCheckBox;
class wxFlexGridSizer;
class wxTextCtrl;

namespace shim {

class PlacementPanel : public wxPanel
{
public:
    explicit PlacementPanel(wxWindow *parent);

    /** Nothing: no object is selected. A number that is just being typed stays. */
    void show(const std::optional<Placement> &placement);

    /** The placement with what was typed and not entered yet; nothing if there is no such thing. What cannot
     * be used is put back. */
    std::optional<Placement> take_typed();

    /** Called with what a person has made of it. */
    void on_changed(std::function<void(const Placement &)> function) { m_on_changed = std::move(function); }

private:
    struct Field
    {
        wxTextCtrl *entry = nullptr;
        PlacementRow row{};
        std::size_t axis = 0;
    };

    void add_fields(wxFlexGridSizer &grid, PlacementRow row, const wxString &label, const wxString &unit);
    void add_mirrors(wxFlexGridSizer &grid);
    void enter();
    void show_number(const Field &field);
    void change(const std::function<void(Placement &)> &change);

    std::array<Field, 9> m_fields;
    std::array<wxButton *, 3> m_mirrors{};
    wxCheckBox *m_keeps_proportions;
    wxButton *m_put_down;
    std::optional<Placement> m_placement;
    std::function<void(const Placement &)> m_on_changed;
};

} // namespace shim
