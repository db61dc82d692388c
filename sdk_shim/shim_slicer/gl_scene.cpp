#define GL_GLEXT_PROTOTYPES // libGL has them all
#include <GL/gl.h>
#include <GL/glext.h>

#include "shim_slicer/gl_scene.hpp"
#include "shim_slicer/plate_colours.hpp"

#include <algorithm>
#include <array>

namespace shim {

namespace {

constexpr GLuint Place = 0; // the only attribute

constexpr const char *VertexProgram = R"(#version 120
attribute vec3 place;
uniform mat4 to_plate;
uniform mat4 to_clip;
varying vec3 at;
void main()
{
    vec4 on_plate = to_plate * vec4(place, 1.0);
    at = on_plate.xyz;
    gl_Position = to_clip * on_plate;
}
)";

/** Each triangle is flat: its normal comes from how `at` changes across it, so that vertices can be shared.
 */
constexpr const char *FragmentProgram = R"(#version 120
uniform int kind;
uniform vec3 colour;
uniform vec3 other_colour;
uniform vec3 light;
uniform vec3 to_eye;
uniform vec3 brightness;
uniform float grid_step;
uniform float outside;
varying vec3 at;
void main()
{
    if (kind == 0) {
        gl_FragColor = vec4(mix(other_colour, colour, 0.5 + 0.5 * at.y), 1.0);
    } else if (kind == 1) {
        vec2 off = abs(fract(at.xy / grid_step + 0.5) - 0.5) * grid_step / fwidth(at.xy);
        gl_FragColor = vec4(mix(other_colour, colour, clamp(min(off.x, off.y), 0.0, 1.0)), 1.0);
    } else if (kind == 2) {
        vec3 normal = normalize(cross(dFdx(at), dFdy(at)));
        normal *= sign(dot(normal, to_eye));
        float shade = brightness.x + brightness.y * max(0.0, dot(normal, light)) +
                      brightness.z * max(0.0, dot(normal, to_eye));
        bool is_inside = gl_FrontFacing != (outside > 0.0);
        gl_FragColor = vec4((is_inside ? other_colour : colour) * shade, 1.0);
    } else {
        gl_FragColor = vec4(0.0, 0.0, 0.0, colour.x);
    }
}
)";

GLuint compiled(GLenum kind, const char *text)
{
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &text, nullptr);
    glCompileShader(shader);
    return shader;
}

/** 0 if the card refuses it. */
GLuint linked()
{
    const std::array<GLuint, 2> shaders{compiled(GL_VERTEX_SHADER, VertexProgram),
                                        compiled(GL_FRAGMENT_SHADER, FragmentProgram)};
    const GLuint program = glCreateProgram();
    for (const GLuint shader : shaders) {
        glAttachShader(program, shader);
        glDeleteShader(shader); // with the program
    }
    glBindAttribLocation(program, Place, "place");
    glLinkProgram(program);
    GLint is_linked = GL_FALSE;
    glGetProgramiv(program, GL_LINK_STATUS, &is_linked);
    if (is_linked == GL_TRUE)
        return program;
    glDeleteProgram(program);
    return 0;
}

/** From the plate to what OpenGL shows, which is from -1 to 1 in each direction. */
Transform clip_of(const Camera &camera, const Bounds &reach, int width, int height)
{
    float nearest = std::numeric_limits<float>::max();
    float farthest = std::numeric_limits<float>::lowest();
    for (const Point &corner : corners_of(reach)) {
        const float depth = dot(camera.into, corner);
        nearest = std::min(nearest, depth);
        farthest = std::max(farthest, depth);
    }
    const float across = 2 / static_cast<float>(width);
    const float along = 2 / static_cast<float>(height);
    const float deep = 1.98F / std::max(farthest - nearest, 1e-3F);
    const Point x = scaled(camera.right, camera.scale * across);
    const Point y = scaled(camera.up, camera.scale * along);
    const Point z = scaled(camera.into, deep);
    return {x[0], x[1], x[2], camera.shift_x * across - 1,      y[0], y[1], y[2], 1 - camera.shift_y * along,
            z[0], z[1], z[2], -deep * (nearest + farthest) / 2, 0,    0,    0,    1};
}

/** Lays everything flat on the plate, away from the light. */
Transform shadow_of(const Point &light)
{
    return {1, 0, -light[0] / light[2], 0, 0, 1, -light[1] / light[2], 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

Point part_of_one(const Colour &colour)
{
    return scaled({colour.red, colour.green, colour.blue}, 1.0F / 255);
}

} // namespace

GlScene::GlScene() : m_program(linked()) {}

GlScene::~GlScene()
{
    drop_unused({});
    glDeleteProgram(m_program);
}

const GlScene::Buffers &GlScene::buffers_of(const std::shared_ptr<const Mesh> &mesh)
{
    Buffers &buffers = m_buffers[mesh.get()];
    if (!buffers.mesh) {
        buffers.mesh = mesh;
        glGenBuffers(1, &buffers.vertices);
        glBindBuffer(GL_ARRAY_BUFFER, buffers.vertices);
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh->vertices.size() * sizeof(float)),
                     mesh->vertices.data(), GL_STATIC_DRAW);
        glGenBuffers(1, &buffers.triangles);
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffers.triangles);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                     static_cast<GLsizeiptr>(mesh->triangles.size() * sizeof(std::uint32_t)),
                     mesh->triangles.data(), GL_STATIC_DRAW);
    }
    return buffers;
}

void GlScene::drop_unused(const PlateSnapshot &plate)
{
    std::erase_if(m_buffers, [&](const auto &entry) {
        const Buffers &buffers = entry.second;
        if (std::any_of(plate.objects.begin(), plate.objects.end(),
                        [&](const PlacedObject &object) { return object.mesh == buffers.mesh; }))
            return false;
        glDeleteBuffers(1, &buffers.vertices);
        glDeleteBuffers(1, &buffers.triangles);
        return true;
    });
}

void GlScene::set(const char *name, const Point &value) const
{
    glUniform3f(glGetUniformLocation(m_program, name), value[0], value[1], value[2]);
}

void GlScene::set(const char *name, float value) const
{
    glUniform1f(glGetUniformLocation(m_program, name), value);
}

void GlScene::begin(Kind kind, const Transform &to_plate, const Transform &to_clip) const
{
    glUniform1i(glGetUniformLocation(m_program, "kind"), static_cast<GLint>(kind));
    glUniformMatrix4fv(glGetUniformLocation(m_program, "to_plate"), 1, GL_TRUE, to_plate.data());
    glUniformMatrix4fv(glGetUniformLocation(m_program, "to_clip"), 1, GL_TRUE, to_clip.data());
}

void GlScene::draw_rectangle(float width, float depth) const
{
    const std::array<float, 12> corners{-width / 2, -depth / 2, 0, width / 2,  -depth / 2, 0,
                                        width / 2,  depth / 2,  0, -width / 2, depth / 2,  0};
    glBindBuffer(GL_ARRAY_BUFFER, 0);
    glVertexAttribPointer(Place, 3, GL_FLOAT, GL_FALSE, 0, corners.data());
    glDrawArrays(GL_TRIANGLE_FAN, 0, 4);
}

void GlScene::draw_mesh(const Buffers &buffers) const
{
    glBindBuffer(GL_ARRAY_BUFFER, buffers.vertices);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffers.triangles);
    glVertexAttribPointer(Place, 3, GL_FLOAT, GL_FALSE, 0, nullptr);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(buffers.mesh->triangles.size()), GL_UNSIGNED_INT,
                   nullptr);
}

void GlScene::draw(const Scene &scene, int width, int height)
{
    const PlateSnapshot &plate = *scene.plate;
    drop_unused(plate);
    const Bounds frame = scene.viewpoint.frame.value_or(frame_of(plate));
    const Camera camera(scene.viewpoint, frame, width, height);
    Bounds reach = united(frame, frame_of({}));
    for (const PlacedObject &object : plate.objects)
        reach = united(reach, object.bounds);
    const Transform to_clip = clip_of(camera, reach, width, height);

    const Surroundings &around = surroundings_in(scene.theme);

    glViewport(0, 0, width, height);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);
    glUseProgram(m_program);
    glEnableVertexAttribArray(Place);
    set("light", camera.light);
    set("to_eye", scaled(camera.into, -1));
    set("brightness", Point{Ambient, FromLight, FromEye});
    set("grid_step", GridStep);

    glDisable(GL_DEPTH_TEST);
    set("colour", part_of_one(around.background_top));
    set("other_colour", part_of_one(around.background_bottom));
    begin(Kind::Background, Identity, Identity);
    draw_rectangle(2, 2);

    // The stencil is 1 where the plate is, and 2 where a shadow has fallen on it: it gets darker only once.
    glEnable(GL_STENCIL_TEST);
    glStencilFunc(GL_ALWAYS, 1, 3);
    glStencilOp(GL_KEEP, GL_KEEP, GL_REPLACE);
    set("colour", part_of_one(around.plate));
    set("other_colour", part_of_one(around.grid));
    begin(Kind::Ground, Identity, to_clip);
    draw_rectangle(PlateWidth, PlateDepth);
    glStencilFunc(GL_EQUAL, 1, 3);
    glStencilOp(GL_KEEP, GL_KEEP, GL_INCR);
    glEnable(GL_BLEND);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    set("colour", Point{1 - around.in_shadow, 0, 0});
    for (const PlacedObject &object : plate.objects) {
        begin(Kind::Shadow, product(shadow_of(camera.light), object.transform), to_clip);
        draw_mesh(buffers_of(object.mesh));
    }
    glDisable(GL_BLEND);
    glDisable(GL_STENCIL_TEST);

    glEnable(GL_DEPTH_TEST);
    // The plate again, for its depth alone: it hides what is below it.
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    begin(Kind::Ground, Identity, to_clip);
    draw_rectangle(PlateWidth, PlateDepth);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    set("other_colour", part_of_one(InsideColour));
    for (std::size_t i = 0; i < plate.objects.size(); ++i) {
        const PlacedObject &object = plate.objects[i];
        set("colour", part_of_one(colour_of(i, i == scene.selected)));
        set("outside", mirrors(object.transform) ? -1.0F : 1.0F);
        begin(Kind::Object, object.transform, to_clip);
        draw_mesh(buffers_of(object.mesh));
    }
    glUseProgram(0);
}

} // namespace shim
