#include "model/mesh.hpp"

#include "model/box.hpp"
#include "model/plate.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
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

constexpr std::uint64_t BetweenLooks = 1 << 20; // indices or vertices, for a stop; a few milliseconds

// Calls `take` with the bounds of one block after the other. False: stopped.
template <typename Take>
bool each_block(std::uint64_t count, const std::stop_token &stop, Take take)
{
    for (std::uint64_t begin = 0; begin < count; begin += BetweenLooks) {
        if (stop.stop_requested()) {
            return false;
        }
        take(begin, begin + std::min(BetweenLooks, count - begin));
    }
    return true;
}

template <typename Place>
std::optional<Box> box_of(const slicer_plate_object &object, const std::stop_token &stop, Place place)
{
    Box box;
    const bool is_whole = each_block(object.vertex_count, stop, [&](std::uint64_t begin, std::uint64_t end) {
        for (std::uint64_t i = begin; i < end; ++i) {
            box.add(place(vertex(object, i)));
        }
    });
    return is_whole ? std::optional(box) : std::nullopt;
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

Result<MeshFacts> inspect(const slicer_plate_object &object, const std::stop_token &stop)
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
    const std::span indices(object.triangles, 3 * object.triangle_count);
    const bool is_whole = each_block(indices.size(), stop, [&](std::uint64_t begin, std::uint64_t end) {
        for (const std::uint32_t index : indices.subspan(begin, end - begin)) {
            largest = std::max(largest, index);
        }
    });
    if (!is_whole) {
        return fail(ErrorKind::Cancelled);
    }
    if (largest >= object.vertex_count) {
        return bad_mesh(object, "vertex index " + std::to_string(largest) + " is out of range, it has " +
                                    std::to_string(object.vertex_count) + " vertices");
    }

    const Transform place(object.transform);
    const auto box =
        place.is_identity() ? box_of(object, stop, [](Point p) { return p; }) : box_of(object, stop, place);
    if (!box) {
        return fail(ErrorKind::Cancelled);
    }
    if (!box->is_all_finite()) {
        return first_bad_vertex(object);
    }
    return MeshFacts{object.triangle_count, box->min, box->max};
}

Result<MeshFacts> inspect(std::span<const slicer_plate_object> objects, const std::stop_token &stop)
{
    MeshFacts all;
    for (const slicer_plate_object &object : objects) {
        if (object.triangle_count == 0) {
            continue;
        }
        auto facts = inspect(object, stop);
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
