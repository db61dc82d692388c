// The plate as a host hands it over the C border, whatever is in it: refused, or encoded as an STL file that
// is whole.
#include "model/plate.hpp"
#include "host_object.hpp"
#include "input.hpp"
#include "model/mesh.hpp"
#include "model/stl.hpp"
#include "model/stl_reader.hpp"
#include "property.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

using namespace mmf;
using fuzz::require;

namespace {

std::vector<std::byte> encoded(std::span<const slicer_plate_object> objects, std::size_t block_size)
{
    auto encoder = model::StlEncoder::create(objects);
    require(encoder.has_value(), "a few triangles are not too many");
    std::vector<std::byte> file;
    while (true) {
        std::vector<std::byte> block(block_size);
        const std::size_t count = encoder->encode(block);
        require(count <= block.size(), "a block is not overrun");
        if (count == 0) {
            break;
        }
        file.insert(file.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
    }
    require(file.size() == encoder->size(), "a file is as long as was said");
    return file;
}

// Of length 1, or 0 for a triangle without area.
void check_normals(std::span<const std::byte> file)
{
    for (std::size_t at = model::StlHeaderSize; at < file.size(); at += model::StlTriangleSize) {
        std::array<float, 3> normal{};
        std::memcpy(normal.data(), file.data() + at, sizeof normal);
        const double length = std::hypot(normal[0], normal[1], normal[2]);
        require(length == 0 || std::abs(length - 1) < 1e-3, "a normal has the length 1 or 0");
    }
}

void check_file(std::span<const std::byte> file, const model::MeshFacts &facts)
{
    model::StlReader reader(file.size());
    require(reader.add(file).has_value(), "what is published can be read");
    const auto read = reader.finish();
    require(read && read->triangles == facts.triangles, "every triangle is in the file");
    require(read->min.x >= facts.min.x && read->min.y >= facts.min.y && read->min.z >= facts.min.z &&
                read->max.x <= facts.max.x && read->max.y <= facts.max.y && read->max.z <= facts.max.z,
            "what is in the file lies in the box that was shown");
    check_normals(file);
}

int releases = 0;

void check_plate(const model::Plate &plate, std::size_t block_size)
{
    fuzz::require_shown(plate.name(), std::string::npos);
    for (const slicer_plate_object &object : plate.objects()) {
        fuzz::require_shown(model::object_name(object), std::string::npos);
    }
    const auto facts = model::inspect(plate.objects());
    if (!facts) {
        fuzz::require_kind(facts.error(), {ErrorKind::EmptyPlate, ErrorKind::BadMesh});
        fuzz::require_shown(facts.error().detail, std::string::npos);
        return;
    }
    require(model::is_finite(facts->min) && model::is_finite(facts->max), "a model has an end");
    const auto file = encoded(plate.objects(), 4096);
    require(file == encoded(plate.objects(), block_size), "blocks make no difference");
    check_file(file, *facts);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    constexpr std::array BlockSizes = {1, 49, 50, 51, 84, 99, 134, 1000};
    const auto block_size = static_cast<std::size_t>(input.choice(BlockSizes));
    const std::string name(input.line());
    const std::vector<fuzz::HostObject> owned = fuzz::host_objects(input);
    const std::vector<slicer_plate_object> objects = fuzz::lent(owned);
    const slicer_plate lent{nullptr, name.c_str(), objects.data(), static_cast<std::uint32_t>(objects.size()),
                            [](const slicer_plate *) { ++releases; }};
    releases = 0;
    check_plate(model::Plate(&lent), block_size);
    require(releases == 1, "a plate is given back once");
    return 0;
}
