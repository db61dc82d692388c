// Encoding alone: the same blocks as the spool's, one after the other into memory.
#include "bench_mesh.hpp"
#include "benches.hpp"

#include "model/mesh.hpp"
#include "model/stl.hpp"

#include <cstring>
#include <span>
#include <stdexcept>
#include <vector>

namespace mmf::bench {

namespace {

constexpr std::size_t BlockSize = 256 * 1024;

void encode_all(std::span<const slicer_plate_object> objects, std::span<std::byte> out)
{
    auto encoder = model::StlEncoder::create(objects).value();
    while (!out.empty()) {
        const std::size_t count = encoder.encode(out.first(std::min(BlockSize, out.size())));
        if (count == 0) {
            throw std::logic_error("the encoder ends early");
        }
        out = out.subspan(count);
    }
}

} // namespace

void measure_encode(const Effort &effort)
{
    const test::Mesh mesh = torus(LargeMesh / effort.divisor);
    const slicer_plate_object object = mesh.object();
    const std::span<const slicer_plate_object> objects(&object, 1);
    const std::size_t size = model::stl_size(object.triangle_count);
    std::vector<std::byte> encoded(size);
    std::vector<std::byte> copy(size);
    const auto encode = [&] { return processor_time_of([&] { encode_all(objects, encoded); }); };
    const auto copy_all = [&] {
        return processor_time_of([&] { std::memcpy(copy.data(), encoded.data(), size); });
    };
    print_figure("encode_vs_memcpy_ratio", paired_ratio(effort.runs, encode, copy_all), "encode/memcpy");
    if (std::memcmp(copy.data(), encoded.data(), size) != 0) {
        throw std::logic_error("the copy differs");
    }
}

} // namespace mmf::bench
