/**
 * The `slicer_host` that one plugin sees, and the way of its `request_callback` to its `on_main_thread`.
 *
 * Every plugin gets its own, so that the host's extensions know who asks. Shared between the Plugin that owns
 * it and the tasks under way to the main thread, which may arrive after the plugin has gone.
 */
#pragma once

#include "loader/host_services.hpp"
#include "slicer_sdk/sdk.h"

#include <atomic>
#include <exception>
#include <memory>
#include <string>
#include <utility>

namespace slicer_sdk {

class PluginLink : public std::enable_shared_from_this<PluginLink>
{
public:
    /** `descriptor` stays valid as long as the link is used by a plugin. */
    PluginLink(HostServices &services, const slicer_plugin_descriptor &descriptor);

    const slicer_host *host() const { return &m_host; }
    HostServices &services() const { return m_services; }
    const slicer_plugin_descriptor &descriptor() const { return m_descriptor; }

    /** Callbacks go to `plugin` from now on, or to nobody if it is null. [main-thread] */
    void connect(const slicer_plugin *plugin) { m_plugin = plugin; }

    /** How many calls that may show a window are on the stack. [main-thread] */
    int calls_under_way() const { return m_calls_under_way; }

    /**
     * Calls `function` and returns its result, or `otherwise` if it threw: no exception may cross the border,
     * but one that does is better logged than fatal. [main-thread]
     */
    template <class Result, class Function>
    Result guarded(const char *what, Result otherwise, Function function) noexcept
    {
        try {
            return function();
        } catch (...) {
            report_exception(what);
            return otherwise;
        }
    }

    /** As `guarded`, for calls that may run a nested event loop. */
    template <class Function>
    bool guarded_modal(const char *what, Function function)
    {
        // A nested loop may end the last other owner.
        const std::shared_ptr<PluginLink> keep = shared_from_this();
        ++m_calls_under_way;
        const bool result = guarded(what, false, std::move(function));
        --m_calls_under_way;
        return result;
    }

private:
    static const void *get_extension(const slicer_host *host, const char *id);
    static void request_callback(const slicer_host *host);

    void call_back();
    void report_exception(const char *what) noexcept;

    HostServices &m_services;
    const slicer_plugin_descriptor &m_descriptor;
    slicer_host m_host;
    const slicer_plugin *m_plugin = nullptr;
    int m_calls_under_way = 0;
    std::atomic<bool> m_is_callback_pending = false;
};

/** For a host's extensions: the services behind the `host` that a plugin passes. [thread-safe] */
HostServices &services_of(const slicer_host *host);

/** For a host's extensions: which plugin was given `host`. [thread-safe] */
const slicer_plugin_descriptor &plugin_of(const slicer_host *host);

} // namespace slicer_sdk
