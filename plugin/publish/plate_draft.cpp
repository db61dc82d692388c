#include "publish/plate_draft.hpp"

#include "model/stl.hpp"
#include "model/stl_reader.hpp"

#include <utility>
#include <vector>

namespace mmf::publish {

void PlateDraft::update_files()
{
    auto *meshes = std::get_if<MeshSource>(&source);
    draft.files.clear();
    if (meshes != nullptr) {
        meshes->files.clear();
    }
    for (PlateFile &file : files.files()) {
        draft.files.push_back(std::move(file.file));
        if (meshes == nullptr) {
            continue; // the host has written its one file
        }
        const auto objects = meshes->plate->objects();
        auto &of_file = meshes->files.emplace_back();
        for (const std::size_t object : file.objects) {
            of_file.push_back(objects[object]);
        }
    }
}

Result<PlateDraft> draft_of(std::shared_ptr<const model::Plate> plate)
{
    PlateDraft made;
    made.draft.name = offered_name(plate->name());
    std::vector<PlatePart> parts;
    const auto objects = plate->objects();
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const slicer_plate_object &object = objects[i];
        if (object.triangle_count == 0) {
            ++made.left_out;
            continue;
        }
        const auto facts = model::inspect(object);
        if (!facts) {
            return tl::unexpected(facts.error());
        }
        parts.push_back({i, model::object_name(object), *facts});
    }
    if (parts.empty()) {
        return fail(ErrorKind::EmptyPlate);
    }
    made.source = MeshSource{std::move(plate), {}};
    made.files = PlateFiles(made.draft.name, std::move(parts));
    made.update_files();
    return made;
}

Result<PlateDraft> draft_of(HostFile host_file, Reading reading, const Policy &policy)
{
    const auto path = host_file.file->path();
    const auto triangles = model::count_stl_triangles(path);
    if (!triangles) {
        return tl::unexpected(triangles.error());
    }
    PlateDraft made;
    made.draft.name = offered_name(host_file.name);
    PlatePart part{0, made.draft.name, {*triangles, {}, {}}, false};
    // Any number of gigabytes may be there, and the main thread waits.
    if (reading == Reading::Whole && model::stl_size(*triangles) < policy.max_file_bytes) {
        const auto facts = model::inspect_stl(path);
        if (!facts) {
            return tl::unexpected(facts.error());
        }
        part.facts = *facts;
        part.is_measured = true;
    }
    made.source = FileSource{std::move(host_file.file)};
    made.files = PlateFiles(made.draft.name, {std::move(part)});
    made.update_files();
    return made;
}

Result<PlateDraft> draft_of(OnPlate plate, Reading reading, const Policy &policy)
{
    if (auto *host_file = std::get_if<HostFile>(&plate)) {
        return draft_of(std::move(*host_file), reading, policy);
    }
    return draft_of(std::get<std::shared_ptr<const model::Plate>>(std::move(plate)));
}

} // namespace mmf::publish
