#include "loader/plugin.hpp"

#include <array>
#include <set>

namespace slicer_sdk {

namespace {

/** Room for one sentence from a plugin. */
constexpr std::size_t SentenceSize = 1024;
using Sentence = std::array<char, SentenceSize>;

/** More is a broken plugin, not a rich one. */
constexpr std::uint32_t MaxActions = 100;

std::string text_of(Sentence &sentence)
{
    sentence.back() = '\0';
    return sentence.data();
}

} // namespace

Plugin::Plugin(std::unique_ptr<PluginLibrary> library, HostServices &services)
    : m_library(std::move(library)),
      m_link(std::make_shared<PluginLink>(services, *m_library->entry().descriptor))
{
}

std::unique_ptr<Plugin> Plugin::start(std::unique_ptr<PluginLibrary> library, HostServices &services,
                                      std::string &reason)
{
    std::unique_ptr<Plugin> plugin(new Plugin(std::move(library), services));
    if (!plugin->create(reason) || !plugin->init(reason) || !plugin->read_extensions(reason))
        return nullptr;
    return plugin;
}

Plugin::~Plugin()
{
    m_link->connect(nullptr);
    if (m_plugin == nullptr || m_plugin->destroy == nullptr)
        return;
    m_link->guarded("destroy", false, [&] {
        m_plugin->destroy(m_plugin);
        return true;
    });
}

bool Plugin::create(std::string &reason)
{
    const slicer_plugin *none = nullptr;
    m_plugin = m_link->guarded("create", none, [&] { return m_library->entry().create(m_link->host()); });
    if (m_plugin == nullptr) {
        reason = "It could not be created.";
        return false;
    }
    if (m_plugin->init == nullptr || m_plugin->destroy == nullptr || m_plugin->on_main_thread == nullptr ||
        m_plugin->get_extension == nullptr) {
        reason = "It is broken: a function is missing.";
        return false;
    }
    return true;
}

bool Plugin::init(std::string &reason)
{
    Sentence sentence{};
    if (!m_link->guarded("init", false,
                         [&] { return m_plugin->init(m_plugin, sentence.data(), sentence.size()); })) {
        reason = text_of(sentence);
        if (reason.empty())
            reason = "It refused to start and did not say why.";
        return false;
    }
    m_library->keep_loaded();
    m_link->connect(m_plugin);
    return true;
}

bool Plugin::read_extensions(std::string &reason)
{
    m_menu = static_cast<const slicer_plugin_menu *>(extension(SLICER_EXT_MENU));
    m_lifecycle = static_cast<const slicer_plugin_lifecycle *>(extension(SLICER_EXT_LIFECYCLE));
    m_tasks = static_cast<const slicer_plugin_tasks *>(extension(SLICER_EXT_TASKS));
    if ((m_menu != nullptr && (m_menu->count == nullptr || m_menu->get == nullptr ||
                               m_menu->is_enabled == nullptr || m_menu->perform == nullptr)) ||
        (m_lifecycle != nullptr && (m_lifecycle->may_quit == nullptr || m_lifecycle->pause == nullptr)) ||
        (m_tasks != nullptr && m_tasks->command == nullptr)) {
        reason = "It is broken: a function of an extension is missing.";
        return false;
    }
    if (m_menu == nullptr)
        return true;

    const std::uint32_t count = m_link->guarded("count", 0U, [&] { return m_menu->count(m_plugin); });
    std::set<std::string> ids;
    for (std::uint32_t index = 0; index < count; ++index) {
        slicer_menu_action action{};
        const bool is_there =
            m_link->guarded("get", false, [&] { return m_menu->get(m_plugin, index, &action); });
        if (!is_there || index >= MaxActions || action.id == nullptr || action.place == nullptr ||
            action.label == nullptr || action.help == nullptr || *action.id == '\0' ||
            !ids.insert(action.id).second) {
            reason =
                "It is broken: its menu action " + std::to_string(index) + " is incomplete or not unique.";
            return false;
        }
        m_actions.push_back({this, action.id, action.place, action.label, action.help});
    }
    return true;
}

bool Plugin::is_enabled(const std::string &action_id) const
{
    return m_menu != nullptr && m_link->guarded("is_enabled", false, [&] {
        return m_menu->is_enabled(m_plugin, action_id.c_str());
    });
}

bool Plugin::perform(const std::string &action_id)
{
    return m_menu != nullptr &&
           m_link->guarded_modal("perform", [&] { return m_menu->perform(m_plugin, action_id.c_str()); });
}

bool Plugin::command_task(const std::string &task_id, const std::string &command_id)
{
    return m_tasks != nullptr && m_link->guarded_modal("command", [&] {
        return m_tasks->command(m_plugin, task_id.c_str(), command_id.c_str());
    });
}

std::optional<std::string> Plugin::busy_text() const
{
    if (m_lifecycle == nullptr)
        return std::nullopt;
    Sentence sentence{};
    const bool may_quit = m_link->guarded(
        "may_quit", true, [&] { return m_lifecycle->may_quit(m_plugin, sentence.data(), sentence.size()); });
    if (may_quit)
        return std::nullopt;
    return text_of(sentence);
}

void Plugin::pause()
{
    if (m_lifecycle == nullptr)
        return;
    m_link->guarded("pause", false, [&] {
        m_lifecycle->pause(m_plugin);
        return true;
    });
}

const void *Plugin::extension(const char *id) const
{
    const void *none = nullptr;
    return m_link->guarded("get_extension", none, [&] { return m_plugin->get_extension(m_plugin, id); });
}

} // namespace slicer_sdk
