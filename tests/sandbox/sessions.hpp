// Browser sessions of the sign-in pages: who is logged in behind a cookie. Thread-safe.
#pragma once

#include "accounts.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace mmf::sandbox {

struct BrowserSession
{
    const User *user = nullptr; // null: not logged in
    std::string csrf;           // to be sent back by every form of this session
};

class Sessions
{
public:
    // A new session without a login; returns its id.
    [[nodiscard]] std::string open();
    [[nodiscard]] std::optional<BrowserSession> find(const std::string &id) const;
    // Null logs out. False if there is no such session.
    bool set_user(const std::string &id, const User *user);

private:
    mutable std::mutex m_mutex;
    std::map<std::string, BrowserSession> m_sessions;
};

} // namespace mmf::sandbox
