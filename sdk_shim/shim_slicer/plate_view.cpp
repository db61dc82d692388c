#include "shim_slicer/plate_view.hpp"

#include "wx_host/accessibility_gtk.hpp"

#include <algorithm>
#include <wx/dcbuffer.h>
#include <wx/image.h>

namespace shim {

namespace {

/** Radians a pixel. */
constexpr float DragSpeed = 0.008F;
constexpr float LowestRise = 0.05F;
constexpr float HighestRise = 1.5F;

/** Above this a picture takes too long to follow the mouse. */
constexpr std::size_t MaxTrianglesToTurn = 400'000;

} // namespace

PlateView::PlateView(wxWindow *parent)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxFULL_REPAINT_ON_RESIZE | wxBORDER_NONE),
      m_plate(std::make_shared<PlateSnapshot>())
{
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetMinSize(FromDIP(wxSize(320, 240)));
    wx_host::set_accessible_name(*this, "Picture of the plate");
    Bind(wxEVT_PAINT, &PlateView::on_paint, this);
    Bind(wxEVT_LEFT_DOWN, &PlateView::on_mouse, this);
    Bind(wxEVT_MOTION, &PlateView::on_mouse, this);
}

void PlateView::show(std::shared_ptr<const PlateSnapshot> plate)
{
    m_plate = std::move(plate);
    m_is_stale = true;
    Refresh();
}

void PlateView::on_paint(wxPaintEvent &)
{
    wxAutoBufferedPaintDC dc(this);
    const wxSize size = GetClientSize() * GetContentScaleFactor();
    if (m_is_stale || !m_picture.IsOk() || m_picture.GetSize() != size)
        draw();
    if (m_picture.IsOk())
        dc.DrawBitmap(m_picture, 0, 0);
}

void PlateView::draw()
{
    const double factor = GetContentScaleFactor();
    const wxSize size = GetClientSize() * factor;
    if (size.x < 1 || size.y < 1)
        return;
    const Picture picture = draw_plate(*m_plate, size.x, size.y, m_viewpoint);
    wxImage image(size.x, size.y, false);
    std::copy(picture.pixels.begin(), picture.pixels.end(), image.GetData());
    m_picture = wxBitmap(image, wxBITMAP_SCREEN_DEPTH, factor);
    m_is_stale = false;
}

void PlateView::on_mouse(wxMouseEvent &event)
{
    if (event.Dragging() && event.LeftIsDown() && m_plate->triangle_count() <= MaxTrianglesToTurn) {
        const wxPoint way = event.GetPosition() - m_drag_from;
        m_viewpoint.turn -= DragSpeed * static_cast<float>(way.x);
        m_viewpoint.rise =
            std::clamp(m_viewpoint.rise + DragSpeed * static_cast<float>(way.y), LowestRise, HighestRise);
        m_is_stale = true;
        Refresh();
    }
    m_drag_from = event.GetPosition();
    event.Skip();
}

} // namespace shim
