/**
 * One plugin at work: made, initialised, asked, destroyed. Owned by the PluginRegistry. [main-thread]
 */
#pragma once

#include "loader/host_services.hpp"
#include "loader/plugin_library.hpp"
#include "loader/plugin_link.hpp"
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/menu.h"
#include "slicer_sdk/sdk.h"
#include "slicer_sdk/tasks.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace slicer_sdk {

class Plugin;

/** A menu item of a plugin; the texts are as slicer_menu_action says. */
struct Action
{
    Plugin *plugin;
    std::string id;
    std::string place;
    std::string label;
    std::string help;
};

class Plugin
{
public:
    /** Creates and initialises the plugin of `library`, or returns null with one sentence in `reason`. */
    static std::unique_ptr<Plugin> start(std::unique_ptr<PluginLibrary> library, HostServices &services,
                                         std::string &reason);

    Plugin(const Plugin &) = delete;
    Plugin &operator=(const Plugin &) = delete;

    /** Destroys the plugin. Not while one of its calls is under way. */
    ~Plugin();

    const slicer_plugin_descriptor &descriptor() const { return *m_library->entry().descriptor; }
    const std::filesystem::path &path() const { return m_library->path(); }

    /** What the plugin was given; tells a host's extensions apart by plugin. */
    const slicer_host *host() const { return m_link->host(); }

    const std::vector<Action> &actions() const { return m_actions; }
    bool is_enabled(const std::string &action_id) const;

    /** Returns whether the action began; its end is told by slicer.notify/1, maybe before this returns. */
    bool perform(const std::string &action_id);

    /** The person has pressed a button of a task's row. False if there is no such task or command any more.
     */
    bool command_task(const std::string &task_id, const std::string &command_id);

    /** Null if the plugin may be paused without asking; else what it is doing, for the question. */
    std::optional<std::string> busy_text() const;
    void pause();

    /** The plugin's side of an extension that the loader does not know, or null. */
    const void *extension(const char *id) const;

    /** How many calls that may show a window have not returned yet. */
    int calls_under_way() const { return m_link->calls_under_way(); }

private:
    Plugin(std::unique_ptr<PluginLibrary> library, HostServices &services);

    bool create(std::string &reason);
    bool init(std::string &reason);
    bool read_extensions(std::string &reason);

    std::unique_ptr<PluginLibrary> m_library;
    std::shared_ptr<PluginLink> m_link;
    const slicer_plugin *m_plugin = nullptr;
    const slicer_plugin_menu *m_menu = nullptr;
    const slicer_plugin_lifecycle *m_lifecycle = nullptr;
    const slicer_plugin_tasks *m_tasks = nullptr;
    std::vector<Action> m_actions;
};

} // namespace slicer_sdk
