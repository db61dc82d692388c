/**
 * What a host gives to the loader: who it is, its extensions, and a way to its main thread.
 *
 * Implemented by the host, which owns it and keeps it until the PluginRegistry is gone.
 */
#pragma once

#include <functional>
#include <string>

namespace slicer_sdk {

class HostServices
{
public:
    virtual ~HostServices() = default;

    /** For people and log lines; valid as long as this object. */
    virtual const char *name() const = 0;
    virtual const char *version() const = 0;

    /** The host's table of the extension `id`, or null; the same at every call. [thread-safe] */
    virtual const void *extension(const char *id) const = 0;

    /** Runs `task` soon on the main thread, also while a modal window is open there; never from within.
     * [thread-safe] */
    virtual void post_to_main_thread(std::function<void()> task) = 0;

    /** One sentence for the log about a plugin that broke a rule. [main-thread] */
    virtual void warn(const std::string &sentence) = 0;
};

} // namespace slicer_sdk
