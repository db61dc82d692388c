/**
 * The numbers of the selected object: where it is, how it is turned, scaled and mirrored. A number counts
 * once it is entered: by Return, or by going on to another field. Owned by its parent window. [main-thread]
 */
#pragma once

#include "shim_slicer/plate.hpp"

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

    /** Nothing: no object is selected. */
    void show(const std::optional<Placement> &placement);

    /** Called with what a person has made of it. */
    void on_changed(std::function<void(const Placement &)> function) { m_on_changed = std::move(function); }

private:
    enum Row : std::size_t
    {
        Position,
        Rotation,
        Scale
    };

    struct Field
    {
        wxTextCtrl *entry = nullptr;
        Row row{};
        std::size_t axis = 0;
    };

    void add_fields(wxFlexGridSizer &grid, Row row, const wxString &label, const wxString &unit);
    void add_mirrors(wxFlexGridSizer &grid);
    void enter(const Field &field);
    void show_number(const Field &field);
    bool take_number(const Field &field, float number);
    void change(const std::function<void(Placement &)> &change);

    std::array<Field, 9> m_fields;
    std::array<wxButton *, 3> m_mirrors{};
    wxCheckBox *m_keeps_proportions;
    wxButton *m_put_down;
    std::optional<Placement> m_placement;
    std::function<void(const Placement &)> m_on_changed;
};

} // namespace shim
