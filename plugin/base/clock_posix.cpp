#include "base/clock.hpp"

#include <ctime>

namespace mmf {

TimePoint SystemClock::now() const
{
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return TimePoint(
        milliseconds(static_cast<milliseconds::rep>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000));
}

WallTime SystemClock::wall_now() const
{
    return std::chrono::time_point_cast<seconds>(std::chrono::system_clock::now());
}

} // namespace mmf
