// Makes the cover picture of what is published, on a thread of its own: it takes a third of a second for two
// million triangles, and the worker, which never blocks, has uploads to see to.
#pragma once

#include "base/result.hpp"
#include "model/indexed_mesh.hpp"
#include "picture/render.hpp"
#include "publish/pictures.hpp"
#include "publish/source.hpp"

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

namespace mmf::publish {

// The meshes of a source, as a picture is made of them. Keeps the source; once made, any thread may read it.
class SourceMeshes
{
public:
    // What the host has written is read whole. Errors: those of model::weld_stl.
    static Result<SourceMeshes> of(Source source, const std::stop_token &stop);

    // Errors: those of picture::render.
    Result<picture::Image> draw(picture::View view, picture::Extent size, const std::stop_token &stop) const;

private:
    Source m_source;
    std::shared_ptr<const model::IndexedMesh> m_read; // of a host's file
    std::vector<slicer_plate_object> m_objects;
};

// Owned by whoever waits for it, on any thread.
class CoverMaking
{
public:
    using OnMade = std::function<void(Result<PictureFile>)>;

    // `on_made` is called once, on the new thread, in every case.
    CoverMaking(Source source, picture::View view, OnMade on_made);
    CoverMaking(const CoverMaking &) = delete;
    CoverMaking &operator=(const CoverMaking &) = delete;
    // Stops it and waits for its end, which comes soon.
    ~CoverMaking() = default;

private:
    std::jthread m_thread;
};

} // namespace mmf::publish
