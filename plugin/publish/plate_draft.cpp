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

Result<PlateDraft> draft_of(HostFile host_file, Reading reading, const Policy &policy)
{
    const auto path = host_file.file->path();
    const auto triangles = model::count_stl_triangles(path);
    if (!triangles) {
        return tl::unexpected(triangles.error());
    }
    PlateDraft made;
    const std::uint64_t bytes = model::stl_size(*triangles);
    // Any number of gigabytes may be there, and the main thread waits.
    if (reading == Reading::Whole && bytes < policy.max_file_bytes) {
        const auto facts = model::inspect_stl(path);
        if (!facts) {
            return tl::unexpected(facts.error());
        }
        made.sizes.push_back(facts->size());
    }
    made.draft.name = offered_name(host_file.name);
    made.draft.files.push_back({stl_file_name(made.draft.name), *triangles, bytes});
    made.source = FileSource{std::move(host_file.file)};
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
