// Encoding alone: the same blocks as the spool's, one after the other into memory.
#include "bench_mesh.hpp"
#include "benches.hpp"
#include "encode_figure.hpp"

#include "model/mesh.hpp"
#include "model/stl.hpp"

#include <span>

namespace mmf::bench {

void measure_encode(const Effort &effort)
{
    const test::Mesh mesh = torus(LargeMesh / effort.divisor);
    const slicer_plate_object object = mesh.object();
    const std::span<const slicer_plate_object> objects(&object, 1);
    print_encode_figure("encode_vs_memcpy_ratio", model::stl_size(object.triangle_count), effort.runs,
                        [&] { return model::StlEncoder::create(objects).value(); });
}

} // namespace mmf::bench
