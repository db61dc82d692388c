// How fast bytes go, and how long the rest takes: smoothed, and silent until it knows. A value without a
// clock: times are given to it, so a table can test it.
#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <optional>

namespace mmf::publish {

class RateEstimator
{
public:
    // So many bytes have been sent by `now`. To be told now and then also where there are no more, so that
    // the rate goes down. Fewer than before: something is sent again, from which on is counted anew.
    void add(TimePoint now, std::uint64_t sent);

    // Nullopt: not known yet, or nothing moves.
    std::optional<double> bytes_per_second() const;
    // Nullopt likewise, and where it is beyond a day.
    std::optional<seconds> time_left(std::uint64_t bytes) const;

private:
    struct Sample
    {
        TimePoint time{};
        std::uint64_t sent = 0;
    };
    std::optional<Sample> m_last;
    milliseconds m_seen{0}; // how long was looked at it
    double m_rate = 0;      // bytes a second
};

} // namespace mmf::publish
