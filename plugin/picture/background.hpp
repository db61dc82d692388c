// What is seen behind the model: the backdrop and, from above, the ground with the model's shadow. Once made,
// any thread may read it.
#pragma once

#include "picture/camera.hpp"
#include "picture/ground.hpp"
#include "picture/image.hpp"
#include "picture/light.hpp"
#include "picture/scene.hpp"

#include <cstddef>
#include <vector>

namespace mmf::picture {

class Background
{
public:
    // No shadow: the ground is not seen. `frame` is of the picture's pixels.
    Background(Extent size, const Camera &camera, const Frame &frame, const Scene::Bounds &bounds,
               const GroundShadow *shadow);

    Light at(int column, int row) const;

private:
    // Nothing in it is sharper than this: it is reckoned for one pixel in so many, each way.
    static constexpr int Step = 4;

    int m_columns;
    std::vector<Light> m_lights;
};

} // namespace mmf::picture
