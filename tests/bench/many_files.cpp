// Many small files over a long line: what several at once over kept connections save.
#include "bench_mesh.hpp"
#include "benches.hpp"
#include "publish_world.hpp"

#include "support/reference_stl.hpp"

#include <fstream>
#include <string>
#include <vector>

namespace mmf::bench {

namespace {

constexpr int Files = 32;
constexpr int FewFiles = 8; // for whether it works
constexpr std::size_t Triangles = 2000;

// Each publish has its own: nothing in it was published before.
std::vector<test::Mesh> new_meshes(int count, float &number)
{
    std::vector<test::Mesh> meshes;
    for (int i = 0; i < count; ++i) {
        test::Mesh mesh = torus(Triangles);
        mesh.name = "part " + std::to_string(i + 1);
        mesh.vertices[0] += (number += 0.001F);
        meshes.push_back(std::move(mesh));
    }
    return meshes;
}

// What a script does: the object is there, and each file is sent by a curl of its own.
double curl_each(const PublishWorld &world, const std::vector<test::Mesh> &meshes)
{
    std::vector<std::vector<std::string>> commands;
    for (std::size_t i = 0; i < meshes.size(); ++i) {
        const std::string bytes = test::reference::stl({meshes[i]});
        const auto file = world.folder() / ("curl-" + std::to_string(i) + ".stl");
        std::ofstream(file, std::ios::binary) << bytes;
        commands.push_back(world.curl_command(file, world.new_upload_url(bytes.size())));
    }
    return time_of([&] {
        for (const auto &command : commands) {
            (void)run(command);
        }
    });
}

} // namespace

void measure_many_files(const Effort &effort)
{
    Policy policy;
    policy.requests_per_second = 0; // the line is what is measured
    PublishWorld world(policy, Line::Long);
    const int count = effort.divisor == 1 ? Files : FewFiles;
    float number = 0;
    const auto publish = [&] {
        const test::TestPlate plate(new_meshes(count, number));
        return world.publish(plate);
    };
    const auto curl = [&] { return curl_each(world, new_meshes(count, number)); };
    print_figure("many_files_ratio", paired_ratio(effort.runs, publish, curl), "publish/curls");
}

} // namespace mmf::bench
