// From where a model is looked at, and where each of its points then lies in the picture. Values; pure.
//
// The camera looks at the middle of the model from a fixed distance in proportion to it, through a long lens,
// so that upright edges stay nearly upright.
#pragma once

#include "model/transform.hpp"
#include "model/vector.hpp"
#include "picture/image.hpp"

namespace mmf::picture {

// In degrees. `turn` is around the upright axis: 0 is the front, where y is least, 90 the right side. `tilt`
// is from above: 0 level, 90 straight down, negative from below.
struct View
{
    double turn = 30;
    double tilt = 24;

    bool operator==(const View &) const = default;
};

// Between -180 and 180, and -90 and 90; what is not finite is the usual view's.
View clamped(View view);

class Camera
{
public:
    // Of a model around `centre`, of which no point is farther from it than `radius`, which is not 0.
    Camera(View view, model::Vector centre, double radius);

    // Where a line of sight through the picture begins and leads; a lens's position, so without a size.
    struct Seen
    {
        double x;        // to the right
        double y;        // upwards
        double nearness; // 1 / distance along the axis, in radii; greater than 0
    };
    Seen operator()(model::Point point) const;

    // The point that is seen there, as a vector from the centre in radii, along the plate's axes.
    model::Vector point_at(const Seen &seen) const;
    // From the camera through that place, along the plate's axes; of any length.
    model::Vector sight(double x, double y) const;

    // Of length 1, along the plate's axes.
    model::Vector right() const { return m_right; }
    model::Vector up() const { return m_up; }
    model::Vector back() const { return m_back; }
    // From the centre, in radii.
    model::Vector position() const;
    model::Vector centre() const { return m_centre; }
    double radius() const { return m_radius; }

private:
    model::Vector m_right;
    model::Vector m_up;
    model::Vector m_back;
    model::Vector m_centre;
    double m_radius;
};

// What of the lens's image the picture shows.
class Frame
{
public:
    // So that x and y between these bounds fill the picture up to a margin.
    Frame(Extent size, double min_x, double max_x, double min_y, double max_y);

    // In pixels, from the left and from the top.
    double column(double x) const { return m_left + m_scale * x; }
    double row(double y) const { return m_top - m_scale * y; }
    double x_at(double column) const { return (column - m_left) * m_inverse; }
    double y_at(double row) const { return (m_top - row) * m_inverse; }
    double scale() const { return m_scale; }
    // The same for a raster that has so many times fewer points each way.
    Frame coarser(int times) const { return {m_scale / times, m_left / times, m_top / times}; }
    // The same for a raster that begins so many points farther to the right and farther down.
    Frame from(int column, int row) const { return {m_scale, m_left - column, m_top - row}; }

private:
    Frame(double scale, double left, double top)
        : m_scale(scale), m_inverse(1 / scale), m_left(left), m_top(top)
    {
    }

    double m_scale;
    double m_inverse; // of it
    double m_left;
    double m_top;
};

} // namespace mmf::picture
