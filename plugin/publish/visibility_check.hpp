// Whether the service shows a new object as it was asked to: it may not honour the wish, and then whatever
// was meant to be private is everybody's. Asked beside the uploads and of no consequence for them: no answer
// is no news, asked for once more at the end.
//
// Belongs to the loop's thread. Its end aborts what is under way.
#pragma once

#include "api/client.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace mmf::publish {

class VisibilityCheck
{
public:
    // All outlive the check. `on_change`: something was told, or `is_pending` ended; from the loop.
    VisibilityCheck(api::Client &api, Loop &loop, const Policy &policy, std::function<void()> on_change)
        : m_api(api), m_loop(loop), m_policy(policy), m_on_change(std::move(on_change))
    {
    }

    // Asks, unless that has been done.
    void begin(const std::string &object_id);
    // Asks the second and last time, where the first one failed: not where it ran out of time, so that nobody
    // waits for both.
    void ask_again(const std::string &object_id);

    // An answer may still come, and is worth waiting for.
    bool is_pending() const { return m_call != nullptr; }
    // Nullopt: not known.
    std::optional<api::Visibility> shown() const { return m_shown; }

private:
    void ask(const std::string &object_id);

    api::Client &m_api;
    Loop &m_loop;
    const Policy &m_policy;
    std::function<void()> m_on_change;
    int m_attempts = 0;
    bool m_has_run_out = false;
    std::optional<api::Visibility> m_shown;
    api::CallHandle m_call;
    Timer m_patience;
};

} // namespace mmf::publish
