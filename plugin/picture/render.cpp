#include "picture/render.hpp"

#include "picture/background.hpp"
#include "picture/ground.hpp"
#include "picture/light.hpp"
#include "picture/occlusion.hpp"
#include "picture/parallel.hpp"
#include "picture/scene.hpp"
#include "picture/sight.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace mmf::picture {

namespace {

constexpr double LowestTilt = 1.5; // degrees, from which the ground is seen as one
constexpr std::size_t RowsInTurn = 16;

class Painter
{
public:
    Painter(const Sight &sight, const Background &background)
        : m_sight(sight), m_openness(sight), m_studio(sight.camera()), m_background(background)
    {
    }

    Rgb pixel(int column, int row) const
    {
        const Area &area = m_sight.area();
        return to_screen(area.has(column, row) ? light(column - area.left, row - area.top)
                                               : m_background.at(column, row));
    }

private:
    // Of a pixel of the area.
    Light light(int column, int row) const
    {
        const Visibility &points = m_sight.points();
        Light sum;
        Patch patch;
        int behind = 0;
        for (int y = row * Sight::Fineness; y < (row + 1) * Sight::Fineness; ++y) {
            for (int x = column * Sight::Fineness; x < (column + 1) * Sight::Fineness; ++x) {
                if (points.is_empty(x, y)) {
                    ++behind;
                } else if (!patch.takes(points, x, y)) {
                    const model::Vector normal = m_sight.normal(x, y);
                    if (!patch.takes(points, x, y, normal)) {
                        sum = sum + light_of(patch);
                        patch = Patch{x, y, 1, points.id(x, y), points.nearness(x, y), normal, normal};
                    }
                }
            }
        }
        sum = sum + light_of(patch);
        if (behind > 0) {
            sum = sum + behind * m_background.at(m_sight.area().left + column, m_sight.area().top + row);
        }
        return (1.0 / (Sight::Fineness * Sight::Fineness)) * sum;
    }

    // Points of a pixel that show the same surface: light is reckoned once for all.
    struct Patch
    {
        int x = 0;
        int y = 0; // of its first point
        int count = 0;
        std::uint32_t triangle = 0; // the latest
        float nearness = 0;
        model::Vector first;
        model::Vector normals; // the sum of the triangles'

        bool takes(const Visibility &points, int to_x, int to_y)
        {
            const bool is_same = count > 0 && points.id(to_x, to_y) == triangle;
            count += is_same ? 1 : 0;
            return is_same;
        }
        bool takes(const Visibility &points, int to_x, int to_y, model::Vector normal)
        {
            constexpr double Bent = 0.95;  // the cosine of an angle that is seen
            constexpr float Apart = 0.01F; // in parts of the distance
            const float there = points.nearness(to_x, to_y);
            const bool is_one =
                count > 0 && dot(first, normal) > Bent && std::abs(there - nearness) < Apart * nearness;
            if (is_one) {
                ++count;
                triangle = points.id(to_x, to_y);
                normals = normals + normal;
            }
            return is_one;
        }
    };

    Light light_of(const Patch &patch) const
    {
        if (patch.count == 0) {
            return {};
        }
        const Camera::Seen seen = m_sight.seen(patch.x, patch.y);
        const model::Vector sight = m_sight.camera().sight(seen.x, seen.y);
        const double length = dot(patch.normals, patch.normals);
        const model::Vector normal = length > 0 ? (1 / std::sqrt(length)) * patch.normals : model::Vector{};
        return patch.count * m_studio.surface(normal, (-1 / std::sqrt(dot(sight, sight))) * sight,
                                              m_openness.at(patch.x, patch.y, seen.nearness));
    }

    const Sight &m_sight;
    Openness m_openness;
    Studio m_studio;
    const Background &m_background;
};

bool is_blank(const Visibility &points)
{
    for (int row = 0; row < points.rows(); ++row) {
        for (int column = 0; column < points.columns(); ++column) {
            if (!points.is_empty(column, row)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

Result<Image> render(std::span<const slicer_plate_object> objects, View view, Extent size,
                     const std::stop_token &stop)
{
    const Scene scene(objects);
    const auto bounds = scene.bounds();
    if (!bounds || !(bounds->radius() > 0)) {
        return fail(ErrorKind::EmptyPlate);
    }
    view = clamped(view);
    const Camera camera(view, bounds->centre(), bounds->radius());
    const GroundShadow shadow(scene, *bounds, stop);
    const Sight sight(scene, camera, size, stop);
    if (stop.stop_requested()) {
        return fail(ErrorKind::Cancelled);
    }
    if (is_blank(sight.points())) {
        return fail(ErrorKind::EmptyPlate);
    }
    const Background background(size, camera, sight.picture_frame(), *bounds,
                                view.tilt > LowestTilt ? &shadow : nullptr);
    const Painter painter(sight, background);
    Image image(size);
    in_turns(RowsInTurn, static_cast<std::size_t>(size.height), [&](std::size_t first, std::size_t end) {
        for (int row = static_cast<int>(first); row < static_cast<int>(end) && !stop.stop_requested();
             ++row) {
            for (int column = 0; column < size.width; ++column) {
                image.set(column, row, painter.pixel(column, row));
            }
        }
    });
    if (stop.stop_requested()) {
        return fail(ErrorKind::Cancelled);
    }
    return image;
}

} // namespace mmf::picture
