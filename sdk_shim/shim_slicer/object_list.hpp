/**
 * The list of the objects on the plate. Owned by its parent window. [main-thread]
 */
#pragma once

#include "shim_slicer/plate.hpp"

#include <functional>
#include <optional>
#include <utility>
#include <wx/dataview.h>

namespace shim {

class ObjectList : public wxDataViewListCtrl
{
public:
    explicit ObjectList(wxWindow *parent);

    /** The selection stays at its row. */
    void show(const PlateSnapshot &plate);

    void select(std::optional<std::size_t> object);
    std::optional<std::size_t> selected() const;

    /** Called when another row is selected, from within the list's own handler: its rows must not change
     * there. */
    void on_selected(std::function<void()> function) { m_on_selected = std::move(function); }

private:
    void show_row(unsigned row, const PlacedObject &object);

    std::function<void()> m_on_selected;
    bool m_is_showing = false;
};

} // namespace shim
