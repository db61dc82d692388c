#include "picture/camera.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mmf::picture {

using model::Vector;

namespace {

constexpr double Distance = 4.6; // in radii
constexpr double Margin = 0.1;   // on each side, of the picture's length there

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

} // namespace

View clamped(View view)
{
    const View usual;
    if (!std::isfinite(view.turn) || !std::isfinite(view.tilt)) {
        return usual;
    }
    return {std::remainder(view.turn, 360), std::clamp(view.tilt, -90.0, 90.0)};
}

Camera::Camera(View view, Vector centre, double radius) : m_centre(centre), m_radius(radius)
{
    const double turn = radians(view.turn);
    const double tilt = radians(view.tilt);
    m_right = {std::cos(turn), std::sin(turn), 0};
    m_back = {std::sin(turn) * std::cos(tilt), -std::cos(turn) * std::cos(tilt), std::sin(tilt)};
    m_up = cross(m_back, m_right);
}

Camera::Seen Camera::operator()(model::Point point) const
{
    const Vector p = (1 / m_radius) * (Vector{point.x, point.y, point.z} - m_centre);
    const double nearness = 1 / (Distance - dot(m_back, p));
    return {dot(m_right, p) * nearness, dot(m_up, p) * nearness, nearness};
}

Vector Camera::point_at(const Seen &seen) const
{
    const double distance = 1 / seen.nearness;
    return (seen.x * distance) * m_right + (seen.y * distance) * m_up + (Distance - distance) * m_back;
}

Vector Camera::sight(double x, double y) const
{
    return x * m_right + y * m_up - m_back;
}

Vector Camera::position() const
{
    return Distance * m_back;
}

Frame::Frame(Extent size, double min_x, double max_x, double min_y, double max_y)
{
    const double width = size.width * (1 - 2 * Margin);
    const double height = size.height * (1 - 2 * Margin);
    const double least = 1e-9; // a model that is seen as a point
    m_scale = std::min(width / std::max(max_x - min_x, least), height / std::max(max_y - min_y, least));
    m_inverse = 1 / m_scale;
    m_left = 0.5 * size.width - m_scale * 0.5 * (min_x + max_x);
    m_top = 0.5 * size.height + m_scale * 0.5 * (min_y + max_y);
}

} // namespace mmf::picture
