// A cover picture of the largest mesh, from the plate's numbers to a file's bytes.
#include "bench_mesh.hpp"
#include "benches.hpp"

#include "picture/jpeg.hpp"
#include "picture/render.hpp"

#include <stop_token>
#include <vector>

namespace mmf::bench {

void measure_cover(const Effort &effort)
{
    const test::Mesh mesh = torus(LargeMesh / effort.divisor);
    const slicer_plate_object object = mesh.object();
    std::vector<double> milliseconds;
    for (int i = 0; i < effort.runs; ++i) {
        milliseconds.push_back(
            1000 * time_of([&] {
                picture::render({&object, 1}, picture::View{}, picture::CoverSize, std::stop_token())
                    .and_then([](const picture::Image &image) { return picture::to_jpeg(image); })
                    .value();
            }));
    }
    print_figure("cover_picture_ms", median(milliseconds), "ms");
}

} // namespace mmf::bench
