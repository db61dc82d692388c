// What the importer's process writes to the reference slicer, and the plate that this lends to a plugin.
#include "shim_slicer/model_stream.hpp"
#include "input.hpp"
#include "model/mesh.hpp"
#include "model/plate.hpp"
#include "property.hpp"
#include "shim_slicer/plate_extension.hpp"

#include <memory>
#include <utility>
#include <vector>

using namespace mmf;
using fuzz::require;

namespace {

void publish(std::vector<shim::Model> models)
{
    shim::Plate plate;
    plate.add("file", std::move(models));
    const model::Plate lent(shim::lend(plate.snapshot()));
    require(!lent.objects().empty(), "what was opened lies on the plate");
    for (const slicer_plate_object &object : lent.objects()) {
        fuzz::require_shown(model::object_name(object), std::string::npos);
        if (const auto facts = model::inspect(object); !facts) {
            // A place too far out is no number any more.
            fuzz::require_kind(facts.error(), {ErrorKind::BadMesh});
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::string_view bytes = input.rest();
    auto models = shim::decoded(bytes);
    if (models) {
        require(!models->empty(), "there is a model");
        require(shim::encoded(*models) == bytes, "models are read as they were written");
        publish(std::move(*models));
    }
    return 0;
}
