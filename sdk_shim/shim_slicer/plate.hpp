/**
 * The document: what lies on the plate. Owned by the window, changed on the main thread only; a snapshot is
 * immutable and may be read and dropped on any thread.
 */
#pragma once

#include "shim_slicer/mesh.hpp"
#include "shim_slicer/model.hpp"
#include "shim_slicer/transform.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shim {

/** Millimetres; the plate's origin is its centre. */
constexpr float PlateWidth = 200;
constexpr float PlateDepth = 200;

struct PlacedObject
{
    std::string name;
    std::shared_ptr<const Mesh> mesh;

    /** A pure move for an object that nobody turned, scaled or mirrored, so that its coordinates stay exact.
     */
    Transform transform;

    /** On the plate. */
    Bounds bounds;
};

struct PlateSnapshot
{
    /** That of the first object; empty if there is none. */
    std::string name;
    std::vector<PlacedObject> objects;

    std::size_t triangle_count() const;
};

/** What a person sets of an object. */
struct Placement
{
    /** The middle of its box in x and y, the lower end of its box in z. */
    Point position{};

    /** About x, then y, then z, in degrees. */
    Point degrees{};

    /** Along the axes of the object as its file has it; negative ones mirror. Never 0. */
    Point factors{1, 1, 1};
};

/** The lower left corner of what lies on the plate. */
struct PlateCorner
{
    float x;
    float y;
};

class Plate
{
public:
    Plate();

    /** Adds the objects of one file, which keep their places relative to each other. An object without a name
     * gets `name`; in names, bytes that are no UTF-8 become U+FFFD. While nothing was placed by hand
     * everything is laid out anew: in rows, centred, standing on the plate; later on, newcomers go beside
     * what is there. */
    void add(const std::string &name, std::vector<Model> models);
    void add(std::string name, Mesh mesh);

    /** A second one beside what is there; returns its index. */
    std::size_t duplicate(std::size_t index);
    void remove(std::size_t index);
    void clear();

    /** Lays everything out anew; what was turned or scaled stays so. */
    void arrange();

    Placement placement(std::size_t index) const;

    /** By hand: from now on every object stays where it is. */
    void place(std::size_t index, const Placement &placement);

    /** Never null, and never changed: a later change of the plate makes a new one. */
    const std::shared_ptr<const PlateSnapshot> &snapshot() const { return m_snapshot; }

private:
    struct Object
    {
        std::string name;
        std::shared_ptr<const Mesh> mesh;

        /** As its file has it. */
        Transform origin;

        /** Those of one file have the same; they are laid out as one. */
        std::size_t group;
        Point degrees{};
        Point factors{1, 1, 1};

        /** After turning and scaling, before the move to its place on the plate. */
        Transform shape = Identity;
        Bounds shape_bounds{};
        Point move{};
    };

    struct Group
    {
        std::size_t id;

        /** Before the move. */
        Bounds bounds;
        std::vector<std::size_t> objects;
    };

    static void shape(Object &object);
    std::vector<Group> groups() const;
    void lay_out(std::size_t newcomer);
    void move(const Group &group, const PlateCorner &corner);
    void publish();
    std::string free_name(const std::string &name) const;

    std::vector<Object> m_objects;
    std::size_t m_next_group = 0;
    bool m_is_placed_by_hand = false;
    std::shared_ptr<const PlateSnapshot> m_snapshot;
};

} // namespace shim
