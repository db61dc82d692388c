// Time, so that tests can make it pass. Both implementations may be asked from any thread.
#pragma once

#include <chrono>

namespace mmf {

using std::chrono::milliseconds;
using std::chrono::seconds;

// A moment on the clock that also runs while the machine sleeps (CLOCK_BOOTTIME): a token that expired in a
// closed laptop is expired.
struct BootTime
{
    using duration = milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootTime, duration>;
    static constexpr bool is_steady = true; // NOLINT(readability-identifier-naming): the standard's name
};
using TimePoint = BootTime::time_point;

// Seconds since 1970, UTC: what is kept over a restart and shown to people.
using WallTime = std::chrono::time_point<std::chrono::system_clock, seconds>;

// The last moment that a date with a year of four digits can name. Far beyond it milliseconds cannot be
// counted.
constexpr WallTime EndOfYear9999{seconds(253'402'300'799)};

class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    virtual TimePoint now() const = 0;
    virtual WallTime wall_now() const = 0;
};

class SystemClock final : public Clock
{
public:
    TimePoint now() const override;
    WallTime wall_now() const override;
};

} // namespace mmf
