// bench-export MODEL BASE_URL AUTHORITY STATE_FOLDER: what lies between a model file and the service in a
// process of its own, without a window: the reference slicer's reader and plate, and the engine. The link
// comes in BENCH_TOKEN. Ends when every byte was accepted.

#include "linked_engine.hpp"

#include "shim_slicer/model_file.hpp"
#include "shim_slicer/plate.hpp"
#include "shim_slicer/plate_extension.hpp"

#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace {

std::shared_ptr<const mmf::model::Plate> plate_of(const std::filesystem::path &file)
{
    auto models = shim::read_models(file, {});
    if (!models) {
        throw std::runtime_error(models.error());
    }
    shim::Plate plate;
    plate.add(file.stem().string(), std::move(*models));
    return std::make_shared<const mmf::model::Plate>(shim::lend(plate.snapshot()));
}

} // namespace

int main(int count, char **arguments)
{
    const char *token = std::getenv("BENCH_TOKEN"); // NOLINT(concurrency-mt-unsafe): no thread yet
    if (count != 5 || token == nullptr) {
        std::cerr << "bench-export MODEL BASE_URL AUTHORITY STATE_FOLDER, with BENCH_TOKEN\n";
        return 2;
    }
    try {
        mmf::bench::LinkedEngine engine({arguments[2], arguments[3], token}, arguments[4], {});
        engine.publish_until_accepted(plate_of(arguments[1]));
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "bench-export: " << error.what() << "\n";
        return 1;
    }
}
