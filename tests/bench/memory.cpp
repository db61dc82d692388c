// What a publish adds to the slicer's memory at its peak: from a state in which the engine is linked and has
// spoken TLS, the mesh being the slicer's own.
#include "benches.hpp"
#include "new_plates.hpp"
#include "publish_world.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>

namespace mmf::bench {

namespace {

// In KiB, by its name in proc(5).
double process_memory(const std::string &name)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        double value = 0;
        if (word == name + ":" && status >> value) {
            return value;
        }
    }
    throw std::runtime_error("no " + name);
}

void forget_peak()
{
    std::ofstream refs("/proc/self/clear_refs");
    refs << "5" << std::flush;
    if (!refs) {
        throw std::runtime_error("the peak of memory cannot be begun anew");
    }
}

} // namespace

void measure_memory(const Effort &effort)
{
    constexpr double KibiPerMebi = 1024;
    PublishWorld world;
    NewPlates plates(LargeMesh / effort.divisor);
    double worst = 0;
    // The first one counts most: what it took from the system, the next ones have.
    for (int run = 0; run < effort.runs; ++run) {
        const test::TestPlate plate = plates.next();
        const double before = process_memory("VmRSS");
        forget_peak();
        world.publish(plate);
        worst = std::max(worst, process_memory("VmHWM") - before);
    }
    print_figure("publish_rss_growth_mib", worst / KibiPerMebi, "MiB");
}

} // namespace mmf::bench
