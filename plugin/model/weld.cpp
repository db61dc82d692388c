#include "model/weld.hpp"

#include "model/mesh.hpp"
#include "model/stl_reader.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace mmf::model {

namespace {

constexpr std::uint32_t None = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t LeastPlaces = 1024;
constexpr std::uint64_t TrianglesBetweenLooks = 16 * 1024; // for a stop; well under a millisecond

// Coordinates on a grid differ in few bits, so each has to reach all of the hash.
std::size_t hash_of(Point p)
{
    const auto bits = [](float value) { return std::uint64_t{std::bit_cast<std::uint32_t>(value)}; };
    std::uint64_t hash = (bits(p.x) | bits(p.y) << 32U) * 0x9E3779B97F4A7C15U;
    hash = (hash ^ hash >> 32U ^ bits(p.z)) * 0xD6E8FEB86659FD93U;
    hash = (hash ^ hash >> 32U) * 0xD6E8FEB86659FD93U;
    return static_cast<std::size_t>(hash ^ hash >> 32U);
}

// 0 for -0, all else as it is.
Point without_negative_zero(Point p)
{
    return {p.x + 0.0F, p.y + 0.0F, p.z + 0.0F};
}

tl::unexpected<Error> too_many_vertices()
{
    return fail(ErrorKind::TooLarge, "more vertices than can be numbered");
}

// An object's vertices are looked up once each, when the first triangle uses them.
class ObjectVertices
{
public:
    explicit ObjectVertices(const slicer_plate_object &object)
        : m_vertices(object.vertices), m_place(object.transform), m_welded(object.vertex_count, None)
    {
    }

    bool is_mirrored() const { return m_place.is_mirroring(); }

    std::uint32_t welded(Welder &welder, std::uint32_t index)
    {
        std::uint32_t &known = m_welded[index];
        if (known == None) {
            const float *v = m_vertices + 3 * std::uint64_t{index};
            const Point p{v[0], v[1], v[2]};
            known = welder.vertex(m_place.is_identity() ? p : m_place(p));
        }
        return known;
    }

private:
    const float *m_vertices;
    Transform m_place;
    std::vector<std::uint32_t> m_welded;
};

Result<void> add(Welder &welder, const slicer_plate_object &object, const std::stop_token &stop)
{
    ObjectVertices vertices(object);
    const std::size_t second = vertices.is_mirrored() ? 2 : 1;
    const std::size_t third = vertices.is_mirrored() ? 1 : 2;
    for (std::uint64_t i = 0; i < object.triangle_count; ++i) {
        if (i % TrianglesBetweenLooks == 0 && stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        if (!welder.has_room()) {
            return too_many_vertices();
        }
        const std::uint32_t *corners = object.triangles + 3 * i;
        const std::uint32_t a = vertices.welded(welder, corners[0]);
        const std::uint32_t b = vertices.welded(welder, corners[second]);
        welder.add_triangle(a, b, vertices.welded(welder, corners[third]));
    }
    return {};
}

} // namespace

std::uint32_t Welder::vertex(Point position)
{
    const Point p = without_negative_zero(position);
    if (2 * (m_mesh.vertex_count() + 1) > m_table.size()) {
        grow();
    }
    std::uint32_t &found = m_table[place_of(p)];
    if (found == None) {
        found = static_cast<std::uint32_t>(m_mesh.vertex_count());
        m_mesh.vertices.insert(m_mesh.vertices.end(), {p.x, p.y, p.z});
    }
    return found;
}

void Welder::add_triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c)
{
    m_mesh.triangles.insert(m_mesh.triangles.end(), {a, b, c});
}

Point Welder::position(std::uint32_t vertex) const
{
    const float *v = m_mesh.vertices.data() + 3 * std::size_t{vertex};
    return {v[0], v[1], v[2]};
}

std::size_t Welder::place_of(Point position) const
{
    const std::size_t last = m_table.size() - 1;
    std::size_t place = hash_of(position) & last;
    while (m_table[place] != None && this->position(m_table[place]) != position) {
        place = (place + 1) & last;
    }
    return place;
}

void Welder::grow()
{
    m_table.assign(std::max(LeastPlaces, 2 * m_table.size()), None);
    for (std::uint32_t i = 0; i < m_mesh.vertex_count(); ++i) {
        m_table[place_of(position(i))] = i;
    }
}

Result<IndexedMesh> weld(std::span<const slicer_plate_object> objects, const std::stop_token &stop)
{
    if (auto facts = inspect(objects, stop); !facts) {
        return tl::unexpected(facts.error());
    }
    Welder welder;
    for (const slicer_plate_object &object : objects) {
        if (object.triangle_count == 0) {
            continue; // its vertices are nothing that can be looked at
        }
        if (auto added = add(welder, object, stop); !added) {
            return tl::unexpected(added.error());
        }
    }
    return std::move(welder).finish();
}

Result<IndexedMesh> weld_stl(const std::filesystem::path &file, const std::stop_token &stop)
{
    Welder welder;
    const auto take = [&](std::span<const std::byte> records) -> Result<void> {
        if (stop.stop_requested()) {
            return fail(ErrorKind::Cancelled);
        }
        for (; !records.empty(); records = records.subspan(StlTriangleSize)) {
            if (!welder.has_room()) {
                return too_many_vertices();
            }
            const std::uint32_t a = welder.vertex(stl_corner(records.data(), 0));
            const std::uint32_t b = welder.vertex(stl_corner(records.data(), 1));
            welder.add_triangle(a, b, welder.vertex(stl_corner(records.data(), 2)));
        }
        return {};
    };
    return inspect_stl(file, take).map([&](const MeshFacts &) { return std::move(welder).finish(); });
}

} // namespace mmf::model
