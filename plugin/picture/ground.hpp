// The shadow that a model throws on the ground it stands on, under a wide light from above: dark where it
// touches, fading around it. For any thread.
#pragma once

#include "picture/scene.hpp"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace mmf::picture {

class GroundShadow
{
public:
    // The ground is where the model is lowest.
    GroundShadow(const Scene &scene, const Scene::Bounds &bounds, const std::stop_token &stop);

    // How much of the light comes there, 0 to 1; in plate coordinates.
    double light(double x, double y) const;

private:
    static constexpr int Cells = 256; // on each side

    double cell(int column, int row) const;

    double m_left;
    double m_front;
    double m_cell; // its side, in millimetres
    std::vector<float> m_shade;
};

} // namespace mmf::picture
