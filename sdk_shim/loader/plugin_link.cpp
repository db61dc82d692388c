#include "loader/plugin_link.hpp"

namespace slicer_sdk {

namespace {

PluginLink &link_of(const slicer_host *host)
{
    return *static_cast<PluginLink *>(host->host_data);
}

} // namespace

PluginLink::PluginLink(HostServices &services, const slicer_plugin_descriptor &descriptor)
    : m_services(services), m_descriptor(descriptor), m_host{SLICER_SDK_VERSION_INIT, this,
                                                             services.name(),         services.version(),
                                                             &get_extension,          &request_callback}
{
}

const void *PluginLink::get_extension(const slicer_host *host, const char *id)
{
    return id != nullptr ? link_of(host).m_services.extension(id) : nullptr;
}

void PluginLink::request_callback(const slicer_host *host)
{
    PluginLink &link = link_of(host);
    // One task under way answers all requests made before it begins.
    if (link.m_is_callback_pending.exchange(true))
        return;
    try {
        link.m_services.post_to_main_thread([weak = link.weak_from_this()] {
            if (const std::shared_ptr<PluginLink> alive = weak.lock())
                alive->call_back();
        });
    } catch (...) {
        // Out of memory: the next request tries again.
        link.m_is_callback_pending = false;
    }
}

void PluginLink::call_back()
{
    // First, so that a request made while the plugin is looking posts a new task.
    m_is_callback_pending = false;
    const slicer_plugin *plugin = m_plugin;
    if (plugin == nullptr)
        return;
    guarded_modal("on_main_thread", [&] {
        plugin->on_main_thread(plugin);
        return true;
    });
}

void PluginLink::report_exception(const char *what) noexcept
{
    try {
        m_services.warn(std::string(m_descriptor.name) + " threw an exception out of " + what + ".");
    } catch (...) // NOLINT(bugprone-empty-catch): there is nobody left to tell
    {
    }
}

HostServices &services_of(const slicer_host *host)
{
    return link_of(host).services();
}

const slicer_plugin_descriptor &plugin_of(const slicer_host *host)
{
    return link_of(host).descriptor();
}

} // namespace slicer_sdk
