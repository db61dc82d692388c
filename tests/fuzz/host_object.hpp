// The objects of a plate, as a host that promises nothing hands them over.
#pragma once

#include "input.hpp"
#include "slicer_sdk/plate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mmf::fuzz {

// Owns what a host would own; each array is one piece of memory of just its size.
struct HostObject
{
    std::string name;
    std::vector<float> vertices;
    std::vector<std::uint32_t> triangles;
    std::vector<float> transform;
    bool is_missing = false; // null pointers where there should be arrays

    slicer_plate_object lent() const
    {
        slicer_plate_object object{};
        object.name = name.c_str();
        object.vertices = is_missing || vertices.empty() ? nullptr : vertices.data();
        object.vertex_count = vertices.size() / 3;
        object.triangles = is_missing || triangles.empty() ? nullptr : triangles.data();
        object.triangle_count = triangles.size() / 3;
        constexpr std::array<float, 16> Identity = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
        std::copy(Identity.begin(), Identity.end(), object.transform);
        std::copy(transform.begin(), transform.end(), object.transform);
        return object;
    }
};

inline HostObject host_object(Input &input)
{
    HostObject object;
    object.name = input.line();
    object.is_missing = input.number(16) == 15;
    const std::size_t transform = input.flag() ? 12 : 0;
    const std::size_t vertices = input.number(64);
    const std::size_t triangles = input.number(64);
    object.transform = input.values<float>(transform);
    // Indices as bytes, so that most are in range or just beyond it.
    for (const std::uint8_t index : input.values<std::uint8_t>(3 * triangles)) {
        object.triangles.push_back(index == 0xFF ? 0xFFFFFFFF : static_cast<std::uint8_t>(index - '0'));
    }
    object.vertices = input.values<float>(3 * vertices);
    object.vertices.resize(object.vertices.size() / 3 * 3);
    object.triangles.shrink_to_fit();
    object.vertices.shrink_to_fit();
    return object;
}

inline std::vector<HostObject> host_objects(Input &input)
{
    std::vector<HostObject> objects;
    for (std::size_t count = input.number(5); count > 0; --count) {
        objects.push_back(host_object(input));
    }
    return objects;
}

// Valid as long as `owned` is.
inline std::vector<slicer_plate_object> lent(const std::vector<HostObject> &owned)
{
    std::vector<slicer_plate_object> objects;
    for (const HostObject &object : owned) {
        objects.push_back(object.lent());
    }
    return objects;
}

} // namespace mmf::fuzz
