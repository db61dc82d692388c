// What is made of a host's meshes besides STL, whatever is in them: welded, looked at, written as PLY,
// reduced.
#include "host_object.hpp"
#include "input.hpp"
#include "model/indexed_mesh.hpp"
#include "model/mesh.hpp"
#include "model/ply.hpp"
#include "model/print_check.hpp"
#include "model/reduce.hpp"
#include "model/weld.hpp"
#include "property.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <string_view>
#include <vector>

using namespace mmf;
using fuzz::require;

namespace {

void check_mesh(const model::IndexedMesh &mesh)
{
    for (const float coordinate : mesh.vertices) {
        require(std::isfinite(coordinate), "a vertex is finite");
    }
    for (const std::uint32_t index : mesh.triangles) {
        require(index < mesh.vertex_count(), "a triangle's vertex is there");
    }
}

std::vector<std::byte> ply(const model::IndexedMesh &mesh, std::size_t block_size)
{
    model::PlyEncoder encoder(mesh);
    std::vector<std::byte> file;
    std::vector<std::byte> block(block_size);
    while (const std::size_t count = encoder.encode(block)) {
        require(count <= block.size(), "a block is not overrun");
        file.insert(file.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
    }
    require(file.size() == encoder.size(), "a file is as long as was said");
    return file;
}

void check_ply(const model::IndexedMesh &mesh, std::size_t block_size)
{
    const auto file = ply(mesh, block_size);
    require(file == ply(mesh, 4096), "blocks make no difference");
    const std::size_t vertex_bytes = mesh.vertices.size() * sizeof(float);
    const std::size_t triangle_bytes = mesh.triangle_count() * model::PlyTriangleSize;
    require(file.size() > vertex_bytes + triangle_bytes, "a file has a header");
    const std::byte *const vertices = file.data() + (file.size() - vertex_bytes - triangle_bytes);
    require(vertex_bytes == 0 || std::memcmp(vertices, mesh.vertices.data(), vertex_bytes) == 0,
            "the vertices are in the file");
    for (std::size_t i = 0; i < mesh.triangle_count(); ++i) {
        std::array<std::uint32_t, 3> corners{};
        std::memcpy(corners.data(), vertices + vertex_bytes + i * model::PlyTriangleSize + 1, sizeof corners);
        require(std::equal(corners.begin(), corners.end(), mesh.triangles.data() + 3 * i),
                "the triangles are in the file");
    }
}

void check_print(const model::IndexedMesh &mesh)
{
    model::PrintChecker checker;
    require(checker.add(mesh, {}).has_value(), "a few triangles are not too many");
    const model::PrintCheck check = checker.finish();
    require(check.objects == 1 && check.triangles == mesh.triangle_count(), "everything was looked at");
    for (const model::PrintFinding &finding : check.findings) {
        require(finding.count > 0, "a finding has been found");
    }
}

void check_reduced(const model::IndexedMesh &mesh, std::uint64_t most_triangles)
{
    const auto reduced = model::reduce(mesh, most_triangles, {});
    if (!reduced) {
        fuzz::require_kind(reduced.error(), {ErrorKind::EmptyPlate, ErrorKind::TooLarge});
        fuzz::require_shown(reduced.error().detail, std::string::npos);
        return;
    }
    check_mesh(reduced->mesh);
    require(reduced->mesh.triangle_count() > 0, "something is left");
    require(reduced->mesh.triangle_count() <= most_triangles, "no more is left than there may be");
    require(reduced->deviation >= 0, "a deviation is a distance");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    constexpr std::array BlockSizes = {1, 12, 13, 26, 99, 1000};
    const auto block_size = static_cast<std::size_t>(input.choice(BlockSizes));
    const std::uint64_t most_triangles = input.number(64) + 1;
    const std::vector<fuzz::HostObject> owned = fuzz::host_objects(input);
    const std::vector<slicer_plate_object> objects = fuzz::lent(owned);
    const auto facts = model::inspect(objects);
    const auto mesh = model::weld(objects, {});
    require(facts.has_value() == mesh.has_value(), "what can be published can be welded");
    if (!mesh) {
        require(mesh.error().kind == facts.error().kind, "what is refused is refused alike");
        return 0;
    }
    check_mesh(*mesh);
    require(mesh->triangle_count() == facts->triangles, "every triangle stays");
    check_ply(*mesh, block_size);
    check_print(*mesh);
    check_reduced(*mesh, most_triangles);
    return 0;
}
