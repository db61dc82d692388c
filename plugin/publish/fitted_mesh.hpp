// A mesh that was made to be sent in place of what is on the plate, where that is too large. A value.
#pragma once

#include "model/indexed_mesh.hpp"
#include "model/ply.hpp"
#include "model/stl.hpp"

#include <cstdint>
#include <memory>

namespace mmf::publish {

enum class MeshFormat
{
    Stl,
    Ply,
};

struct FittedMesh
{
    std::shared_ptr<const model::IndexedMesh> mesh;
    MeshFormat format = MeshFormat::Stl;
    double deviation = 0; // how far the surface has moved, in millimetres; 0: not at all

    // Of its file.
    std::uint64_t bytes() const
    {
        return format == MeshFormat::Ply ? model::ply_size(mesh->vertex_count(), mesh->triangle_count())
                                         : model::stl_size(mesh->triangle_count());
    }
};

} // namespace mmf::publish
