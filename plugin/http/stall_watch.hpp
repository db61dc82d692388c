// Notices that nothing moves any more in an exchange. A value; pure, for the loop's thread.
//
// libcurl's own limit (CURLOPT_LOW_SPEED_TIME) is of whole seconds and judges a moving average, which needs
// seconds more to fall.
#pragma once

#include <chrono>
#include <cstdint>

namespace mmf::http {

class StallWatch
{
public:
    // A time that stands still while the machine sleeps: what is slept through is nobody's stall.
    using Time = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    explicit StallWatch(Duration limit) : m_limit(limit) {}

    // How many bytes have moved so far, either way; the exchange counts from its first one.
    void note(std::uint64_t moved, Time now)
    {
        if (moved != m_moved) {
            m_moved = moved;
            m_moved_at = now;
        }
    }

    // Until it counts as stalled if nothing moves; zero: it is; the longest time: nothing has begun.
    Duration left(Time now) const
    {
        if (m_moved == 0) {
            return Duration::max();
        }
        const Duration still = now - m_moved_at;
        return still < m_limit ? m_limit - still : Duration::zero();
    }

private:
    Duration m_limit;
    std::uint64_t m_moved = 0;
    Time m_moved_at;
};

} // namespace mmf::http
