/**
 * Shows the plate's picture; dragging turns it. Owned by its parent window. [main-thread]
 */
#pragma once

#include "shim_slicer/plate.hpp"
#include "shim_slicer/plate_picture.hpp"

#include <memory>
#include <wx/bitmap.h>
#include <wx/window.h>

namespace shim {

class PlateView : public wxWindow
{
public:
    explicit PlateView(wxWindow *parent);

    void show(std::shared_ptr<const PlateSnapshot> plate);

private:
    void on_paint(wxPaintEvent &event);
    void on_mouse(wxMouseEvent &event);
    void draw();

    std::shared_ptr<const PlateSnapshot> m_plate;
    Viewpoint m_viewpoint;
    wxPoint m_drag_from;
    wxBitmap m_picture;
    bool m_is_stale = true;
};

} // namespace shim
