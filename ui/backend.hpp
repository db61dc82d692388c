// What every action works with: the host, the settings and, from the first action on, the engine and the way
// to sign in. [main-thread]; owned by the app.
#pragma once

#include "base/mailbox.hpp"
#include "base/paths.hpp"
#include "base/policy.hpp"
#include "base/result.hpp"
#include "host.hpp"
#include "publish/engine.hpp"
#include "sign_in.hpp"

#include <memory>
#include <optional>

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

    // Reads the settings and makes the engine, unless that has been done. Errors: those of
    // auth::load_profile.
    Result<void> start();
    bool has_started() const { return m_engine != nullptr; }

    Host &host() { return m_host; }
    const Policy &policy() const { return m_policy; }

    // Once it has started.
    const Paths &paths() const { return m_paths; }
    publish::Engine &engine() { return *m_engine; }
    SignIn &sign_in() { return *m_sign_in; }
    std::optional<publish::EngineEvent> next_event() { return m_mailbox.take(); }

    // What questions belong to: the action's own window while one is shown, else the host's.
    wxWindow *front_window() const { return m_front != nullptr ? m_front : m_host.top_window(); }
    void set_front_window(wxWindow *window) { m_front = window; }

    // The action did not begin: told to the person, if there is one, and to the host.
    void refuse(const char *action_id, const Error &error);

private:
    Host m_host;
    const Policy m_policy;
    Paths m_paths;
    Mailbox<publish::EngineEvent> m_mailbox;
    std::unique_ptr<SignIn> m_sign_in;
    std::unique_ptr<publish::Engine> m_engine;
    wxWindow *m_front = nullptr;
};

} // namespace mmf::ui
