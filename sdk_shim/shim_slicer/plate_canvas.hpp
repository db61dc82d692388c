/**
 * A window that shows the plate from a viewpoint; there is one way to draw that works everywhere and one that
 * is fast. Owned by its parent window. [main-thread]
 */
#pragma once

#include "shim_slicer/camera.hpp"
#include "shim_slicer/plate.hpp"
#include "shim_slicer/theme.hpp"

#include <functional>
#include <memory>
#include <optional>

class wxWindow;

namespace shim {

struct Scene
{
    std::shared_ptr<const PlateSnapshot> plate = std::make_shared<PlateSnapshot>();
    std::optional<std::size_t> selected;
    Viewpoint viewpoint;
    Theme theme = Theme::Light;
};

class PlateCanvas
{
public:
    virtual ~PlateCanvas() = default;

    virtual wxWindow &window() = 0;

    /** Soon: several in a row are drawn once. */
    virtual void show(const Scene &scene) = 0;

    /** Whether it can follow the mouse. */
    virtual bool is_quick(const PlateSnapshot &plate) const = 0;
};

/** Draws without OpenGL. */
PlateCanvas *make_picture_canvas(wxWindow &parent);

/** Draws by OpenGL; null where it is known at once that there is none. Where it turns out later, `on_failure`
 * is called, and the canvas stays empty. */
PlateCanvas *make_gl_canvas(wxWindow &parent, std::function<void()> on_failure);

} // namespace shim
