#include "shim_slicer/print_settings.hpp"

#include "shim_slicer/placement_input.hpp"

#include <charconv>
#include <iterator>

namespace shim {

namespace {

/** Beyond them no printer works. */
constexpr float ThinnestLayer = 0.001F;
constexpr float ThickestLayer = 10;

} // namespace

std::optional<float> layer_height_in(std::string_view text)
{
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return 0.0F;
    const std::optional<float> number = number_in(text);
    return number && *number >= ThinnestLayer && *number <= ThickestLayer ? number : std::nullopt;
}

std::string layer_height_text(float layer_height)
{
    if (layer_height <= 0)
        return {};
    char text[32];
    return {std::begin(text), std::to_chars(std::begin(text), std::end(text), layer_height).ptr};
}

std::optional<slicer_print_settings> view_of(const PrintSettings &settings)
{
    if (settings == PrintSettings())
        return std::nullopt;
    slicer_print_settings view{};
    view.layer_height = static_cast<double>(settings.layer_height);
    view.material = settings.material.c_str();
    view.estimated_time = 0; // nothing is sliced here
    view.supports = settings.supports;
    return view;
}

} // namespace shim
