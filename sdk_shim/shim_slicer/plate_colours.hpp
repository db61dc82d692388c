/**
 * The colours of the plate's picture, however it is drawn.
 */
#pragma once

#include "shim_slicer/raster.hpp"
#include "shim_slicer/theme.hpp"

#include <array>

namespace shim {

/** What is around the objects, which goes with the desktop's theme. */
struct Surroundings
{
    Colour background_top;
    Colour background_bottom;
    Colour plate;
    Colour grid;

    /** What is left of the plate's light in a shadow. */
    float in_shadow;
};

inline constexpr Surroundings LightSurroundings{
    {238, 241, 245}, {214, 220, 228}, {250, 250, 251}, {206, 212, 221}, 0.82F};
inline constexpr Surroundings DarkSurroundings{{52, 54, 58}, {38, 39, 43}, {70, 73, 78}, {95, 99, 106}, 0.7F};

inline constexpr const Surroundings &surroundings_in(Theme theme)
{
    return theme == Theme::Dark ? DarkSurroundings : LightSurroundings;
}

inline constexpr Colour InsideColour{120, 96, 90};

inline constexpr float GridStep = 10;

/** Of the outside of an object; the selected one stands out among those of the same colour. */
inline Colour colour_of(std::size_t index, bool is_selected)
{
    static constexpr std::array<Colour, 4> Colours{Colour{240, 138, 60}, Colour{70, 150, 190},
                                                   Colour{120, 170, 90}, Colour{190, 110, 170}};
    const Colour &colour = Colours[index % Colours.size()];
    return is_selected ? mixed(colour, {255, 250, 190}, 0.55F) : colour;
}

/** Of a face, by its angles to the light and to the eye. */
inline constexpr float Ambient = 0.42F;
inline constexpr float FromLight = 0.5F;
inline constexpr float FromEye = 0.12F;

} // namespace shim
