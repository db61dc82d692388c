// The exported entry: the descriptor, the menu, and the way to the app module. Neither wxWidgets nor libcurl
// is linked here, so that a start of the host costs next to nothing.

#include "base/catalogue.hpp"
#include "base/language.hpp"
#include "entry/app.hpp"
#include "entry/app_module.hpp"
#include "entry/host_check.hpp"
#include "entry/menu.hpp"
#include "entry/plugin_folder.hpp"
#include "entry/unfinished_offer.hpp"
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/locale.h"
#include "slicer_sdk/log.h"
#include "slicer_sdk/menu.h"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/tasks.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace mmf {

namespace {

constexpr slicer_plugin_descriptor Descriptor = {
    "com.myminifactory.publish", "Publish to MyMiniFactory", "The Publish to MyMiniFactory contributors",
    MMF_VERSION, "Uploads the model on the plate to your MyMiniFactory account."};

// Cut at a character's border, as the SDK's conventions say.
void copy_text(std::string_view text, char *buffer, std::size_t size)
{
    if (size == 0) {
        return;
    }
    std::size_t length = std::min(text.size(), size - 1);
    while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
        --length;
    }
    std::memcpy(buffer, text.data(), length);
    buffer[length] = '\0';
}

class Plugin
{
public:
    explicit Plugin(const slicer_host *host) : m_host(host)
    {
        m_abi.plugin_data = this;
        m_abi.init = [](const slicer_plugin *plugin, char *reason, std::size_t size) {
            return guarded(plugin, false, [&](Plugin &self) {
                const std::string refusal = why_not(*self.m_host, AppRequiredWx);
                copy_text(refusal, reason, size);
                self.m_catalogue = load_catalogue(plugin_folder() / "locale", self.host_language());
                if (refusal.empty() && can_offer(*self.m_host)) {
                    // Not before the host's window is there.
                    self.m_host->request_callback(self.m_host);
                    self.m_is_look_due = true;
                }
                return refusal.empty();
            });
        };
        m_abi.destroy = [](const slicer_plugin *plugin) {
            delete static_cast<Plugin *>(plugin->plugin_data);
        };
        m_abi.on_main_thread = [](const slicer_plugin *plugin) {
            guarded(plugin, 0, [](Plugin &self) {
                if (std::exchange(self.m_is_look_due, false)) {
                    offer_unfinished(*self.m_host, self.m_catalogue);
                }
                if (self.m_app) {
                    self.m_app->on_main_thread();
                    if (self.m_app->take_unfinished_changed()) {
                        renew_offer(*self.m_host, self.m_catalogue);
                    }
                }
                return 0;
            });
        };
        m_abi.get_extension = [](const slicer_plugin *, const char *id) -> const void * {
            if (std::strcmp(id, SLICER_EXT_MENU) == 0) {
                return &Menu;
            }
            if (std::strcmp(id, SLICER_EXT_TASKS) == 0) {
                return &Tasks;
            }
            return std::strcmp(id, SLICER_EXT_LIFECYCLE) == 0 ? &Lifecycle : nullptr;
        };
    }
    Plugin(const Plugin &) = delete;
    Plugin &operator=(const Plugin &) = delete;
    ~Plugin() = default;

    const slicer_plugin *abi() const { return &m_abi; }

private:
    // No exception may cross into the host.
    template <typename Value, typename Call>
    static Value guarded(const slicer_plugin *plugin, Value otherwise, Call call)
    {
        auto &self = *static_cast<Plugin *>(plugin->plugin_data);
        try {
            return call(self);
        } catch (const std::exception &error) {
            self.log(error.what());
        } catch (...) {
            self.log("an unknown exception");
        }
        return otherwise;
    }

    void log(const char *what) const
    {
        const auto *log = static_cast<const slicer_host_log *>(m_host->get_extension(m_host, SLICER_EXT_LOG));
        if (log != nullptr) {
            log->log(m_host, SLICER_LOG_ERROR, (std::string("Publish to MyMiniFactory: ") + what).c_str());
        }
    }

    // What stands in the host's menu is in its language, whatever the settings want for our own windows.
    std::string host_language() const
    {
        const auto *locale =
            static_cast<const slicer_host_locale *>(m_host->get_extension(m_host, SLICER_EXT_LOCALE));
        const char *language = locale != nullptr ? locale->language(m_host) : nullptr;
        return spoken_language("auto", language != nullptr ? language : "", "");
    }

    bool is_enabled(std::string_view action_id) const
    {
        const bool needs_plate = action_id == action::Publish || action_id == action::PublishNow;
        return is_menu_action(action_id) && !(needs_plate && plate_is_empty(*m_host));
    }

    bool perform(const char *action_id)
    {
        if (!is_enabled(action_id)) {
            return false;
        }
        if (!m_app) {
            auto app = load_app(m_host);
            if (!app) {
                tell_failure(action_id, app.error().detail);
                return true;
            }
            m_app = std::move(*app);
        }
        m_app->perform(action_id);
        return true;
    }

    void tell_failure(const char *action_id, const std::string &message) const
    {
        const auto *notify =
            static_cast<const slicer_host_notify *>(m_host->get_extension(m_host, SLICER_EXT_NOTIFY));
        const slicer_outcome outcome = {
            SLICER_OUTCOME_FAILED, message.c_str(), nullptr, nullptr, 0, nullptr, 0};
        notify->outcome(m_host, action_id, &outcome);
    }

    const slicer_host *m_host;
    slicer_plugin m_abi{};
    Catalogue m_catalogue; // in the host's language
    std::unique_ptr<App> m_app;
    bool m_is_look_due = false; // for uploads that were left unfinished

    static const slicer_plugin_menu Menu;
    static const slicer_plugin_lifecycle Lifecycle;
    static const slicer_plugin_tasks Tasks;
};

const slicer_plugin_menu Plugin::Menu = {
    [](const slicer_plugin *) { return MenuSize; },
    [](const slicer_plugin *plugin, std::uint32_t index, slicer_menu_action *action) {
        return guarded(plugin, false, [&](Plugin &self) {
            const auto found = menu_action(index, self.m_catalogue);
            *action = found.value_or(*action);
            return found.has_value();
        });
    },
    [](const slicer_plugin *plugin, const char *action_id) {
        return guarded(plugin, false, [&](Plugin &self) { return self.is_enabled(action_id); });
    },
    [](const slicer_plugin *plugin, const char *action_id) {
        return guarded(plugin, false, [&](Plugin &self) { return self.perform(action_id); });
    },
};

const slicer_plugin_lifecycle Plugin::Lifecycle = {
    [](const slicer_plugin *plugin, char *busy, std::size_t size) {
        return guarded(plugin, true, [&](Plugin &self) {
            const std::string text = self.m_app ? self.m_app->busy() : "";
            copy_text(text, busy, size);
            return text.empty();
        });
    },
    [](const slicer_plugin *plugin) {
        guarded(plugin, 0, [](Plugin &self) {
            if (self.m_app) {
                self.m_app->pause();
            }
            return 0;
        });
    },
};

const slicer_plugin_tasks Plugin::Tasks = {
    [](const slicer_plugin *plugin, const char *task_id, const char *command_id) {
        return guarded(plugin, false, [&](Plugin &self) {
            return self.m_app != nullptr && self.m_app->command_task(task_id, command_id);
        });
    },
};

const slicer_plugin *create(const slicer_host *host)
{
    if (!slicer_version_is_compatible(host->sdk_version)) {
        return nullptr;
    }
    try {
        return (new Plugin(host))->abi(); // ended by `destroy`
    } catch (...) {
        return nullptr;
    }
}

} // namespace

} // namespace mmf

extern "C" const slicer_plugin_entry_v1 slicer_plugin_entry = {SLICER_SDK_VERSION_INIT, &mmf::Descriptor,
                                                               &mmf::create};
