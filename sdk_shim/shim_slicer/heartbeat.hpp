/**
 * How long the main thread is kept from its events: a timer of 5 ms notes when it is let. Main thread.
 */
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>
#include <wx/timer.h>

namespace shim {

class Heartbeat : private wxTimer
{
public:
    /** Between one beat and the next, in milliseconds: 5 where nothing keeps the thread. */
    struct Gaps
    {
        std::size_t count = 0;
        double longest = 0;
        double p999 = 0; // of a thousand, all but the longest are at most so long
    };

    bool beats() const { return IsRunning(); }
    void begin();
    Gaps end();

private:
    void Notify() override;

    std::chrono::steady_clock::time_point m_last;
    std::vector<double> m_gaps;
};

} // namespace shim
