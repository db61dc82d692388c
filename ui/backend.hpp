// What every action works with: the host, the settings and, from the first action on, the engine and the way
// to sign in. [main-thread]; owned by the app.
#pragma once

#include "auth/keyring_libsecret.hpp"
#include "auth/profile.hpp"
#include "auth/token_store.hpp"
#include "base/log_file.hpp"
#include "base/mailbox.hpp"
#include "base/paths.hpp"
#include "base/policy.hpp"
#include "base/result.hpp"
#include "host.hpp"
#include "publish/engine.hpp"
#include "sign_in.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

class wxWindow;

namespace mmf::ui {

class Backend
{
public:
    // `host` outlives it.
    explicit Backend(const slicer_host *host);
    Backend(const Backend &) = delete;
    Backend &operator=(const Backend &) = delete;
    // Pauses what is under way.
    ~Backend();

    // Reads the settings and makes the engine, unless that has been done. A client secret that is kept in the
    // keyring comes later; one that could not be had is asked for again. Errors: those of auth::load_profile;
    // NotConfigured also for a secret that is to be entered for each run.
    Result<void> start();
    bool has_started() const { return m_engine != nullptr; }
    // Ends the engine, which waits for it; what it had still to tell is dropped. The next start reads the
    // settings anew.
    void stop();
    // No link stays where `profile` keeps it. There must be no engine, which would keep it again. Errors:
    // KeyringLocked, KeyringFailed, Disk.
    Result<void> forget_link(const auth::Profile &profile) const;

    // Whether $MMF_PUBLISH_PROFILE names the settings.
    bool is_profile_named() const { return !m_named_profile.empty(); }
    const std::filesystem::path &named_profile() const { return m_named_profile; }
    // The settings as far as they are known: a client id may be missing. Errors: BadProfile, Disk.
    Result<auth::Profile> known_service() const;

    Host &host() { return m_host; }
    // The host's, and a file.
    Log &log() { return m_log; }
    const Policy &policy() const { return m_policy; }
    const Paths &paths() const { return m_paths; }
    // The desktop's, for what the main thread keeps in it.
    auth::LibsecretKeyring &keyring();
    // Tells the client secret of a profile that lacks it; calls back on the main thread, never within the
    // call. Error: NoClientSecret.
    void load_client_secret(const auth::Profile &profile, std::function<void(Result<Secret>)> on_loaded);
    // From the next start on, for the client and service of this key, as long as the slicer runs.
    void use_client_secret(std::string link_key, Secret secret);
    std::string user_agent() const;
    std::unique_ptr<auth::TokenStore> make_store(const auth::Profile &profile, Loop &loop);

    // Once it has started.
    const auth::Profile &profile() const { return m_profile; }
    publish::Engine &engine() { return *m_engine; }
    SignIn &sign_in() { return *m_sign_in; }
    std::optional<publish::EngineEvent> next_event() { return m_mailbox.take(); }

    // What questions belong to: the action's own window while one is shown, else the host's.
    wxWindow *front_window() const { return m_front != nullptr ? m_front : m_host.top_window(); }
    bool has_front_window() const { return m_front != nullptr; }
    // Returns the one before, to be set again.
    wxWindow *set_front_window(wxWindow *window) { return std::exchange(m_front, window); }

    // The action did not begin: told to the person, if there is one, and to the host.
    void refuse(const char *action_id, const Error &error);
    // Nor did it because the person thought better of it.
    void cancelled(const char *action_id);

private:
    Host m_host;
    const Policy m_policy;
    const Paths m_paths;
    SystemClock m_clock;
    LogFile m_log{m_paths.log_file(), LogFile::UsualSize, m_clock, m_host};
    const std::filesystem::path m_named_profile;
    struct RunSecret
    {
        std::string link_key;
        Secret secret;
    };

    void give_client_secret();
    // From now on the language of the settings or, as they mostly want it, of the host.
    void speak(const std::string &setting) const;

    auth::Profile m_profile;
    std::unique_ptr<auth::LibsecretKeyring> m_keyring;
    std::optional<RunSecret> m_run_secret;
    bool m_is_secret_missing = false; // the keyring did not give it
    unsigned m_start_number = 0;      // what was asked for one engine is not for the next
    Mailbox<publish::EngineEvent> m_mailbox;
    std::unique_ptr<SignIn> m_sign_in;
    std::unique_ptr<publish::Engine> m_engine;
    wxWindow *m_front = nullptr;
};

} // namespace mmf::ui
