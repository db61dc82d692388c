// A host's meshes, whatever is in them, as a picture.
#include "host_object.hpp"
#include "input.hpp"
#include "picture/jpeg.hpp"
#include "picture/render.hpp"
#include "property.hpp"

#include <array>
#include <cmath>
#include <stop_token>
#include <vector>

using namespace mmf;
using fuzz::require;

namespace {

constexpr std::array Sizes = {picture::Extent{32, 24}, picture::Extent{1, 1}, picture::Extent{7, 50}};

picture::View view(fuzz::Input &input)
{
    picture::View view;
    view.turn = static_cast<double>(input.number(64)) * 10 - 320;
    view.tilt = static_cast<double>(input.number(64)) * 10 - 320;
    switch (input.number(8)) {
    case 1:
        view.turn = std::nan("");
        break;
    case 2:
        view.tilt = HUGE_VAL;
        break;
    default:
        break;
    }
    return view;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const picture::Extent extent = input.choice(Sizes);
    const picture::View from = view(input);
    const std::vector<fuzz::HostObject> owned = fuzz::host_objects(input);
    const std::vector<slicer_plate_object> objects = fuzz::lent(owned);
    const auto drawn = picture::render(objects, from, extent, {});
    if (!drawn) {
        fuzz::require_kind(drawn.error(), {ErrorKind::EmptyPlate});
        return 0;
    }
    require(drawn->size == extent, "a picture is as large as was asked for");
    require(drawn->rgb.size() == picture::Image(extent).rgb.size(), "it has all of its pixels");
    const auto once_more = picture::render(objects, from, extent, {});
    require(once_more && once_more->rgb == drawn->rgb, "the same gives the same");
    require(picture::to_jpeg(*drawn).has_value(), "a picture is one for a file");

    std::stop_source stop;
    stop.request_stop();
    const auto stopped = picture::render(objects, from, extent, stop.get_token());
    require(!stopped, "who stops it gets none");
    fuzz::require_kind(stopped.error(), {ErrorKind::Cancelled, ErrorKind::EmptyPlate});
    return 0;
}
