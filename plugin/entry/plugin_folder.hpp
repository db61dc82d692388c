// Where the plugin's own files lie: its other modules and its catalogues. Pure; any thread.
#pragma once

#include <filesystem>

namespace mmf {

// Beside the entry module; empty if that is not known.
std::filesystem::path plugin_folder();

} // namespace mmf
