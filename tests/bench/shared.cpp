// What needs vertices that are shared: to make them so, to write them as PLY, to look whether they can be
// printed.
#include "bench_mesh.hpp"
#include "benches.hpp"
#include "encode_figure.hpp"

#include "model/indexed_mesh.hpp"
#include "model/ply.hpp"
#include "model/print_check.hpp"
#include "model/weld.hpp"

#include <algorithm>
#include <stdexcept>
#include <stop_token>
#include <utility>
#include <vector>

namespace mmf::bench {

namespace {

// In an order as bad as can be, the same each time: no triangle is near the one before.
test::Mesh shuffled(test::Mesh mesh)
{
    const std::size_t count = mesh.triangles.size() / 3;
    std::uint64_t state = 1;
    for (std::size_t i = count - 1; i > 0; --i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const std::size_t other = (state >> 33U) % (i + 1);
        std::swap_ranges(mesh.triangles.begin() + static_cast<std::ptrdiff_t>(3 * i),
                         mesh.triangles.begin() + static_cast<std::ptrdiff_t>(3 * i + 3),
                         mesh.triangles.begin() + static_cast<std::ptrdiff_t>(3 * other));
    }
    return mesh;
}

model::IndexedMesh weld(const test::Mesh &mesh)
{
    const slicer_plate_object object = mesh.object();
    return model::weld({&object, 1}, std::stop_token()).value();
}

// Of the processor: one thread, that waits for nothing.
template <typename Call>
double milliseconds(int runs, const Call &call)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        times.push_back(1000 * processor_time_of(call));
    }
    return median(times);
}

void measure_check(const char *weld_name, const char *check_name, const test::Mesh &mesh, int runs)
{
    const model::IndexedMesh welded = weld(mesh);
    print_figure(weld_name, milliseconds(runs, [&] { weld(mesh); }), "ms");
    print_figure(check_name,
                 milliseconds(runs,
                              [&] {
                                  model::PrintChecker checker;
                                  if (!checker.add(welded, std::stop_token())) {
                                      throw std::logic_error("the mesh cannot be looked at");
                                  }
                                  checker.finish();
                              }),
                 "ms");
}

} // namespace

void measure_shared(const Effort &effort)
{
    const test::Mesh mesh = torus(LargeMesh / effort.divisor);
    const model::IndexedMesh welded = weld(mesh);
    print_encode_figure("ply_vs_memcpy_ratio",
                        model::ply_size(welded.vertex_count(), welded.triangle_count()), effort.runs,
                        [&] { return model::PlyEncoder(welded); });
    measure_check("weld_ms", "print_check_ms", mesh, effort.runs);
    measure_check("weld_shuffled_ms", "print_check_shuffled_ms", shuffled(mesh), effort.runs);
}

} // namespace mmf::bench
