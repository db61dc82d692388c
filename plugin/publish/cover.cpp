#include "publish/cover.hpp"

#include "base/give_way.hpp"
#include "model/weld.hpp"
#include "picture/jpeg.hpp"

#include <exception>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace mmf::publish {

namespace {

// A model that takes more memory than there is ends no slicer.
Result<PictureFile> make(const Source &source, picture::View view, const std::stop_token &stop)
{
    try {
        return SourceMeshes::of(source, stop)
            .and_then([&](const SourceMeshes &meshes) { return meshes.draw(view, picture::CoverSize, stop); })
            .and_then([](const picture::Image &image) { return picture::to_jpeg(image); })
            .map([](std::vector<std::byte> bytes) -> PictureFile {
                return std::make_shared<const std::vector<std::byte>>(std::move(bytes));
            });
    } catch (const std::exception &problem) {
        return fail(ErrorKind::Internal, problem.what());
    }
}

} // namespace

Result<SourceMeshes> SourceMeshes::of(Source source, const std::stop_token &stop)
{
    SourceMeshes meshes;
    if (const auto *plate = std::get_if<MeshSource>(&source)) {
        for (const MeshFile &file : plate->files) {
            meshes.m_objects.insert(meshes.m_objects.end(), file.objects.begin(), file.objects.end());
        }
    } else {
        auto read = model::weld_stl(std::get<FileSource>(source).file->path(), stop);
        if (!read) {
            return tl::unexpected(read.error());
        }
        meshes.m_read = std::make_shared<const model::IndexedMesh>(std::move(*read));
        meshes.m_objects.push_back(meshes.m_read->object());
    }
    meshes.m_source = std::move(source);
    return meshes;
}

Result<picture::Image> SourceMeshes::draw(picture::View view, picture::Extent size,
                                          const std::stop_token &stop) const
{
    return picture::render(m_objects, view, size, stop);
}

CoverMaking::CoverMaking(Source source, picture::View view, OnMade on_made)
    : m_thread([source = std::move(source), view, on_made = std::move(on_made)](const std::stop_token &stop) {
          give_way_to_others();
          on_made(make(source, view, stop));
      })
{
}

} // namespace mmf::publish
