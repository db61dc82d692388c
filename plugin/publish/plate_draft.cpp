#include "publish/plate_draft.hpp"

#include "publish/file_names.hpp"

#include <utility>

namespace mmf::publish {

Result<PlateDraft> draft_of(std::shared_ptr<const model::Plate> plate)
{
    PlateDraft made;
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
        made.source.ranges.emplace_back(i, 1);
        made.sizes.push_back(facts->size());
    }
    if (names.empty()) {
        return fail(ErrorKind::EmptyPlate);
    }
    names = unique_file_names(std::move(names));
    for (std::size_t i = 0; i < names.size(); ++i) {
        made.draft.files[i].filename = std::move(names[i]);
    }
    made.source.plate = std::move(plate);
    return made;
}

} // namespace mmf::publish
