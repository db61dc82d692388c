/**
 * What the adapter reads of the host's own settings. Pure, but for `last_export_folder`.
 */
#pragma once

#include "wx_host/environment.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prusaslicer {

/**
 * The host's data folder: of `--datadir`, else $XDG_CONFIG_HOME or ~/.config, and the program's name (as
 * GUI_App::init_app_config has it since 2.3).
 */
std::filesystem::path data_folder(const std::vector<std::string> &arguments,
                                  const wx_host::Environment &environment, const std::string &program);

/** The value of a key above the first section of an .ini; empty if it is not there. */
std::string ini_value(std::string_view ini, std::string_view key);

/** Where the host exported to the last time, as its settings file says; nothing if it has not yet. */
std::optional<std::filesystem::path> last_export_folder(const std::filesystem::path &data_folder,
                                                        const std::string &program);

/** "2.5.0" in "cube.3mf - PrusaSlicer-2.5.0+Linux based on Slic3r"; empty if there is none. */
std::string version_in_title(std::string_view title, std::string_view program);

} // namespace prusaslicer
