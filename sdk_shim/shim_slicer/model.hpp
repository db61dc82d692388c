/**
 * One object of a model file.
 */
#pragma once

#include "shim_slicer/mesh.hpp"
#include "shim_slicer/transform.hpp"

#include <string>

namespace shim {

struct Model
{
    /** Empty if the file has none for it. */
    std::string name;
    Mesh mesh;

    /** Where the file puts it among the others. */
    Transform transform = Identity;
};

} // namespace shim
