/**
 * Draws the plate into an array of pixels: flat shading, z-buffer, soft edges, a shadow; no OpenGL, so that
 * it looks the same on every display. Pure; any thread.
 */
#pragma once

#include "shim_slicer/camera.hpp"
#include "shim_slicer/plate.hpp"
#include "shim_slicer/theme.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace shim {

/** Rows from top to bottom, three bytes a pixel: red, green, blue. */
struct Picture
{
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

/** Sizes below 1 are taken as 1. */
Picture draw_plate(const PlateSnapshot &plate, int width, int height, const Viewpoint &viewpoint,
                   std::optional<std::size_t> selected = std::nullopt, Theme theme = Theme::Light);

} // namespace shim
