#include "publish/source.hpp"

#include "model/mesh.hpp"
#include "publish/spool_input.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

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

Result<std::unique_ptr<SpoolInput>> input_of(const MeshFile &file)
{
    if (auto facts = model::inspect(file.objects); !facts) {
        return tl::unexpected(facts.error());
    }
    if (file.fitted && file.fitted->format == MeshFormat::Ply) {
        return std::make_unique<PlyInput>(model::PlyEncoder(*file.fitted->mesh));
    }
    return model::StlEncoder::create(file.objects)
        .map([](const model::StlEncoder &encoder) -> std::unique_ptr<SpoolInput> {
            return std::make_unique<StlInput>(encoder);
        });
}

Result<Items> items_of(const MeshSource &source, const std::vector<DraftFile> &files, const Policy &policy)
{
    Items items;
    for (std::size_t i = 0; i < source.files.size(); ++i) {
        auto added = input_of(source.files[i]).and_then([&](std::unique_ptr<SpoolInput> input) {
            return add(items, files[i], std::move(input), policy);
        });
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

Result<Items> spool_items(const Source &source, const std::vector<DraftFile> &files, const Policy &policy)
{
    return std::visit([&](const auto &what) { return items_of(what, files, policy); }, source);
}

bool are_same_meshes(const Source &a, const Source &b)
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
