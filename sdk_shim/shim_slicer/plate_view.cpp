#include "shim_slicer/plate_view.hpp"

#include "wx_host/accessibility_gtk.hpp"

#include <cmath>
#include <utility>
#include <wx/settings.h>
#include <wx/sizer.h>

namespace shim {

namespace {

constexpr float ZoomStep = 1.2F;

/** Of an arrow key, in pixels of a drag. */
constexpr float KeyStep = 12;

/** A hand that clicks moves the mouse by no more, in pixels. */
constexpr int Steady = 3;

Theme theme_of_desktop()
{
    return wxSystemSettings::GetAppearance().IsUsingDarkBackground() ? Theme::Dark : Theme::Light;
}

} // namespace

PlateView::PlateView(wxWindow *parent, Drawing drawing) : wxPanel(parent)
{
    SetMinSize(FromDIP(wxSize(320, 240)));
    SetSizer(new wxBoxSizer(wxVERTICAL));
    m_scene.theme = theme_of_desktop();
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent &event) {
        event.Skip();
        m_scene.theme = theme_of_desktop();
        m_canvas->show(m_scene);
    });
    // Not from within the paint event that finds it out.
    PlateCanvas *canvas = drawing == Drawing::Quick
                              ? make_gl_canvas(*this, [this] { CallAfter([this] { use_plain_canvas(); }); })
                              : nullptr;
    use(canvas != nullptr ? canvas : make_picture_canvas(*this));
}

void PlateView::use_plain_canvas()
{
    wxWindow &failed = m_canvas->window();
    use(make_picture_canvas(*this));
    failed.Destroy();
}

void PlateView::use(PlateCanvas *canvas)
{
    m_canvas = canvas;
    GetSizer()->Clear();
    // Around it is shown whether the keyboard is with it.
    GetSizer()->Add(&canvas->window(), 1, wxEXPAND | wxALL, FromDIP(2));
    bind_canvas(canvas->window());
    canvas->show(m_scene);
    Layout();
}

void PlateView::bind_canvas(wxWindow &window)
{
    wx_host::set_accessible_name(window, "Picture of the plate");
    for (const auto &type : {wxEVT_LEFT_DOWN, wxEVT_MIDDLE_DOWN, wxEVT_RIGHT_DOWN})
        window.Bind(type, &PlateView::on_press, this);
    window.Bind(wxEVT_MOTION, &PlateView::on_move, this);
    for (const auto &type : {wxEVT_LEFT_UP, wxEVT_MIDDLE_UP, wxEVT_RIGHT_UP})
        window.Bind(type, &PlateView::on_release, this);
    window.Bind(wxEVT_MOUSEWHEEL, &PlateView::on_wheel, this);
    window.Bind(wxEVT_KEY_DOWN, &PlateView::on_key, this);
    window.Bind(wxEVT_SET_FOCUS, &PlateView::on_focus, this);
    window.Bind(wxEVT_KILL_FOCUS, &PlateView::on_focus, this);
}

void PlateView::show(std::shared_ptr<const PlateSnapshot> plate)
{
    const bool is_other = plate->objects.size() != m_scene.plate->objects.size();
    m_scene.plate = std::move(plate);
    if (is_other || !m_scene.viewpoint.frame)
        m_scene.viewpoint.frame = frame_of(*m_scene.plate);
    m_canvas->show(m_scene);
}

void PlateView::select(std::optional<std::size_t> object)
{
    if (object == m_scene.selected)
        return;
    m_scene.selected = object;
    m_canvas->show(m_scene);
}

void PlateView::zoom_by(float factor)
{
    zoom(m_scene.viewpoint, camera(), factor);
    m_canvas->show(m_scene);
}

void PlateView::reset()
{
    m_scene.viewpoint = {};
    m_scene.viewpoint.frame = frame_of(*m_scene.plate);
    m_canvas->show(m_scene);
}

Camera PlateView::camera() const
{
    const wxSize size = m_canvas->window().GetClientSize();
    return {m_scene.viewpoint, m_scene.viewpoint.frame.value_or(frame_of(*m_scene.plate)),
            std::max(size.x, 1), std::max(size.y, 1)};
}

void PlateView::on_press(wxMouseEvent &event)
{
    m_canvas->window().SetFocus();
    m_pressed_at = m_drag_from = event.GetPosition();
    m_is_dragging = false;
}

void PlateView::on_move(wxMouseEvent &event)
{
    event.Skip();
    const wxPoint from_press = event.GetPosition() - m_pressed_at;
    m_is_dragging = event.Dragging() &&
                    (m_is_dragging || std::abs(from_press.x) > Steady || std::abs(from_press.y) > Steady);
    if (m_is_dragging && m_canvas->is_quick(*m_scene.plate))
        drag_to(event, event.LeftIsDown());
}

void PlateView::drag_to(const wxMouseEvent &event, bool orbits)
{
    const wxPoint way = event.GetPosition() - m_drag_from;
    m_drag_from = event.GetPosition();
    const auto right = static_cast<float>(way.x);
    const auto down = static_cast<float>(way.y);
    if (orbits && !event.ShiftDown())
        orbit(m_scene.viewpoint, right, down);
    else
        pan(m_scene.viewpoint, camera(), right, down);
    m_canvas->show(m_scene);
}

void PlateView::on_release(wxMouseEvent &event)
{
    event.Skip();
    if (m_is_dragging && !m_canvas->is_quick(*m_scene.plate))
        drag_to(event, event.LeftUp()); // at once, as it could not follow
    else if (!m_is_dragging && event.LeftUp() && m_on_picked)
        m_on_picked(object_at(*m_scene.plate, camera(), static_cast<float>(event.GetX()),
                              static_cast<float>(event.GetY())));
    m_is_dragging = false;
}

void PlateView::on_wheel(wxMouseEvent &event)
{
    const wxSize size = m_canvas->window().GetClientSize();
    const float steps =
        static_cast<float>(event.GetWheelRotation()) / static_cast<float>(event.GetWheelDelta());
    zoom(m_scene.viewpoint, camera(), std::pow(ZoomStep, steps),
         static_cast<float>(event.GetX()) - static_cast<float>(size.x) / 2,
         static_cast<float>(event.GetY()) - static_cast<float>(size.y) / 2);
    m_canvas->show(m_scene);
}

void PlateView::on_key(wxKeyEvent &event)
{
    float right = 0;
    float down = 0;
    switch (event.GetKeyCode()) {
    case WXK_LEFT:
        right = -KeyStep;
        break;
    case WXK_RIGHT:
        right = KeyStep;
        break;
    case WXK_UP:
        down = -KeyStep;
        break;
    case WXK_DOWN:
        down = KeyStep;
        break;
    case '+':
    case '=': // + without Shift on many keyboards
    case WXK_NUMPAD_ADD:
        zoom_by(ZoomStep);
        return;
    case '-':
    case WXK_NUMPAD_SUBTRACT:
        zoom_by(1 / ZoomStep);
        return;
    case WXK_HOME:
        reset();
        return;
    default:
        event.Skip();
        return;
    }
    if (event.HasAnyModifiers() && !event.ShiftDown()) {
        event.Skip();
        return;
    }
    if (event.ShiftDown())
        pan(m_scene.viewpoint, camera(), right, down);
    else
        orbit(m_scene.viewpoint, right, down);
    m_canvas->show(m_scene);
}

void PlateView::on_focus(wxFocusEvent &event)
{
    event.Skip();
    SetBackgroundColour(event.GetEventType() == wxEVT_SET_FOCUS
                            ? wxSystemSettings::GetColour(wxSYS_COLOUR_HIGHLIGHT)
                            : wxNullColour);
    Refresh();
}

} // namespace shim
