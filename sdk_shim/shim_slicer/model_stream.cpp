#include "shim_slicer/model_stream.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace shim {

namespace {

struct Header
{
    std::uint64_t name_size;
    std::uint64_t vertex_floats;
    std::uint64_t indices;
    Transform transform;
};

template <class Value>
void append(std::string &bytes, const Value *values, std::size_t count)
{
    bytes.append(reinterpret_cast<const char *>(values), count * sizeof(Value));
}

/** Takes values from the front of the bytes. */
class Reader
{
public:
    explicit Reader(std::string_view bytes) : m_rest(bytes) {}

    bool is_at_end() const { return m_rest.empty(); }

    template <class Container>
    bool read(Container &values, std::uint64_t count)
    {
        using Value = typename Container::value_type;
        if (count > m_rest.size() / sizeof(Value))
            return false;
        values.resize(static_cast<std::size_t>(count));
        return copy(values.data(), values.size() * sizeof(Value));
    }

    bool read(Header &header) { return m_rest.size() >= sizeof header && copy(&header, sizeof header); }

private:
    bool copy(void *target, std::size_t size)
    {
        if (size > 0)
            std::memcpy(target, m_rest.data(), size);
        m_rest.remove_prefix(size);
        return true;
    }

    std::string_view m_rest;
};

bool is_finite(float value)
{
    return std::isfinite(value);
}

bool is_sound(const Model &model)
{
    const Mesh &mesh = model.mesh;
    const std::size_t vertices = mesh.vertex_count();
    return mesh.triangle_count() > 0 && mesh.vertices.size() == 3 * vertices &&
           mesh.triangles.size() == 3 * mesh.triangle_count() &&
           std::all_of(mesh.triangles.begin(), mesh.triangles.end(),
                       [&](std::uint32_t index) { return index < vertices; }) &&
           std::all_of(mesh.vertices.begin(), mesh.vertices.end(), &is_finite) &&
           std::all_of(model.transform.begin(), model.transform.end(), &is_finite);
}

} // namespace

std::string encoded(const std::vector<Model> &models)
{
    std::string bytes;
    for (const Model &model : models) {
        const Header header{model.name.size(), model.mesh.vertices.size(), model.mesh.triangles.size(),
                            model.transform};
        append(bytes, &header, 1);
        append(bytes, model.name.data(), model.name.size());
        append(bytes, model.mesh.vertices.data(), model.mesh.vertices.size());
        append(bytes, model.mesh.triangles.data(), model.mesh.triangles.size());
    }
    return bytes;
}

std::optional<std::vector<Model>> decoded(std::string_view bytes)
{
    std::vector<Model> models;
    for (Reader reader(bytes); !reader.is_at_end();) {
        Header header{};
        Model model;
        if (!reader.read(header) || !reader.read(model.name, header.name_size) ||
            !reader.read(model.mesh.vertices, header.vertex_floats) ||
            !reader.read(model.mesh.triangles, header.indices))
            return std::nullopt;
        model.transform = header.transform;
        if (!is_sound(model))
            return std::nullopt;
        model.mesh.bounds = box_of(model.mesh.vertices);
        models.push_back(std::move(model));
    }
    if (models.empty())
        return std::nullopt;
    return models;
}

} // namespace shim
