/**
 * Where plugins are looked for, and which files there are plugins. Any thread; no state.
 */
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace slicer_sdk {

/** Why a file or a folder was passed over, in one sentence for people. */
struct Refusal
{
    std::filesystem::path path;
    std::string reason;
};

struct SearchFolder
{
    std::filesystem::path path;

    /** Somebody named it, so that it is worth a sentence if it is not there. */
    bool is_named = true;
};

/**
 * All folders to look in, first one first: `given` (such as from --plugin-dir), those of `environment` (the
 * value of $SLICER_PLUGIN_PATH, separated by colons; empty parts are skipped), then `installed`. No folder
 * twice.
 */
std::vector<SearchFolder> search_folders(const std::vector<std::filesystem::path> &given,
                                         std::string_view environment,
                                         const std::filesystem::path &installed);

/** `lib/slicer-plugins` beside the `bin` folder of the running program; empty if that cannot be told. */
std::filesystem::path installed_plugin_folder();

/**
 * The plugins of one folder: regular files (or links to them) named *.so, sorted by name, as absolute paths.
 * What cannot be looked at is appended to `refusals`.
 */
std::vector<std::filesystem::path> plugin_files(const SearchFolder &folder, std::vector<Refusal> &refusals);

} // namespace slicer_sdk
