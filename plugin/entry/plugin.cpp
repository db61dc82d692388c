// The exported entry: the descriptor, the menu, and the way to the app module. Neither wxWidgets nor libcurl
// is linked here, so that a start of the host costs next to nothing.

#include "entry/app.hpp"
#include "entry/app_module.hpp"
#include "entry/host_check.hpp"
#include "entry/unfinished_offer.hpp"
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/log.h"
#include "slicer_sdk/menu.h"
#include "slicer_sdk/notify.h"

#include <algorithm>
#include <array>
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

constexpr std::array Actions = {
    slicer_menu_action{action::Publish, SLICER_PLACE_FILE_EXPORT, "Publish to &MyMiniFactory…",
                       "Describe the model on the plate and upload it to your MyMiniFactory account"},
    slicer_menu_action{action::PublishNow, SLICER_PLACE_FILE_EXPORT, "Publish &Now to MyMiniFactory",
                       "Upload the model on the plate as you last described it, without asking; private "
                       "unless your settings say otherwise"},
    slicer_menu_action{action::Account, SLICER_PLACE_ACCOUNT, "MyMiniFactory &Account…",
                       "See which MyMiniFactory account is linked, or unlink it"},
    slicer_menu_action{action::Uploads, SLICER_PLACE_ACCOUNT, "MyMiniFactory &Uploads…",
                       "See what you have published from this computer, and go on with what is not finished"},
    slicer_menu_action{
        action::Settings, SLICER_PLACE_ACCOUNT, "MyMiniFactory &Settings…",
        "Choose how to sign in, where the link is kept, the language, and what Publish Now makes"},
    slicer_menu_action{action::Diagnose, SLICER_PLACE_ACCOUNT, "&Diagnose MyMiniFactory Connection…",
                       "See whether everything a publish needs works, and what to do if not"},
    // Not shown: scripts use it.
    slicer_menu_action{action::Resume, "", "Resume MyMiniFactory uploads",
                       "Go on with every unfinished upload"},
};

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
                    offer_unfinished(*self.m_host);
                }
                if (self.m_app) {
                    self.m_app->on_main_thread();
                }
                return 0;
            });
        };
        m_abi.get_extension = [](const slicer_plugin *, const char *id) -> const void * {
            if (std::strcmp(id, SLICER_EXT_MENU) == 0) {
                return &Menu;
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

    bool is_enabled(std::string_view action_id) const
    {
        const bool is_known =
            std::any_of(Actions.begin(), Actions.end(),
                        [&](const slicer_menu_action &action) { return action_id == action.id; });
        const bool needs_plate = action_id == action::Publish || action_id == action::PublishNow;
        return is_known && !(needs_plate && plate_is_empty(*m_host));
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
    std::unique_ptr<App> m_app;
    bool m_is_look_due = false; // for uploads that were left unfinished

    static const slicer_plugin_menu Menu;
    static const slicer_plugin_lifecycle Lifecycle;
};

const slicer_plugin_menu Plugin::Menu = {
    [](const slicer_plugin *) { return static_cast<std::uint32_t>(Actions.size()); },
    [](const slicer_plugin *, std::uint32_t index, slicer_menu_action *action) {
        if (index >= Actions.size()) {
            return false;
        }
        *action = Actions[index];
        return true;
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
