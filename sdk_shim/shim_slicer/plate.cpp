#include "shim_slicer/plate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace shim {

namespace {

constexpr float Gap = 6;

/** Shorter moves are left out, so that a model that is centred already keeps its coordinates to the bit. */
constexpr float SmallestMove = 1e-3F;

float move_or_stay(float distance)
{
    return std::abs(distance) < SmallestMove ? 0.0F : distance;
}

struct Corner
{
    float x;
    float y;
};

/** Where the lower left corner of each object goes: rows from front to back, all of them centred. */
std::vector<Corner> rows_of(const std::vector<Point> &sizes)
{
    std::vector<Corner> corners(sizes.size());
    float y = 0;
    for (std::size_t first = 0; first < sizes.size();) {
        float width = sizes[first][0];
        float depth = sizes[first][1];
        std::size_t end = first + 1;
        for (; end < sizes.size() && width + Gap + sizes[end][0] <= PlateWidth; ++end) {
            width += Gap + sizes[end][0];
            depth = std::max(depth, sizes[end][1]);
        }
        float x = -width / 2;
        for (; first < end; ++first) {
            corners[first] = {x, y + (depth - sizes[first][1]) / 2};
            x += sizes[first][0] + Gap;
        }
        y += depth + Gap;
    }
    const float total_depth = y - Gap;
    for (Corner &corner : corners)
        corner.y -= total_depth / 2;
    return corners;
}

} // namespace

Point transformed(const Transform &m, const Point &p)
{
    return {m[0] * p[0] + m[1] * p[1] + m[2] * p[2] + m[3], m[4] * p[0] + m[5] * p[1] + m[6] * p[2] + m[7],
            m[8] * p[0] + m[9] * p[1] + m[10] * p[2] + m[11]};
}

Bounds PlacedObject::bounds() const
{
    return {transformed(transform, mesh->bounds.min), transformed(transform, mesh->bounds.max)};
}

std::size_t PlateSnapshot::triangle_count() const
{
    return std::accumulate(
        objects.begin(), objects.end(), std::size_t{0},
        [](std::size_t sum, const PlacedObject &object) { return sum + object.mesh->triangle_count(); });
}

Plate::Plate() : m_snapshot(std::make_shared<PlateSnapshot>()) {}

void Plate::add(std::string name, Mesh mesh)
{
    m_models.push_back({std::move(name), std::make_shared<const Mesh>(std::move(mesh))});
    arrange();
}

void Plate::remove(std::size_t index)
{
    if (index >= m_models.size())
        return;
    m_models.erase(m_models.begin() + static_cast<std::ptrdiff_t>(index));
    arrange();
}

void Plate::clear()
{
    m_models.clear();
    arrange();
}

void Plate::arrange()
{
    std::vector<Point> sizes;
    sizes.reserve(m_models.size());
    for (const Model &model : m_models)
        sizes.push_back(model.mesh->bounds.size());
    const std::vector<Corner> corners = rows_of(sizes);

    auto snapshot = std::make_shared<PlateSnapshot>();
    for (std::size_t i = 0; i < m_models.size(); ++i) {
        const Point &min = m_models[i].mesh->bounds.min;
        const float x = move_or_stay(corners[i].x - min[0]);
        const float y = move_or_stay(corners[i].y - min[1]);
        const float z = move_or_stay(-min[2]);
        snapshot->objects.push_back(
            {m_models[i].name, m_models[i].mesh, {1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1}});
    }
    if (!m_models.empty())
        snapshot->name = m_models.front().name;
    m_snapshot = std::move(snapshot);
}

} // namespace shim
