#include "loader/plugin_registry.hpp"

#include <algorithm>
#include <cstring>

namespace slicer_sdk {

void PluginRegistry::load(const std::vector<SearchFolder> &folders)
{
    for (const SearchFolder &folder : folders) {
        for (const std::filesystem::path &file : plugin_files(folder, m_refusals))
            load_file(file);
    }
}

bool PluginRegistry::load_file(const std::filesystem::path &file)
{
    std::string reason;
    std::unique_ptr<PluginLibrary> library = PluginLibrary::open(file, reason);
    if (library) {
        const char *id = library->entry().descriptor->id;
        const auto twin = std::find_if(m_plugins.begin(), m_plugins.end(), [&](const auto &plugin) {
            return std::strcmp(plugin->descriptor().id, id) == 0;
        });
        if (twin == m_plugins.end()) {
            if (std::unique_ptr<Plugin> plugin = Plugin::start(std::move(library), m_services, reason)) {
                m_plugins.push_back(std::move(plugin));
                return true;
            }
        } else {
            reason =
                "The plugin " + std::string(id) + " is already loaded from " + (*twin)->path().string() + ".";
        }
    }
    m_refusals.push_back({file, std::move(reason)});
    return false;
}

std::vector<Action> PluginRegistry::actions() const
{
    std::vector<Action> all;
    for (const auto &plugin : m_plugins)
        all.insert(all.end(), plugin->actions().begin(), plugin->actions().end());
    return all;
}

std::optional<Action> PluginRegistry::find_action(const std::string &action_id) const
{
    for (const auto &plugin : m_plugins) {
        for (const Action &action : plugin->actions()) {
            if (action.id == action_id)
                return action;
        }
    }
    return std::nullopt;
}

bool PluginRegistry::is_enabled(const std::string &action_id) const
{
    const std::optional<Action> action = find_action(action_id);
    return action && action->plugin->is_enabled(action_id);
}

bool PluginRegistry::perform(const std::string &action_id)
{
    const std::optional<Action> action = find_action(action_id);
    return action && action->plugin->perform(action_id);
}

bool PluginRegistry::command_task(const std::string &plugin_id, const std::string &task_id,
                                  const std::string &command_id)
{
    const auto plugin = std::find_if(m_plugins.begin(), m_plugins.end(), [&](const auto &candidate) {
        return candidate->descriptor().id == plugin_id;
    });
    return plugin != m_plugins.end() && (*plugin)->command_task(task_id, command_id);
}

std::vector<BusyPlugin> PluginRegistry::busy_plugins() const
{
    std::vector<BusyPlugin> busy;
    for (const auto &plugin : m_plugins) {
        if (std::optional<std::string> text = plugin->busy_text())
            busy.push_back({plugin.get(), std::move(*text)});
    }
    return busy;
}

void PluginRegistry::pause_all()
{
    for (const auto &plugin : m_plugins)
        plugin->pause();
}

int PluginRegistry::calls_under_way() const
{
    int calls = 0;
    for (const auto &plugin : m_plugins)
        calls += plugin->calls_under_way();
    return calls;
}

void PluginRegistry::unload_all()
{
    while (!m_plugins.empty()) {
        // Out of the list first: what it does while it ends must not find it there.
        const std::unique_ptr<Plugin> last = std::move(m_plugins.back());
        m_plugins.pop_back();
    }
}

} // namespace slicer_sdk
