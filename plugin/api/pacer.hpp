// Spaces requests so that no second sees more than so many of them. A value, for one thread.
#pragma once

#include "base/clock.hpp"

#include <deque>

namespace mmf::api {

class Pacer
{
public:
    // 0: no limit.
    explicit Pacer(int requests_per_second) : m_limit(static_cast<std::size_t>(requests_per_second)) {}

    // Reserves the next free moment and returns how long it is until then.
    milliseconds reserve(TimePoint now)
    {
        if (m_limit == 0) {
            return milliseconds(0);
        }
        TimePoint start = now;
        if (m_starts.size() == m_limit) {
            start = std::max(now, m_starts.front() + seconds(1));
            m_starts.pop_front();
        }
        m_starts.push_back(start);
        return start - now;
    }

private:
    std::size_t m_limit;
    std::deque<TimePoint> m_starts; // of the latest requests, at most as many as a second may have
};

} // namespace mmf::api
