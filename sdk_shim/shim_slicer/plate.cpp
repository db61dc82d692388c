#include "shim_slicer/plate.hpp"

#include "wx_host/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace shim {

namespace {

constexpr float Gap = 6;

/** Shorter moves are left out, so that a model that is centred already keeps its coordinates to the bit. */
constexpr float SmallestMove = 1e-3F;

float move_or_stay(float distance)
{
    return std::abs(distance) < SmallestMove ? 0.0F : distance;
}

/** Where the lower left corner of each object goes: rows from front to back, all of them centred. */
std::vector<PlateCorner> rows_of(const std::vector<Point> &sizes)
{
    std::vector<PlateCorner> corners(sizes.size());
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
    for (PlateCorner &corner : corners)
        corner.y -= total_depth / 2;
    return corners;
}

} // namespace

std::size_t PlateSnapshot::triangle_count() const
{
    return std::accumulate(
        objects.begin(), objects.end(), std::size_t{0},
        [](std::size_t sum, const PlacedObject &object) { return sum + object.mesh->triangle_count(); });
}

Plate::Plate() : m_snapshot(std::make_shared<PlateSnapshot>()) {}

void Plate::add(const std::string &name, std::vector<Model> models)
{
    const std::size_t group = m_next_group++;
    for (Model &model : models) {
        Object object{wx_host::as_utf8(model.name.empty() ? name : model.name),
                      std::make_shared<const Mesh>(std::move(model.mesh)), model.transform, group};
        shape(object);
        m_objects.push_back(std::move(object));
    }
    lay_out(group);
}

void Plate::add(std::string name, Mesh mesh)
{
    std::vector<Model> models;
    models.push_back({std::move(name), std::move(mesh)});
    add("", std::move(models));
}

std::size_t Plate::duplicate(std::size_t index)
{
    Object copy = m_objects[index];
    copy.name = free_name(copy.name);
    copy.group = m_next_group++;
    const std::size_t group = copy.group;
    m_objects.insert(m_objects.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(copy));
    lay_out(group);
    return index + 1;
}

void Plate::remove(std::size_t index)
{
    if (index >= m_objects.size())
        return;
    m_objects.erase(m_objects.begin() + static_cast<std::ptrdiff_t>(index));
    if (m_is_placed_by_hand && !m_objects.empty())
        publish();
    else
        arrange();
}

void Plate::clear()
{
    m_objects.clear();
    arrange();
}

Placement Plate::placement(std::size_t index) const
{
    const Object &object = m_objects[index];
    const Bounds &box = m_snapshot->objects[index].bounds;
    return {{(box.min[0] + box.max[0]) / 2, (box.min[1] + box.max[1]) / 2, box.min[2]},
            object.degrees,
            object.factors};
}

void Plate::place(std::size_t index, const Placement &placement)
{
    const Placement before = this->placement(index);
    Object &object = m_objects[index];
    const bool has_other_shape = placement.degrees != before.degrees || placement.factors != before.factors;
    if (has_other_shape) {
        object.degrees = placement.degrees;
        object.factors = placement.factors;
        shape(object);
    }
    const Bounds &box = object.shape_bounds;
    const Point anchor{(box.min[0] + box.max[0]) / 2, (box.min[1] + box.max[1]) / 2, box.min[2]};
    for (std::size_t i = 0; i < 3; ++i) {
        if (has_other_shape || placement.position[i] != before.position[i])
            object.move[i] = placement.position[i] - anchor[i];
    }
    object.group = m_next_group++;
    m_is_placed_by_hand = true;
    publish();
}

void Plate::shape(Object &object)
{
    object.shape = object.origin;
    if (object.degrees != Point{} || object.factors != Point{1, 1, 1}) {
        Transform linear = object.origin;
        linear[3] = linear[7] = linear[11] = 0;
        object.shape = product(turned_and_scaled(object.degrees, object.factors), linear);
    }
    object.shape_bounds = bounds_of(*object.mesh, object.shape);
}

std::vector<Plate::Group> Plate::groups() const
{
    std::vector<Group> groups;
    for (std::size_t i = 0; i < m_objects.size(); ++i) {
        const Object &object = m_objects[i];
        const auto known = std::find_if(groups.begin(), groups.end(),
                                        [&](const Group &group) { return group.id == object.group; });
        if (known == groups.end()) {
            groups.push_back({object.group, object.shape_bounds, {i}});
        } else {
            known->bounds = united(known->bounds, object.shape_bounds);
            known->objects.push_back(i);
        }
    }
    return groups;
}

void Plate::arrange()
{
    m_is_placed_by_hand = false;
    const std::vector<Group> all = groups();
    std::vector<Point> sizes;
    sizes.reserve(all.size());
    for (const Group &group : all)
        sizes.push_back(group.bounds.size());
    const std::vector<PlateCorner> corners = rows_of(sizes);
    for (std::size_t i = 0; i < all.size(); ++i)
        move(all[i], corners[i]);
    publish();
}

void Plate::lay_out(std::size_t newcomer)
{
    if (!m_is_placed_by_hand) {
        arrange();
        return;
    }
    std::optional<Bounds> others;
    for (const Object &object : m_objects) {
        if (object.group == newcomer)
            continue;
        const Bounds box = moved(object.shape_bounds, object.move);
        others = others ? united(*others, box) : box;
    }
    for (const Group &group : groups()) {
        if (group.id == newcomer && others)
            move(group, {others->max[0] + Gap, -group.bounds.size()[1] / 2});
    }
    publish();
}

void Plate::move(const Group &group, const PlateCorner &corner)
{
    const Point &min = group.bounds.min;
    for (const std::size_t i : group.objects)
        m_objects[i].move = {move_or_stay(corner.x - min[0]), move_or_stay(corner.y - min[1]),
                             move_or_stay(-min[2])};
}

void Plate::publish()
{
    auto snapshot = std::make_shared<PlateSnapshot>();
    for (const Object &object : m_objects)
        snapshot->objects.push_back({object.name, object.mesh, moved(object.shape, object.move),
                                     moved(object.shape_bounds, object.move)});
    if (!m_objects.empty())
        snapshot->name = m_objects.front().name;
    m_snapshot = std::move(snapshot);
}

std::string Plate::free_name(const std::string &name) const
{
    for (int number = 2;; ++number) {
        std::string candidate = name + " (" + std::to_string(number) + ")";
        if (std::none_of(m_objects.begin(), m_objects.end(),
                         [&](const Object &object) { return object.name == candidate; }))
            return candidate;
    }
}

} // namespace shim
