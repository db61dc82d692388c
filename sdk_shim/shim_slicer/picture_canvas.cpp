#include "shim_slicer/plate_canvas.hpp"
#include "shim_slicer/plate_colours.hpp"
#include "shim_slicer/plate_picture.hpp"

#include <algorithm>
#include <thread>
#include <utility>
#include <wx/bitmap.h>
#include <wx/brush.h>
#include <wx/colour.h>
#include <wx/dcbuffer.h>
#include <wx/image.h>
#include <wx/window.h>

namespace shim {

namespace {

/** Above this a picture takes too long to follow the mouse. */
constexpr std::size_t MaxQuickTriangles = 400'000;

/** What is quick is drawn while the window is painted; the rest on a thread, and until then the last picture
 * stays, or the background. */
class PictureCanvas : public wxWindow, public PlateCanvas
{
public:
    explicit PictureCanvas(wxWindow &parent)
        : wxWindow(&parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                   wxFULL_REPAINT_ON_RESIZE | wxBORDER_NONE)
    {
        wxWindow::SetBackgroundStyle(wxBG_STYLE_PAINT);
        Bind(wxEVT_PAINT, &PictureCanvas::on_paint, this);
    }

    wxWindow &window() override { return *this; }

    void show(const Scene &scene) override
    {
        m_scene = scene;
        m_is_current = false;
        Refresh();
    }

    bool is_quick(const PlateSnapshot &plate) const override
    {
        return plate.triangle_count() <= MaxQuickTriangles;
    }

private:
    void on_paint(wxPaintEvent &)
    {
        wxAutoBufferedPaintDC dc(this);
        const double factor = GetContentScaleFactor();
        const wxSize size = GetClientSize() * factor;
        if (size.x < 1 || size.y < 1)
            return;
        if (!m_is_current || m_picture.GetSize() != size) {
            if (!is_quick(*m_scene.plate))
                draw_apart(size, factor);
            else {
                take_over(drawn(m_scene, size), factor);
                m_is_current = true;
            }
        }
        dc.SetBackground(wxBrush(background()));
        dc.Clear();
        if (m_picture.IsOk())
            dc.DrawBitmap(m_picture, 0, 0);
    }

    wxColour background() const
    {
        const Colour colour = surroundings_in(m_scene.theme).background_bottom;
        const auto byte = [](float value) { return static_cast<unsigned char>(value); };
        return {byte(colour.red), byte(colour.green), byte(colour.blue)};
    }

    static Picture drawn(const Scene &scene, const wxSize &size)
    {
        return draw_plate(*scene.plate, size.x, size.y, scene.viewpoint, scene.selected, scene.theme);
    }

    /** One at a time; what has changed meanwhile is seen when it is painted. */
    void draw_apart(const wxSize &size, double factor)
    {
        if (std::exchange(m_is_drawing, true))
            return;
        m_is_current = true;
        m_thread = std::jthread([this, scene = m_scene, size, factor] {
            CallAfter([this, picture = drawn(scene, size), factor] {
                m_is_drawing = false;
                take_over(picture, factor);
                Refresh();
            });
        });
    }

    void take_over(const Picture &picture, double factor)
    {
        wxImage image(picture.width, picture.height, false);
        std::copy(picture.pixels.begin(), picture.pixels.end(), image.GetData());
        m_picture = wxBitmap(image, wxBITMAP_SCREEN_DEPTH, factor);
    }

    Scene m_scene;
    wxBitmap m_picture;
    bool m_is_current = false; // the picture that is there, or that is being drawn, is the scene's
    bool m_is_drawing = false;
    std::jthread m_thread; // ends first: it uses the rest
};

} // namespace

PlateCanvas *make_picture_canvas(wxWindow &parent)
{
    return new PictureCanvas(parent);
}

} // namespace shim
