#include "sessions.hpp"

#include "text.hpp"

namespace mmf::sandbox {

std::string Sessions::open()
{
    std::string id = random_token();
    const std::lock_guard lock(m_mutex);
    m_sessions[id] = {nullptr, random_token()};
    return id;
}

std::optional<BrowserSession> Sessions::find(const std::string &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? std::nullopt : std::optional(found->second);
}

bool Sessions::set_user(const std::string &id, const User *user)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end()) {
        return false;
    }
    found->second.user = user;
    return true;
}

} // namespace mmf::sandbox
