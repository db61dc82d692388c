// From a model file to the service in a process of its own, held against what a script does today: a program
// that reads the file and writes an STL, and a curl.
#include "bench_mesh.hpp"
#include "benches.hpp"
#include "publish_world.hpp"

#include "support/reference_stl.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace mmf::bench {

namespace {

struct Converter
{
    std::string name;
    std::vector<std::string> command;
};

std::vector<Converter> converters(const std::string &from, const std::string &to)
{
    return {
        {"assimp", {"assimp", "export", from, to, "-fstlb"}},
        {"admesh", {"admesh", "--write-binary-stl=" + to, from}},
        {"prusaslicer", {"prusa-slicer", "--export-stl", "--output", to, from}},
    };
}

double export_file(const PublishWorld &world, const std::filesystem::path &model)
{
    // A folder of its own: nothing was published from there.
    const test::TempFolder state(world.folder().path());
    const Service &service = world.service();
    return time_of([&] {
        (void)run({BENCH_EXPORT, model.string(), service.base_url, service.ca_file.string(),
                   state.path().string()});
    });
}

double convert_and_curl(const PublishWorld &world, const Converter &converter,
                        const std::filesystem::path &result, std::size_t bytes)
{
    std::filesystem::remove(result);
    const std::string url = world.new_upload_url(bytes);
    return time_of([&] {
        (void)run(converter.command);
        (void)run(world.curl_command(result, url));
    });
}

} // namespace

void measure_export(const Effort &effort)
{
    const PublishWorld world;
    // For the process that publishes, by the environment, as a command line is everybody's to read.
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread reads it
    ::setenv("BENCH_TOKEN", world.service().token.c_str(), 1);
    const auto model = world.folder() / "model.stl";
    const auto result = world.folder() / "result.stl";
    const std::string bytes = test::reference::stl({torus(LargeMesh / effort.divisor)});
    std::ofstream(model, std::ios::binary) << bytes;

    double worst = 0;
    for (const Converter &converter : converters(model.string(), result.string())) {
        const double ratio = paired_ratio(
            effort.runs, [&] { return export_file(world, model); },
            [&] { return convert_and_curl(world, converter, result, bytes.size()); });
        print_figure("export_and_curl_ratio_" + converter.name, ratio, "export/(convert+curl)");
        worst = std::max(worst, ratio);
    }
    // The fastest of them is the one that this is nearest to.
    print_figure("export_and_curl_ratio", worst, "export/(convert+curl)");
}

} // namespace mmf::bench
