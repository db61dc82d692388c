#include "cover_view.hpp"

#include "accessibility_gtk.hpp"
#include "translate.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <wx/dcbuffer.h>
#include <wx/image.h>
#include <wx/renderer.h>
#include <wx/settings.h>

namespace mmf::ui {

namespace {

constexpr int Width = 224; // in device-independent pixels
constexpr int Height = 168;
constexpr double DegreesPerPixel = 0.6; // of those
constexpr double DegreesPerKey = 10;

wxImage image_of(const picture::Image &drawn)
{
    wxImage image(drawn.size.width, drawn.size.height, false);
    std::memcpy(image.GetData(), drawn.rgb.data(), drawn.rgb.size());
    return image;
}

} // namespace

CoverView::CoverView(wxWindow *parent, picture::View view)
    : wxPanel(parent, wxID_ANY, wxDefaultPosition, parent->FromDIP(wxSize(Width, Height)),
              wxBORDER_NONE | wxWANTS_CHARS),
      m_view(view),
      m_painter([this](const Result<picture::Image> &image) { show(image); })
{
    SetMinSize(FromDIP(wxSize(Width, Height)));
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetCursor(wxCursor(wxCURSOR_HAND));
    set_accessible_name(*this, tr("Cover picture"));
    Bind(wxEVT_PAINT, [this](wxPaintEvent &) { paint(); });
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent &event) { begin_drag(event); });
    Bind(wxEVT_MOTION, [this](wxMouseEvent &event) { drag(event); });
    Bind(wxEVT_LEFT_UP, [this](wxMouseEvent &) { end_drag(); });
    Bind(wxEVT_MOUSE_CAPTURE_LOST, [this](wxMouseCaptureLostEvent &) { redraw(Fineness::Fine); });
    Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent &event) { press(event); });
    for (const auto type : {wxEVT_SET_FOCUS, wxEVT_KILL_FOCUS}) {
        Bind(type, [this](wxFocusEvent &event) {
            event.Skip();
            Refresh();
        });
    }
}

void CoverView::set_source(const publish::Source &source)
{
    m_painter.set_source(source);
    redraw(Fineness::Fine);
}

void CoverView::show_wanted(bool is_wanted)
{
    m_is_wanted = is_wanted;
    Refresh();
}

void CoverView::redraw(Fineness fineness)
{
    const double scale = GetContentScaleFactor() * (fineness == Fineness::Coarse ? 0.5 : 1);
    const wxSize size = FromDIP(wxSize(Width, Height));
    m_painter.draw(m_view, {static_cast<int>(size.x * scale), static_cast<int>(size.y * scale)});
}

void CoverView::turn_by(double turn, double tilt, Fineness fineness)
{
    m_view = picture::clamped({m_view.turn + turn, m_view.tilt + tilt});
    redraw(fineness);
}

void CoverView::show(const Result<picture::Image> &image)
{
    m_problem = image ? wxString() : tr("No picture can be made of it.");
    if (image) {
        const double scale = static_cast<double>(image->size.width) / FromDIP(wxSize(Width, Height)).x;
        m_bitmap = wxBitmap(image_of(*image), wxBITMAP_SCREEN_DEPTH, scale);
    }
    Refresh();
}

void CoverView::paint()
{
    wxAutoBufferedPaintDC dc(this);
    dc.SetBackground(wxBrush(wxSystemSettings::GetColour(wxSYS_COLOUR_BTNFACE)));
    dc.Clear();
    wxRect all(GetClientSize());
    if (!m_problem.empty()) {
        dc.SetFont(GetFont());
        dc.SetTextForeground(wxSystemSettings::GetColour(wxSYS_COLOUR_GRAYTEXT));
        dc.DrawLabel(m_problem, all, wxALIGN_CENTRE);
    } else if (m_bitmap.IsOk()) {
        dc.DrawBitmap(m_is_wanted ? m_bitmap : m_bitmap.ConvertToDisabled(), 0, 0);
    }
    if (HasFocus()) {
        wxRendererNative::Get().DrawFocusRect(this, dc, all.Deflate(1, 1));
    }
}

void CoverView::begin_drag(wxMouseEvent &event)
{
    SetFocus();
    m_grip = event.GetPosition();
    if (!HasCapture()) {
        CaptureMouse();
    }
}

void CoverView::drag(const wxMouseEvent &event)
{
    if (!HasCapture() || !event.Dragging()) {
        return;
    }
    const wxPoint way = event.GetPosition() - m_grip;
    m_grip = event.GetPosition();
    const double degrees = DegreesPerPixel * 100 / std::max(FromDIP(100), 1);
    turn_by(-degrees * way.x, degrees * way.y, Fineness::Coarse);
}

void CoverView::end_drag()
{
    if (HasCapture()) {
        ReleaseMouse();
        redraw(Fineness::Fine);
    }
}

void CoverView::press(wxKeyEvent &event)
{
    switch (event.GetKeyCode()) {
    case WXK_LEFT:
        turn_by(DegreesPerKey, 0, Fineness::Fine);
        break;
    case WXK_RIGHT:
        turn_by(-DegreesPerKey, 0, Fineness::Fine);
        break;
    case WXK_UP:
        turn_by(0, DegreesPerKey, Fineness::Fine);
        break;
    case WXK_DOWN:
        turn_by(0, -DegreesPerKey, Fineness::Fine);
        break;
    case WXK_HOME:
        m_view = {};
        redraw(Fineness::Fine);
        break;
    default:
        if (!HandleAsNavigationKey(event)) {
            event.Skip();
        }
    }
}

} // namespace mmf::ui
