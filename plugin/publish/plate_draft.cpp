#include "publish/plate_draft.hpp"

#include "model/stl.hpp"
#include "model/stl_reader.hpp"
#include "publish/file_names.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace mmf::publish {

namespace {

std::vector<slicer_plate_object> objects_of(const model::Plate &plate,
                                            const std::vector<std::size_t> &indices)
{
    const auto all = plate.objects();
    std::vector<slicer_plate_object> objects;
    objects.reserve(indices.size());
    for (const std::size_t index : indices) {
        objects.push_back(all[index]);
    }
    return objects;
}

} // namespace

const FittedMesh *PlateDraft::fitted_for(const PlateFile &file) const
{
    const auto found = fitted.find(file.objects);
    return found == fitted.end() ? nullptr : &found->second;
}

std::vector<PlateFile> PlateDraft::sent_files() const
{
    std::vector<PlateFile> sent = files.files();
    for (PlateFile &file : sent) {
        const FittedMesh *made = fitted_for(file);
        if (made == nullptr) {
            continue;
        }
        file.file.triangles = made->mesh->triangle_count();
        file.file.bytes = made->bytes();
        if (made->format == MeshFormat::Ply) {
            file.file.filename = ply_file_name(file.file.filename);
        }
    }
    return sent;
}

FileOrigin PlateDraft::origin_of(const PlateFile &file) const
{
    if (const auto *host_file = std::get_if<FileSource>(&original)) {
        return *host_file;
    }
    const auto &plate = std::get<std::shared_ptr<const model::Plate>>(original);
    return PlateObjects{plate, objects_of(*plate, file.objects)};
}

void PlateDraft::update_files()
{
    draft.files.clear();
    MeshSource meshes;
    for (PlateFile &file : sent_files()) {
        if (const FittedMesh *made = fitted_for(file)) {
            const bool may_be_several =
                file.objects.size() > 1 || std::holds_alternative<FileSource>(original);
            meshes.files.push_back({{made->mesh->object()}, *made, may_be_several});
        } else if (const auto *plate = std::get_if<std::shared_ptr<const model::Plate>>(&original)) {
            meshes.plate = *plate;
            meshes.files.push_back({objects_of(**plate, file.objects), std::nullopt});
        }
        draft.files.push_back(std::move(file.file));
    }
    update_dimensions();
    if (meshes.files.empty()) {
        source = std::get<FileSource>(original); // the host has written its one file
    } else {
        source = std::move(meshes);
    }
}

void PlateDraft::offer(PrintingHints settings)
{
    print_settings = std::move(settings);
    replace_settings(draft.hints, {}, print_settings);
}

void PlateDraft::update_dimensions()
{
    std::string measured;
    for (const PlateFile &file : files.files()) {
        measured += (measured.empty() ? "" : "; ") + (file.size ? dimensions_text(*file.size) : "");
    }
    if (measured.size() > MaxHintLength) {
        measured.clear();
    }
    if (draft.hints.dimensions == measured_dimensions) {
        draft.hints.dimensions = measured;
    }
    measured_dimensions = std::move(measured);
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
    made.original = std::move(plate);
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
    made.original = FileSource{std::move(host_file.file)};
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
