#include "publish/turn_queue.hpp"

#include <algorithm>

namespace mmf::publish {

bool TurnQueue::enter(const std::string &job)
{
    m_jobs.push_back(job);
    return m_jobs.size() == 1;
}

std::optional<std::string> TurnQueue::leave(const std::string &job)
{
    const auto found = std::find(m_jobs.begin(), m_jobs.end(), job);
    if (found == m_jobs.end()) {
        return std::nullopt;
    }
    const bool had_turn = found == m_jobs.begin();
    m_jobs.erase(found);
    return had_turn && !m_jobs.empty() ? std::optional(m_jobs.front()) : std::nullopt;
}

} // namespace mmf::publish
