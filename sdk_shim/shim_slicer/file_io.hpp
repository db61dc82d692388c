/**
 * Whole files in and out, with sentences for people as errors. Any thread.
 */
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace shim {

tl::expected<std::string, std::string> read_file(const std::filesystem::path &path);

/** Replaces `path` in one step, by a temporary file beside it: a reader sees the old bytes or all of the new.
 */
tl::expected<void, std::string> replace_file(const std::filesystem::path &path, std::string_view bytes);

} // namespace shim
