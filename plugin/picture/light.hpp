// The studio: what light comes from a surface. Colours are linear light, 1
// is white. Values; pure.
#pragma once

#include "model/vector.hpp"
#include "picture/camera.hpp"
#include "picture/image.hpp"

namespace mmf::picture {

using Light = model::Vector; // red, green, blue

class Studio
{
public:
    // The lamps go with the camera, so that every view is lit well.
    explicit Studio(const Camera &camera);

    // What comes from the model to the camera. `normal` towards the camera; `to_camera` of length 1; `open`:
    // how much of the surroundings is seen from there, 0 to 1.
    Light surface(model::Vector normal, model::Vector to_camera, double open) const;

private:
    model::Vector m_key;
    model::Vector m_fill;
};

// As a screen shows it.
Rgb to_screen(const Light &light);

} // namespace mmf::picture
