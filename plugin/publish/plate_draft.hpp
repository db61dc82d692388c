// The first draft for what is on a plate: its name, and one file for each object. Pure.
#pragma once

#include "model/mesh.hpp"
#include "model/plate.hpp"
#include "publish/draft.hpp"
#include "publish/job.hpp"

#include <memory>
#include <vector>

namespace mmf::publish {

struct PlateDraft
{
    Draft draft;
    MeshSource source;              // a range for each of the draft's files
    std::vector<model::Size> sizes; // millimetres, of each file
};

// Objects without triangles are left out. Errors: EmptyPlate if there are no others; BadMesh.
Result<PlateDraft> draft_of(std::shared_ptr<const model::Plate> plate);

} // namespace mmf::publish
