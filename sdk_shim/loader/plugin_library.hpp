/**
 * A shared library that exports `slicer_plugin_entry`, opened and checked. Owned by its Plugin. [main-thread]
 */
#pragma once

#include "slicer_sdk/sdk.h"

#include <filesystem>
#include <memory>
#include <string>

namespace slicer_sdk {

class PluginLibrary
{
public:
    /** Opens `file` (absolute), or returns null with one sentence in `reason`. */
    static std::unique_ptr<PluginLibrary> open(const std::filesystem::path &file, std::string &reason);

    PluginLibrary(const PluginLibrary &) = delete;
    PluginLibrary &operator=(const PluginLibrary &) = delete;

    /** Closes the library, unless it is to stay. */
    ~PluginLibrary();

    const std::filesystem::path &path() const { return m_path; }

    /** Complete: of this major version, with a full descriptor and `create`. */
    const slicer_plugin_entry_v1 &entry() const { return *m_entry; }

    /** From now on the library outlives this object: an `init` succeeded, and toolkits may point into it. */
    void keep_loaded() { m_keep_loaded = true; }

private:
    PluginLibrary(std::filesystem::path path, void *handle);

    std::filesystem::path m_path;
    void *m_handle;
    const slicer_plugin_entry_v1 *m_entry = nullptr;
    bool m_keep_loaded = false;
};

} // namespace slicer_sdk
