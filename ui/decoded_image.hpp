// A picture file in memory as wxWidgets has it. By handlers of its own, since which ones the host has is not
// known. For any thread.
#pragma once

#include "picture/file_facts.hpp"

#include <cstddef>
#include <span>
#include <wx/image.h>

namespace mmf::ui {

// The first one of several. Not `IsOk`: it is damaged. How large it may be is looked at before, see
// picture::facts_of.
wxImage decoded_image(std::span<const std::byte> file, picture::FileFormat format);

} // namespace mmf::ui
