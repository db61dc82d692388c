#include "publish/source_check.hpp"

#include "model/stl.hpp"
#include "model/stl_reader.hpp"
#include "model/weld.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <variant>

namespace mmf::publish {

namespace {

using model::Holds;

tl::unexpected<Error> too_large(std::uint64_t triangles)
{
    return fail(ErrorKind::TooLarge, std::to_string(triangles) + " triangles");
}

Result<void> add(model::PrintChecker &checker, const MeshSource &source, const Policy & /*unused*/,
                 const std::stop_token &stop)
{
    std::uint64_t triangles = 0;
    for (const MeshFile &file : source.files) {
        for (const slicer_plate_object &object : file.objects) {
            triangles += std::min(object.triangle_count, MostCheckedTriangles + 1);
        }
    }
    if (triangles > MostCheckedTriangles) {
        return too_large(triangles);
    }
    for (const MeshFile &file : source.files) {
        const auto holds = file.may_be_several ? Holds::PerhapsSeveral : Holds::OneObject;
        for (const slicer_plate_object &object : file.objects) {
            if (object.triangle_count == 0) {
                continue;
            }
            auto added = model::weld({&object, 1}, stop).and_then([&](const model::IndexedMesh &mesh) {
                return checker.add(mesh, stop, holds);
            });
            if (!added) {
                return added;
            }
        }
    }
    return {};
}

// The host writes all that is on the plate as one mesh.
Result<void> add(model::PrintChecker &checker, const FileSource &source, const Policy &policy,
                 const std::stop_token &stop)
{
    const auto triangles = model::count_stl_triangles(source.file->path());
    if (!triangles) {
        return tl::unexpected(triangles.error());
    }
    if (*triangles > MostCheckedTriangles || model::stl_size(*triangles) >= policy.max_file_bytes) {
        return too_large(*triangles);
    }
    return model::weld_stl(source.file->path(), stop).and_then([&](const model::IndexedMesh &mesh) {
        return checker.add(mesh, stop, Holds::PerhapsSeveral);
    });
}

bool is_same_object(const slicer_plate_object &a, const slicer_plate_object &b)
{
    return a.vertices == b.vertices && a.vertex_count == b.vertex_count && a.triangles == b.triangles &&
           a.triangle_count == b.triangle_count &&
           std::equal(std::begin(a.transform), std::end(a.transform), std::begin(b.transform));
}

bool is_same_file(const MeshFile &a, const MeshFile &b)
{
    return a.may_be_several == b.may_be_several &&
           std::equal(a.objects.begin(), a.objects.end(), b.objects.begin(), b.objects.end(), is_same_object);
}

} // namespace

Result<model::PrintCheck> check_source(const Source &source, const Policy &policy,
                                       const std::stop_token &stop)
{
    model::PrintChecker checker;
    const Result<void> added =
        std::visit([&](const auto &known) { return add(checker, known, policy, stop); }, source);
    return added.map([&] { return checker.finish(); });
}

bool are_same_to_check(const Source &a, const Source &b)
{
    const auto *meshes = std::get_if<MeshSource>(&a);
    const auto *others = std::get_if<MeshSource>(&b);
    if (meshes != nullptr && others != nullptr) {
        return std::equal(meshes->files.begin(), meshes->files.end(), others->files.begin(),
                          others->files.end(), is_same_file);
    }
    const auto *file = std::get_if<FileSource>(&a);
    const auto *other = std::get_if<FileSource>(&b);
    return file != nullptr && other != nullptr && file->file == other->file;
}

} // namespace mmf::publish
