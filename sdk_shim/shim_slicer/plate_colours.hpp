/**
 * The colours of the plate's picture, however it is drawn.
 */
#pragma once

#include "shim_slicer/raster.hpp"

#include <array>

namespace shim {

inline constexpr Colour BackgroundTop{238, 241, 245};
inline constexpr Colour BackgroundBottom{214, 220, 228};
inline constexpr Colour PlateColour{250, 250, 251};
inline constexpr Colour GridColour{206, 212, 221};
inline constexpr Colour InsideColour{120, 96, 90};

inline constexpr float GridStep = 10;
inline constexpr float ShadowStrength = 0.82F;

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
