#include "model/stl_records.hpp"

#include "model/transform.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace mmf::model {

namespace {

// Numbers are written as they lie in memory.
static_assert(std::endian::native == std::endian::little);
static_assert(sizeof(float) == 4 && std::numeric_limits<float>::is_iec559);

// A point in one register, and a lane that nobody reads: the compilers' own vectors, for any processor. Each
// lane is rounded as a float of its own, so the bytes are those of scalar arithmetic.
using Vector = float __attribute__((vector_size(16)));

[[gnu::always_inline]] inline Vector yzx(Vector v)
{
    return __builtin_shufflevector(v, v, 1, 2, 0, 3);
}

[[gnu::always_inline]] inline Vector zxy(Vector v)
{
    return __builtin_shufflevector(v, v, 2, 0, 1, 3);
}

[[gnu::always_inline]] inline Vector normal_of(Vector a, Vector b, Vector c)
{
    const Vector u = b - a;
    const Vector v = c - a;
    const Vector n = yzx(u) * zxy(v) - zxy(u) * yzx(v);
    const Vector squares = n * n;
    const float square = (squares[0] + squares[1]) + squares[2];
    // Below the smallest normal number too few digits are left for a root.
    if (!(square >= std::numeric_limits<float>::min() && square <= std::numeric_limits<float>::max())) {
        return Vector{};
    }
    return n / std::sqrt(square);
}

// From the object to the plate, as Transform has it, each row's sum in the same order.
class Placement
{
public:
    explicit Placement(const float (&m)[16])
        : m_x{m[0], m[4], m[8], 0},
          m_y{m[1], m[5], m[9], 0},
          m_z{m[2], m[6], m[10], 0},
          m_by{m[3], m[7], m[11], 0}
    {
    }

    Vector operator()(Vector p) const { return ((m_x * p[0] + m_y * p[1]) + m_z * p[2]) + m_by; }

private:
    Vector m_x;
    Vector m_y;
    Vector m_z;
    Vector m_by;
};

struct Stay
{
    Vector operator()(Vector p) const { return p; }
};

constexpr std::size_t PointSize = 12;

// Sixteen bytes, of which the next point takes the last four.
[[gnu::always_inline]] inline void put(std::byte *out, Vector v)
{
    std::memcpy(out, &v, sizeof v);
}

template <typename Place>
class Records
{
public:
    Records(const slicer_plate_object &object, Place place, bool is_mirrored)
        : m_vertices(object.vertices),
          m_last(object.vertex_count - 1),
          m_place(place),
          m_second(is_mirrored ? 2 : 1),
          m_third(is_mirrored ? 1 : 2)
    {
    }

    // Two bytes more than the record: zeros, as the attribute before them.
    [[gnu::always_inline]] void write(const std::uint32_t *corners, std::byte *out) const
    {
        const Vector a = m_place(vertex(corners[0]));
        const Vector b = m_place(vertex(corners[m_second]));
        const Vector c = m_place(vertex(corners[m_third]));
        put(out, normal_of(a, b, c));
        put(out + PointSize, a);
        put(out + 2 * PointSize, b);
        put(out + 3 * PointSize, __builtin_shufflevector(c, Vector{}, 0, 1, 2, 4));
    }

    void fetch(const std::uint32_t *corners) const
    {
        __builtin_prefetch(at(corners[0]));
        __builtin_prefetch(at(corners[1]));
        __builtin_prefetch(at(corners[2]));
    }

private:
    const float *at(std::uint32_t index) const { return m_vertices + 3 * static_cast<std::uint64_t>(index); }
    // One load for all but the last one, behind which there may be nothing. The last lane is anything.
    [[gnu::always_inline]] Vector vertex(std::uint32_t index) const
    {
        const float *v = at(index);
        if (index == m_last) {
            return Vector{v[0], v[1], v[2], 0};
        }
        Vector loaded;
        std::memcpy(&loaded, v, sizeof loaded);
        return loaded;
    }

    const float *m_vertices;
    std::uint64_t m_last;
    Place m_place;
    std::size_t m_second;
    std::size_t m_third;
};

template <typename Place>
void write_all(const slicer_plate_object &object, std::uint64_t first, std::uint64_t count,
               const Records<Place> &records, std::byte *out)
{
    // Far enough for a vertex to come from memory meanwhile.
    constexpr std::uint64_t Ahead = 32;
    constexpr std::size_t OutAhead = 1024;
    const std::uint32_t *corners = object.triangles + 3 * first;
    std::uint64_t left = count;
    const std::uint64_t known = object.triangle_count - first; // so many corners may be looked at
    const std::uint64_t fetching = std::min(count - 1, known > Ahead ? known - Ahead : 0);
    for (; left > count - fetching; --left, corners += 3, out += StlTriangleSize) {
        records.fetch(corners + 3 * Ahead);
        __builtin_prefetch(out + OutAhead, 1);
        records.write(corners, out);
    }
    for (; left > 1; --left, corners += 3, out += StlTriangleSize) {
        records.write(corners, out);
    }
    // The last one's two bytes more are not the caller's.
    std::array<std::byte, StlTriangleSize + 2> last{};
    records.write(corners, last.data());
    std::copy_n(last.begin(), StlTriangleSize, out);
}

} // namespace

void write_stl_triangles(const slicer_plate_object &object, std::uint64_t first, std::uint64_t count,
                         std::byte *out)
{
    if (count == 0) {
        return;
    }
    const Transform transform(object.transform);
    if (transform.is_identity()) {
        write_all(object, first, count, Records(object, Stay{}, false), out);
    } else {
        write_all(object, first, count,
                  Records(object, Placement(object.transform), transform.is_mirroring()), out);
    }
}

} // namespace mmf::model
