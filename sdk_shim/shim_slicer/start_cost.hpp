/**
 * What plugins cost until the window is idle for the first time: the time spent in the loader and in them,
 * and the memory that is resident since. Main thread.
 */
#pragma once

#include <functional>
#include <optional>

namespace shim {

class StartCost
{
public:
    struct Sum
    {
        double milliseconds = 0;
        double mebibytes = 0;
    };

    /** Does it, and counts it unless that is over. Not from within itself. */
    void count(const std::function<void()> &call);

    /** Ends the counting; nothing if it had ended. */
    std::optional<Sum> take();

private:
    std::optional<Sum> m_sum = Sum{};
};

} // namespace shim
