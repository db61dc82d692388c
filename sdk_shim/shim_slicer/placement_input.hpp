/**
 * What a person types for an object's placement. Pure.
 */
#pragma once

#include "shim_slicer/plate.hpp"

#include <optional>
#include <string_view>

namespace shim {

enum class PlacementRow : std::size_t
{
    /** Millimetres. */
    Position,

    /** Degrees. */
    Rotation,

    /** Per cent, without the sign of a mirrored axis. */
    Scale
};

/** With a point or a comma before its fraction; nothing for all that is no finite number. */
std::optional<float> number_in(std::string_view text);

/** As the row shows it. */
float number_of(const Placement &placement, PlacementRow row, std::size_t axis);

/** Nothing if the number is of no use there. With `keeps_proportions` a factor scales the other axes as
 * well. */
std::optional<Placement> with_number(Placement placement, PlacementRow row, std::size_t axis, float number,
                                     bool keeps_proportions);

} // namespace shim
