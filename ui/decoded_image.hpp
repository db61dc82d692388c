// A picture file in memory as wxWidgets has it, whoever the file is from. By handlers of its own, since which
// ones the host has is not known. For any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <wx/image.h>

namespace mmf::ui {

// Not `IsOk`: it is no picture, or a damaged one, or a GIF that moves, or has more pixels, which is known
// before memory is taken for them.
wxImage decoded_image(std::span<const std::byte> file, std::int64_t most_pixels);

} // namespace mmf::ui
