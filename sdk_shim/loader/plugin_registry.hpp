/**
 * All plugins of a host: found, loaded in order, asked together, ended in reverse order.
 *
 * Owned by the host, on its main thread, which makes all calls. One plugin's refusal never stops another.
 */
#pragma once

#include "loader/host_services.hpp"
#include "loader/plugin.hpp"
#include "loader/search_folders.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace slicer_sdk {

/** A plugin that would rather not be ended now, and what it is doing. */
struct BusyPlugin
{
    const Plugin *plugin;
    std::string text;
};

class PluginRegistry
{
public:
    /** `services` outlives the registry. */
    explicit PluginRegistry(HostServices &services) : m_services(services) {}

    PluginRegistry(const PluginRegistry &) = delete;
    PluginRegistry &operator=(const PluginRegistry &) = delete;
    ~PluginRegistry() { unload_all(); }

    /** Loads what lies in `folders`, in that order; what is not loaded is in `refusals`. */
    void load(const std::vector<SearchFolder> &folders);

    /** Loads one file; false if it was refused. */
    bool load_file(const std::filesystem::path &file);

    const std::vector<std::unique_ptr<Plugin>> &plugins() const { return m_plugins; }
    const std::vector<Refusal> &refusals() const { return m_refusals; }

    /** The actions of all plugins, in the order of loading and of each plugin's menu. */
    std::vector<Action> actions() const;

    /** The action of that id, or nothing; the first plugin's if two have it. */
    std::optional<Action> find_action(const std::string &action_id) const;

    /** False if there is no such action, too. */
    bool is_enabled(const std::string &action_id) const;
    bool perform(const std::string &action_id);

    /** A button of a task's row, of the plugin with this descriptor's id. False also if it has gone. */
    bool command_task(const std::string &plugin_id, const std::string &task_id,
                      const std::string &command_id);

    /** Whom the host should ask the person about before it quits; empty if it may quit at once. */
    std::vector<BusyPlugin> busy_plugins() const;

    /** Lets every plugin stop so that it can go on later; each takes up to 2 seconds. */
    void pause_all();

    /** Calls of plugins that may show a window and have not returned. Only at 0 may plugins be unloaded. */
    int calls_under_way() const;

    /** Destroys all plugins, the last one loaded first. */
    void unload_all();

private:
    HostServices &m_services;
    std::vector<std::unique_ptr<Plugin>> m_plugins;
    std::vector<Refusal> m_refusals;
};

} // namespace slicer_sdk
