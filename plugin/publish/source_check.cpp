#include "publish/source_check.hpp"

#include "model/stl.hpp"
#include "model/stl_reader.hpp"
#include "model/weld.hpp"

#include <algorithm>
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

} // namespace

Result<model::PrintCheck> check_source(const Source &source, const Policy &policy,
                                       const std::stop_token &stop)
{
    model::PrintChecker checker;
    const Result<void> added =
        std::visit([&](const auto &known) { return add(checker, known, policy, stop); }, source);
    return added.map([&] { return checker.finish(); });
}

} // namespace mmf::publish
