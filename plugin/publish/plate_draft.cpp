#include "publish/plate_draft.hpp"

#include "model/stl.hpp"
#include "model/stl_reader.hpp"
#include "publish/file_names.hpp"

#include <utility>

namespace mmf::publish {

Result<PlateDraft> draft_of(std::shared_ptr<const model::Plate> plate)
{
    PlateDraft made;
    MeshSource source;
    made.draft.name = offered_name(plate->name());
    std::vector<std::string> names;
    const auto objects = plate->objects();
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const slicer_plate_object &object = objects[i];
        if (object.triangle_count == 0) {
            continue;
        }
        const auto facts = model::inspect(object);
        if (!facts) {
            return tl::unexpected(facts.error());
        }
        names.push_back(stl_file_name(model::object_name(object)));
        made.draft.files.push_back({{}, facts->triangles, model::stl_size(facts->triangles)});
        source.ranges.emplace_back(i, 1);
        made.sizes.push_back(facts->size());
    }
    if (names.empty()) {
        return fail(ErrorKind::EmptyPlate);
    }
    names = unique_file_names(std::move(names));
    for (std::size_t i = 0; i < names.size(); ++i) {
        made.draft.files[i].filename = std::move(names[i]);
    }
    source.plate = std::move(plate);
    made.source = std::move(source);
    return made;
}

Result<PlateDraft> draft_of(HostFile host_file, Reading reading)
{
    const auto path = host_file.file->path();
    PlateDraft made;
    std::uint64_t triangles = 0;
    if (reading == Reading::Whole) {
        const auto facts = model::inspect_stl(path);
        if (!facts) {
            return tl::unexpected(facts.error());
        }
        triangles = facts->triangles;
        made.sizes.push_back(facts->size());
    } else {
        const auto count = model::count_stl_triangles(path);
        if (!count) {
            return tl::unexpected(count.error());
        }
        triangles = *count;
    }
    made.draft.name = offered_name(host_file.name);
    made.draft.files.push_back({stl_file_name(made.draft.name), triangles, model::stl_size(triangles)});
    made.source = FileSource{std::move(host_file.file)};
    return made;
}

Result<PlateDraft> draft_of(OnPlate plate, Reading reading)
{
    if (auto *host_file = std::get_if<HostFile>(&plate)) {
        return draft_of(std::move(*host_file), reading);
    }
    return draft_of(std::get<std::shared_ptr<const model::Plate>>(std::move(plate)));
}

} // namespace mmf::publish
