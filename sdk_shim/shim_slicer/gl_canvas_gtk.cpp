#include <gdk/gdkx.h> // before wxWidgets, whose headers declare parts of it

#include "shim_slicer/gl_scene.hpp"
#include "shim_slicer/plate_canvas.hpp"

#include <GL/glx.h>
#include <utility>
#include <wx/dcclient.h>
#include <wx/glcanvas.h>

namespace shim {

namespace {

/** wxGLCanvas asserts where a display has no GLX, and this wxWidgets knows no other way to OpenGL. */
bool display_has_glx()
{
    GdkDisplay *display = gdk_display_get_default();
    return display != nullptr && GDK_IS_X11_DISPLAY(display) &&
           ::glXQueryExtension(GDK_DISPLAY_XDISPLAY(display), nullptr, nullptr) == True;
}

class GlCanvas : public wxGLCanvas, public PlateCanvas
{
public:
    GlCanvas(wxWindow &parent, const wxGLAttributes &attributes, std::function<void()> on_failure)
        : wxGLCanvas(&parent, attributes, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                     wxFULL_REPAINT_ON_RESIZE | wxBORDER_NONE),
          m_on_failure(std::move(on_failure))
    {
        wxGLCanvas::SetBackgroundStyle(wxBG_STYLE_PAINT);
        Bind(wxEVT_PAINT, &GlCanvas::on_paint, this);
    }
    GlCanvas(const GlCanvas &) = delete;
    GlCanvas &operator=(const GlCanvas &) = delete;
    ~GlCanvas() override
    {
        if (m_scene)
            SetCurrent(*m_context);
    }

    wxWindow &window() override { return *this; }

    void show(const Scene &scene) override
    {
        m_shown = scene;
        Refresh();
    }

    bool is_quick(const PlateSnapshot &) const override { return true; }

private:
    void on_paint(wxPaintEvent &)
    {
        const wxPaintDC dc(this);
        if (!m_has_failed && !m_scene && !begin()) {
            m_has_failed = true;
            m_on_failure();
        }
        const wxSize size = GetClientSize() * GetContentScaleFactor();
        if (m_has_failed || size.x < 1 || size.y < 1 || !SetCurrent(*m_context))
            return;
        m_scene->draw(m_shown, size.x, size.y);
        SwapBuffers();
    }

    /** At the first paint: before, the window is not there for the display. */
    bool begin()
    {
        m_context = std::make_unique<wxGLContext>(this);
        if (!m_context->IsOK() || !SetCurrent(*m_context))
            return false;
        m_scene = std::make_unique<GlScene>();
        return m_scene->is_ok();
    }

    std::function<void()> m_on_failure;
    std::unique_ptr<wxGLContext> m_context;
    std::unique_ptr<GlScene> m_scene;
    Scene m_shown;
    bool m_has_failed = false;
};

} // namespace

PlateCanvas *make_gl_canvas(wxWindow &parent, std::function<void()> on_failure)
{
    if (!display_has_glx())
        return nullptr;
    for (const int samples : {4, 0}) {
        wxGLAttributes attributes;
        attributes.PlatformDefaults().RGBA().DoubleBuffer().Depth(24).Stencil(8);
        if (samples > 0)
            attributes.SampleBuffers(1).Samplers(samples);
        attributes.EndList();
        if (wxGLCanvas::IsDisplaySupported(attributes))
            return new GlCanvas(parent, attributes, std::move(on_failure));
    }
    return nullptr;
}

} // namespace shim
