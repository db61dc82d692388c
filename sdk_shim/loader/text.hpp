/**
 * Text as it crosses the border (conventions 2 and 3 of slicer_sdk/sdk.h). Pure; any thread.
 */
#pragma once

#include <cstddef>
#include <string_view>

namespace slicer_sdk {

/** Copies `text` into `buffer`, cut at a character border to fit and zero-ended unless `size` is 0. */
void copy_text(std::string_view text, char *buffer, std::size_t size);

} // namespace slicer_sdk
