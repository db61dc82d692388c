#include "publish/source_check.hpp"

#include "model/weld.hpp"

#include <numeric>
#include <variant>

namespace mmf::publish {

namespace {

Result<void> add(model::PrintChecker &checker, const MeshSource &source, const std::stop_token &stop)
{
    for (const MeshFile &file : source.files) {
        for (const slicer_plate_object &object : file.objects) {
            if (object.triangle_count == 0) {
                continue;
            }
            auto added = model::weld({&object, 1}, stop).and_then([&](const model::IndexedMesh &mesh) {
                return checker.add(mesh, stop);
            });
            if (!added) {
                return added;
            }
        }
    }
    return {};
}

// What the host has written as one mesh is one object.
Result<void> add(model::PrintChecker &checker, const FileSource &source, const std::stop_token &stop)
{
    return model::weld_stl(source.file->path(), stop).and_then([&](const model::IndexedMesh &mesh) {
        return checker.add(mesh, stop);
    });
}

} // namespace

Result<model::PrintCheck> check_source(const Source &source, const std::stop_token &stop)
{
    model::PrintChecker checker;
    const Result<void> added =
        std::visit([&](const auto &known) { return add(checker, known, stop); }, source);
    return added.map([&] { return checker.finish(); });
}

std::size_t count_objects(const Source &source)
{
    const auto *meshes = std::get_if<MeshSource>(&source);
    return meshes == nullptr
               ? 1
               : std::accumulate(meshes->files.begin(), meshes->files.end(), std::size_t{0},
                                 [](std::size_t sum, const auto &file) { return sum + file.objects.size(); });
}

} // namespace mmf::publish
