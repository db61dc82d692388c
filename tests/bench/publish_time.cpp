// The whole way of a publish, held against what it cannot do without: the bytes on the disk and over the
// line.
#include "benches.hpp"
#include "new_plates.hpp"
#include "publish_world.hpp"

#include "base/files.hpp"
#include "support/reference_stl.hpp"

#include <span>
#include <stdexcept>

namespace mmf::bench {

namespace {

double write_and_curl(const PublishWorld &world, std::span<const std::byte> bytes)
{
    const auto file = world.folder() / "ready.stl";
    const std::string url = world.new_upload_url(bytes.size());
    const double took = time_of([&] {
        FileWriter writer = FileWriter::create(file).value();
        if (!writer.write(bytes).and_then([&] { return writer.sync(); })) {
            throw std::runtime_error("the ready bytes cannot be written");
        }
        (void)run(world.curl_command(file, url));
    });
    std::filesystem::remove(file);
    return took;
}

} // namespace

void measure_publish(const Effort &effort)
{
    PublishWorld world;
    NewPlates plates(LargeMesh / effort.divisor);
    const std::string ready = test::reference::stl(plates.next().meshes());
    const auto publish = [&] {
        const test::TestPlate plate = plates.next();
        return world.publish(plate);
    };
    const auto curl = [&] { return write_and_curl(world, std::as_bytes(std::span(ready))); };
    print_figure("publish_vs_write_and_curl_ratio", paired_ratio(effort.runs, publish, curl),
                 "publish/(write+curl)");
}

} // namespace mmf::bench
