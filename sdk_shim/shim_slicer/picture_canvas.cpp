#include "shim_slicer/plate_canvas.hpp"
#include "shim_slicer/plate_picture.hpp"

#include <algorithm>
#include <wx/bitmap.h>
#include <wx/dcbuffer.h>
#include <wx/image.h>
#include <wx/window.h>

namespace shim {

namespace {

/** Above this a picture takes too long to follow the mouse. */
constexpr std::size_t MaxQuickTriangles = 400'000;

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
        m_picture = wxNullBitmap;
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
        if (!m_picture.IsOk() || m_picture.GetSize() != size)
            draw(size, factor);
        dc.DrawBitmap(m_picture, 0, 0);
    }

    void draw(const wxSize &size, double factor)
    {
        const Picture picture =
            draw_plate(*m_scene.plate, size.x, size.y, m_scene.viewpoint, m_scene.selected, m_scene.theme);
        wxImage image(size.x, size.y, false);
        std::copy(picture.pixels.begin(), picture.pixels.end(), image.GetData());
        m_picture = wxBitmap(image, wxBITMAP_SCREEN_DEPTH, factor);
    }

    Scene m_scene;
    wxBitmap m_picture;
};

} // namespace

PlateCanvas *make_picture_canvas(wxWindow &parent)
{
    return new PictureCanvas(parent);
}

} // namespace shim
