#include "publish/fit.hpp"

#include "model/reduce.hpp"
#include "model/weld.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace mmf::publish {

namespace {

// Half as many vertices as triangles (Euler).
std::uint64_t closed_ply_size(std::uint64_t triangles)
{
    return model::ply_size(triangles / 2 + 2, triangles);
}

bool fits(const PlateFile &file, const Policy &policy)
{
    return file.file.bytes < policy.max_file_bytes;
}

void add_file_for_each(PlateFiles files, const Policy &policy, std::vector<WayToFit> &ways)
{
    if (files.arrangement() != Arrangement::OneFile) {
        return;
    }
    files.arrange(Arrangement::FileForEach);
    WayToFit apart{Way::FileForEach, 0, 0, 0};
    for (const PlateFile &file : files.files()) {
        if (!fits(file, policy)) {
            return;
        }
        ++apart.files;
        apart.triangles += file.file.triangles;
        apart.bytes = std::max(apart.bytes, file.file.bytes);
    }
    if (apart.files > 1) {
        ways.push_back(apart);
    }
}

Result<model::IndexedMesh> welded(const PlateObjects &from, const std::stop_token &stop)
{
    return model::weld(from.objects, stop);
}

Result<model::IndexedMesh> welded(const FileSource &from, const std::stop_token &stop)
{
    return model::weld_stl(from.file->path(), stop);
}

Result<FittedMesh> as_ply(model::IndexedMesh mesh, const Policy &policy)
{
    FittedMesh made{std::make_shared<const model::IndexedMesh>(std::move(mesh)), MeshFormat::Ply, 0};
    if (made.bytes() >= policy.max_file_bytes) {
        return fail(ErrorKind::TooLarge, "as PLY it has " + std::to_string(made.bytes()) + " bytes");
    }
    return made;
}

// A little below the limit, so that the size that is shown is, too.
std::uint64_t reduced_triangles(const Policy &policy)
{
    return most_stl_triangles(policy.max_file_bytes - policy.max_file_bytes / 200);
}

} // namespace

std::uint64_t most_stl_triangles(std::uint64_t max_bytes)
{
    return max_bytes > model::stl_size(0) ? (max_bytes - 1 - model::stl_size(0)) / model::StlTriangleSize : 0;
}

std::vector<WayToFit> ways_to_fit(const PlateFiles &files, std::size_t file, const Policy &policy)
{
    std::vector<WayToFit> ways;
    const PlateFile whole = files.files().at(file);
    if (fits(whole, policy)) {
        return ways;
    }
    add_file_for_each(files, policy, ways);
    if (const std::uint64_t most = reduced_triangles(policy); most > 0) {
        ways.push_back({Way::Reduce, 1, most, model::stl_size(most)});
    }
    if (const std::uint64_t bytes = closed_ply_size(whole.file.triangles); bytes < policy.max_file_bytes) {
        ways.push_back({Way::Ply, 1, whole.file.triangles, bytes});
    }
    return ways;
}

Result<model::IndexedMesh> weld(const FileOrigin &origin, const std::stop_token &stop)
{
    return std::visit([&](const auto &from) { return welded(from, stop); }, origin);
}

Result<FittedMesh> fit(model::IndexedMesh welded, Way way, const Policy &policy, const std::stop_token &stop)
{
    if (way == Way::Ply) {
        return as_ply(std::move(welded), policy);
    }
    return model::reduce(welded, reduced_triangles(policy), stop).map([](model::Reduced reduced) {
        return FittedMesh{std::make_shared<const model::IndexedMesh>(std::move(reduced.mesh)),
                          MeshFormat::Stl, reduced.deviation};
    });
}

Result<FittedMesh> fit(const FileOrigin &origin, Way way, const Policy &policy, const std::stop_token &stop)
{
    return weld(origin, stop).and_then([&](model::IndexedMesh welded) {
        return fit(std::move(welded), way, policy, stop);
    });
}

} // namespace mmf::publish
