/**
 * The document: what lies on the plate. Owned by the window, changed on the main thread only; a snapshot is
 * immutable and may be read and dropped on any thread.
 */
#pragma once

#include "shim_slicer/mesh.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace shim {

/** Millimetres; the plate's origin is its centre. */
constexpr float PlateWidth = 200;
constexpr float PlateDepth = 200;

/** Row-major, for column vectors, as slicer_sdk/plate.h has it. */
using Transform = std::array<float, 16>;

Point transformed(const Transform &transform, const Point &point);

struct PlacedObject
{
    std::string name;
    std::shared_ptr<const Mesh> mesh;
    Transform transform;

    /** On the plate. Transforms of this program only move, so that it is exact. */
    Bounds bounds() const;
};

struct PlateSnapshot
{
    /** That of the first object; empty if there is none. */
    std::string name;
    std::vector<PlacedObject> objects;

    std::size_t triangle_count() const;
};

class Plate
{
public:
    Plate();

    /** Adds a model and lays all of them out anew: in rows, centred, standing on the plate. */
    void add(std::string name, Mesh mesh);
    void remove(std::size_t index);
    void clear();

    /** Never null, and never changed: a later change of the plate makes a new one. */
    const std::shared_ptr<const PlateSnapshot> &snapshot() const { return m_snapshot; }

private:
    struct Model
    {
        std::string name;
        std::shared_ptr<const Mesh> mesh;
    };

    void arrange();

    std::vector<Model> m_models;
    std::shared_ptr<const PlateSnapshot> m_snapshot;
};

} // namespace shim
