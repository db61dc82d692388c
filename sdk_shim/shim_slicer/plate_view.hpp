/**
 * The plate as a person sees it: turned, moved and zoomed by mouse and keyboard. Draws by OpenGL, or without
 * where there is none. Owned by its parent window. [main-thread]
 */
#pragma once

#include "shim_slicer/plate_canvas.hpp"

#include <functional>
#include <wx/panel.h>

namespace shim {

enum class Drawing
{
    /** By OpenGL, where there is one. */
    Quick,

    /** Without: nothing has to be loaded for it. */
    Plain
};

class PlateView : public wxPanel
{
public:
    PlateView(wxWindow *parent, Drawing drawing);

    /** A new number of objects is brought into view. */
    void show(std::shared_ptr<const PlateSnapshot> plate);
    void select(std::optional<std::size_t> object);

    void zoom_by(float factor);

    /** All objects, from where they are seen first. */
    void reset();

    /** Called with the object that was clicked, or nothing. */
    void on_picked(std::function<void(std::optional<std::size_t>)> function)
    {
        m_on_picked = std::move(function);
    }

private:
    void use(PlateCanvas *canvas);
    void use_plain_canvas();
    void bind_canvas(wxWindow &window);
    void on_press(wxMouseEvent &event);
    void on_move(wxMouseEvent &event);
    void drag_to(const wxMouseEvent &event, bool orbits);
    void on_release(wxMouseEvent &event);
    void on_wheel(wxMouseEvent &event);
    void on_key(wxKeyEvent &event);
    void on_focus(wxFocusEvent &event);
    Camera camera() const;

    PlateCanvas *m_canvas = nullptr;
    Scene m_scene;
    std::function<void(std::optional<std::size_t>)> m_on_picked;
    wxPoint m_pressed_at;
    wxPoint m_drag_from;
    bool m_is_dragging = false;
};

} // namespace shim
