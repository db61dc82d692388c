#include "loader/plugin_library.hpp"

#include "loader/library_file_elf.hpp"

#include <dlfcn.h>

namespace slicer_sdk {

namespace {

/** dlerror's text without the path it starts with: whoever shows the reason names the file. */
std::string dl_error(const std::filesystem::path &path)
{
    const char *text = dlerror(); // NOLINT(concurrency-mt-unsafe): glibc keeps it per thread
    std::string error = text != nullptr ? text : "unknown error";
    const std::string prefix = path.string() + ": ";
    if (error.starts_with(prefix))
        error.erase(0, prefix.size());
    return error;
}

std::string text(const slicer_version &version)
{
    return std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
           std::to_string(version.revision);
}

bool is_complete(const slicer_plugin_descriptor *descriptor)
{
    return descriptor != nullptr && descriptor->id != nullptr && *descriptor->id != '\0' &&
           descriptor->name != nullptr && descriptor->vendor != nullptr && descriptor->version != nullptr &&
           descriptor->description != nullptr;
}

} // namespace

PluginLibrary::PluginLibrary(std::filesystem::path path, void *handle)
    : m_path(std::move(path)), m_handle(handle)
{
}

PluginLibrary::~PluginLibrary()
{
    if (!m_keep_loaded)
        dlclose(m_handle);
}

std::unique_ptr<PluginLibrary> PluginLibrary::open(const std::filesystem::path &file, std::string &reason)
{
    if (is_cut_off(file)) {
        reason = "It is damaged: a part of the file is missing.";
        return nullptr;
    }
    void *handle = dlopen(file.c_str(), RTLD_LOCAL | RTLD_NOW);
    if (handle == nullptr) {
        reason = "It is not a library that can be loaded here (" + dl_error(file) + ").";
        return nullptr;
    }
    std::unique_ptr<PluginLibrary> library(new PluginLibrary(file, handle));

    const auto *entry = static_cast<const slicer_plugin_entry_v1 *>(dlsym(handle, "slicer_plugin_entry"));
    if (entry == nullptr) {
        reason = "It is a library, but no plugin: it has no slicer_plugin_entry.";
        return nullptr;
    }
    // The version comes first: of another major version nothing else may be read.
    if (!slicer_version_is_compatible(entry->sdk_version)) {
        reason = "It was made for version " + text(entry->sdk_version) +
                 " of the plugin interface; this is " + text(slicer_version SLICER_SDK_VERSION_INIT) + ".";
        return nullptr;
    }
    if (!is_complete(entry->descriptor) || entry->create == nullptr) {
        reason = "It is broken: its descriptor or its create function is missing.";
        return nullptr;
    }
    library->m_entry = entry;
    return library;
}

} // namespace slicer_sdk
