#include "shim_slicer/placement_input.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace shim {

namespace {

/** Beyond them nothing of use is left of a model. */
constexpr float FarthestPosition = 10'000;
constexpr float SmallestFactor = 0.001F;
constexpr float LargestFactor = 1000;

std::string_view without_blanks(std::string_view text)
{
    constexpr std::string_view Blanks = " \t\r\n";
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(Blanks)));
    return text.substr(0, text.find_last_not_of(Blanks) + 1);
}

bool scale(Placement &placement, std::size_t axis, float factor, bool keeps_proportions)
{
    // Mirroring has buttons of its own; by a ratio below 0 the other axes would be mirrored.
    if (!(factor > 0))
        return false;
    const float ratio = factor / std::abs(placement.factors[axis]);
    for (std::size_t i = 0; i < 3; ++i) {
        float &value = placement.factors[i];
        if (i == axis)
            value = std::copysign(factor, value);
        else if (keeps_proportions)
            value *= ratio;
        if (!(std::abs(value) >= SmallestFactor && std::abs(value) <= LargestFactor))
            return false;
    }
    return true;
}

} // namespace

std::optional<float> number_in(std::string_view text)
{
    std::string digits(without_blanks(text));
    std::replace(digits.begin(), digits.end(), ',', '.');
    const bool has_plus = digits.starts_with('+') && !digits.starts_with("+-");
    const char *begin = digits.data() + (has_plus ? 1 : 0);
    const char *end = digits.data() + digits.size();
    // As a float at once: what only a double can hold would become infinite.
    float number = 0;
    const auto [stop, error] = std::from_chars(begin, end, number);
    if (error != std::errc() || stop != end || !std::isfinite(number))
        return std::nullopt;
    return number;
}

float number_of(const Placement &placement, PlacementRow row, std::size_t axis)
{
    switch (row) {
    case PlacementRow::Position:
        return placement.position[axis];
    case PlacementRow::Rotation:
        return placement.degrees[axis];
    case PlacementRow::Scale:
        break;
    }
    return 100 * std::abs(placement.factors[axis]);
}

std::optional<Placement> with_number(Placement placement, PlacementRow row, std::size_t axis, float number,
                                     bool keeps_proportions)
{
    switch (row) {
    case PlacementRow::Position:
        if (!(std::abs(number) <= FarthestPosition))
            return std::nullopt;
        placement.position[axis] = number;
        return placement;
    case PlacementRow::Rotation:
        placement.degrees[axis] = std::remainder(number, 360.0F);
        return placement;
    case PlacementRow::Scale:
        break;
    }
    if (!scale(placement, axis, number / 100, keeps_proportions))
        return std::nullopt;
    return placement;
}

} // namespace shim
