// STL files: the plugin's reader, by blocks of any size, and the reference slicer's, which must agree.
#include "input.hpp"
#include "model/stl_reader.hpp"
#include "property.hpp"
#include "shim_slicer/stl_file.hpp"

#include <span>
#include <string>

using namespace mmf;
using fuzz::require;

namespace {

Result<model::MeshFacts> read_in_blocks(std::string_view file, std::size_t block)
{
    model::StlReader reader(file.size());
    while (!file.empty()) {
        const std::string bytes(file.substr(0, block)); // of just that size
        file.remove_prefix(bytes.size());
        if (const auto read = reader.add(std::as_bytes(std::span(bytes))); !read) {
            return tl::unexpected(read.error());
        }
    }
    return reader.finish();
}

void check_facts(const model::MeshFacts &facts, std::size_t file_size)
{
    require(model::stl_size(facts.triangles) == file_size, "a file is as long as its triangles");
    require(facts.triangles > 0, "a file has a triangle");
    require(model::is_finite(facts.min) && model::is_finite(facts.max), "a model has an end");
    require(facts.min.x <= facts.max.x && facts.min.y <= facts.max.y && facts.min.z <= facts.max.z,
            "a model's box is one");
}

void check_mesh(const shim::Mesh &mesh)
{
    require(mesh.triangle_count() > 0 && mesh.triangles.size() == 3 * mesh.triangle_count(),
            "a mesh has whole triangles");
    require(std::all_of(mesh.triangles.begin(), mesh.triangles.end(),
                        [&](std::uint32_t index) { return index < mesh.vertex_count(); }),
            "indices are in range");
    require(std::all_of(mesh.vertices.begin(), mesh.vertices.end(),
                        [](float value) { return std::isfinite(value); }),
            "a mesh is finite");
}

void check_agreement(const model::MeshFacts &facts, const shim::Mesh &mesh)
{
    require(mesh.triangle_count() == facts.triangles, "both count the same triangles");
    const auto [min, max] = mesh.bounds;
    require(facts.min == model::Point{min[0], min[1], min[2]} &&
                facts.max == model::Point{max[0], max[1], max[2]},
            "both see the same box");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    constexpr std::array BlockSizes = {1, 7, 49, 50, 51, 84, 85, 134, 200};
    const auto block = static_cast<std::size_t>(input.choice(BlockSizes));
    const std::string_view file = input.rest();

    const auto facts = read_in_blocks(file, std::max<std::size_t>(file.size(), 1));
    const auto in_blocks = read_in_blocks(file, block);
    const auto mesh = shim::parse_stl(file);
    require(facts.has_value() == in_blocks.has_value(), "blocks make no difference");
    require(!facts || mesh.has_value(), "what the plugin publishes the slicer opens");
    if (mesh) {
        check_mesh(*mesh);
    }
    if (facts) {
        check_facts(*facts, file.size());
        check_agreement(*facts, *mesh);
        require(facts->min == in_blocks->min && facts->max == in_blocks->max, "nor for the box");
    } else {
        fuzz::require_kind(facts.error(), {ErrorKind::BadFile, ErrorKind::EmptyPlate, ErrorKind::BadMesh});
        require(facts.error().detail == in_blocks.error().detail, "nor for what is told");
    }
    return 0;
}
