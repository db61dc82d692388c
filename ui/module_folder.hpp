// Where the plugin's own modules lie. Pure; any thread.
#pragma once

#include <filesystem>

namespace mmf::ui {

std::filesystem::path module_folder();

} // namespace mmf::ui
