// A picture file made small, for the rows of a list. Pure; for any thread.
#pragma once

#include "base/result.hpp"
#include "picture/image.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace mmf::picture {

// Shown fitted into this, in pixels: on a screen of 200 %.
constexpr Extent ThumbnailSize{96, 72};

// Also a JPEG file: as little as the decoder gives that need not be enlarged to be shown, a few kilobytes.
// Errors: BadFile, it is no JPEG file, or a damaged one; Internal.
Result<std::vector<std::byte>> thumbnail_of(std::span<const std::byte> jpeg);

} // namespace mmf::picture
