/**
 * Calls a function from the event loop again and again, until it says that it is done or the object ends.
 * [main-thread]
 */
#pragma once

#include <functional>

namespace prusaslicer {

class Poll
{
public:
    /** `is_done` does not end this object. */
    Poll(unsigned interval_ms, std::function<bool()> is_done);
    Poll(const Poll &) = delete;
    Poll &operator=(const Poll &) = delete;
    ~Poll();

private:
    std::function<bool()> m_is_done;
    unsigned m_source;
};

} // namespace prusaslicer
