/**
 * Draws a scene by OpenGL 2.1 into the current context; each mesh is handed to the card once. Made and
 * destroyed while the context is current. [main-thread]
 */
#pragma once

#include "shim_slicer/plate_canvas.hpp"

#include <map>

namespace shim {

class GlScene
{
public:
    GlScene();
    GlScene(const GlScene &) = delete;
    GlScene &operator=(const GlScene &) = delete;
    ~GlScene();

    /** Whether the card took the program; else nothing can be drawn. */
    bool is_ok() const { return m_program != 0; }

    /** In pixels. */
    void draw(const Scene &scene, int width, int height);

private:
    struct Buffers
    {
        std::shared_ptr<const Mesh> mesh; // so that its address stays its own
        unsigned vertices = 0;
        unsigned triangles = 0;
    };

    /** What the fragments of a draw are; as in the program's text. */
    enum class Kind
    {
        Background,
        Ground,
        Object,
        Shadow
    };

    const Buffers &buffers_of(const std::shared_ptr<const Mesh> &mesh);
    void drop_unused(const PlateSnapshot &plate);
    void begin(Kind kind, const Transform &to_plate, const Transform &to_clip) const;
    void draw_rectangle(float width, float depth) const;
    void draw_mesh(const Buffers &buffers) const;
    void set(const char *name, const Point &value) const;
    void set(const char *name, float value) const;

    unsigned m_program = 0;
    std::map<const Mesh *, Buffers> m_buffers;
};

} // namespace shim
