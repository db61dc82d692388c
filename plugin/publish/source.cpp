#include "publish/source.hpp"

#include "model/mesh.hpp"
#include "model/stl.hpp"
#include "publish/spool_input.hpp"

#include <span>

namespace mmf::publish {

namespace {

using Items = std::vector<SpoolItem>;

Result<void> add(Items &items, const DraftFile &file, std::unique_ptr<SpoolInput> input, const Policy &policy)
{
    if (input->size() >= policy.max_file_bytes) {
        return fail(ErrorKind::TooLarge, file.filename);
    }
    items.push_back({file.filename, std::move(input)});
    return {};
}

Result<Items> items_of(const MeshSource &source, const std::vector<DraftFile> &files, const Policy &policy)
{
    Items items;
    for (std::size_t i = 0; i < source.files.size(); ++i) {
        const std::span<const slicer_plate_object> objects = source.files[i];
        if (auto facts = model::inspect(objects); !facts) {
            return tl::unexpected(facts.error());
        }
        auto added = model::StlEncoder::create(objects).and_then(
            [&](auto encoder) { return add(items, files[i], std::make_unique<MeshInput>(encoder), policy); });
        if (!added) {
            return tl::unexpected(added.error());
        }
    }
    return items;
}

Result<Items> items_of(const FileSource &source, const std::vector<DraftFile> &files, const Policy &policy)
{
    const DraftFile &file = files.front();
    auto input = FileInput::create(source.file->path());
    if (!input) {
        return tl::unexpected(input.error());
    }
    // The service is told the draft's size.
    if ((*input)->size() != file.bytes) {
        return fail(ErrorKind::Disk, source.file->path().string() + ": changed since it was written");
    }
    Items items;
    return add(items, file, std::move(*input), policy).map([&] { return std::move(items); });
}

} // namespace

Result<Items> spool_items(const Source &source, const std::vector<DraftFile> &files, const Policy &policy)
{
    return std::visit([&](const auto &what) { return items_of(what, files, policy); }, source);
}

} // namespace mmf::publish
