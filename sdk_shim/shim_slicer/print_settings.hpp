/**
 * How the plate is meant to be printed, as far as a person has said so. A value; pure.
 */
#pragma once

#include "slicer_sdk/settings_of_print.h"

#include <optional>
#include <string>
#include <string_view>

namespace shim {

struct PrintSettings
{
    /** Millimetres; 0: not said. */
    float layer_height = 0;

    /** UTF-8; empty: not said. */
    std::string material;
    slicer_supports supports = SLICER_SUPPORTS_UNKNOWN;

    bool operator==(const PrintSettings &) const = default;
};

/** 0 for an empty text; nothing for what is no height of a layer. */
std::optional<float> layer_height_in(std::string_view text);

/** "0.2" and "0.075"; empty if it is not said. */
std::string layer_height_text(float layer_height);

/** As plugins are told; the material's text is `settings`' own. Nothing if nothing is said. */
std::optional<slicer_print_settings> view_of(const PrintSettings &settings);

} // namespace shim
