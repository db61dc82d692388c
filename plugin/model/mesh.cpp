#include "model/mesh.hpp"

#include "model/box.hpp"
#include "model/plate.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace mmf::model {

namespace {

tl::unexpected<Error> bad_mesh(const slicer_plate_object &object, const std::string &what)
{
    const std::string name = object_name(object);
    return fail(ErrorKind::BadMesh, (name.empty() ? "unnamed object" : '"' + name + '"') + ": " + what);
}

Point vertex(const slicer_plate_object &object, std::uint64_t i)
{
    const float *v = object.vertices + 3 * i;
    return {v[0], v[1], v[2]};
}

template <typename Place>
Box box_of(const slicer_plate_object &object, Place place)
{
    Box box;
    for (std::uint64_t i = 0; i < object.vertex_count; ++i) {
        box.add(place(vertex(object, i)));
    }
    return box;
}

// Slow, for the sentence only.
tl::unexpected<Error> first_bad_vertex(const slicer_plate_object &object)
{
    for (std::uint64_t i = 0; i < object.vertex_count; ++i) {
        if (!is_finite(vertex(object, i))) {
            return bad_mesh(object, "a coordinate of vertex " + std::to_string(i) + " is not finite");
        }
    }
    const Transform place(object.transform);
    std::uint64_t i = 0;
    while (i < object.vertex_count && is_finite(place(vertex(object, i)))) {
        ++i;
    }
    return bad_mesh(object, "vertex " + std::to_string(i) + " is too far out to be placed on the plate");
}

} // namespace

Size MeshFacts::size() const
{
    const auto length = [](float from, float to) {
        return static_cast<double>(to) - static_cast<double>(from);
    };
    return {length(min.x, max.x), length(min.y, max.y), length(min.z, max.z)};
}

Result<MeshFacts> inspect(const slicer_plate_object &object)
{
    if (object.triangle_count == 0) {
        return fail(ErrorKind::EmptyPlate, object_name(object));
    }
    if (object.triangles == nullptr || (object.vertices == nullptr && object.vertex_count != 0)) {
        return bad_mesh(object, "its mesh is missing");
    }
    if (!std::all_of(std::begin(object.transform), std::end(object.transform),
                     [](float value) { return std::isfinite(value); })) {
        return bad_mesh(object, "its transform is not finite");
    }

    std::uint32_t largest = 0;
    for (const std::uint32_t index : std::span(object.triangles, 3 * object.triangle_count)) {
        largest = std::max(largest, index);
    }
    if (largest >= object.vertex_count) {
        return bad_mesh(object, "vertex index " + std::to_string(largest) + " is out of range, it has " +
                                    std::to_string(object.vertex_count) + " vertices");
    }

    const Transform place(object.transform);
    const Box box = place.is_identity() ? box_of(object, [](Point p) { return p; }) : box_of(object, place);
    if (!box.is_all_finite()) {
        return first_bad_vertex(object);
    }
    return MeshFacts{object.triangle_count, box.min, box.max};
}

Result<MeshFacts> inspect(std::span<const slicer_plate_object> objects)
{
    MeshFacts all;
    for (const slicer_plate_object &object : objects) {
        if (object.triangle_count == 0) {
            continue;
        }
        auto facts = inspect(object);
        if (!facts) {
            return facts;
        }
        if (all.triangles == 0) {
            all = *facts;
            continue;
        }
        all.triangles += facts->triangles;
        all.min = {std::min(all.min.x, facts->min.x), std::min(all.min.y, facts->min.y),
                   std::min(all.min.z, facts->min.z)};
        all.max = {std::max(all.max.x, facts->max.x), std::max(all.max.y, facts->max.y),
                   std::max(all.max.z, facts->max.z)};
    }
    if (all.triangles == 0) {
        return fail(ErrorKind::EmptyPlate);
    }
    return all;
}

} // namespace mmf::model
