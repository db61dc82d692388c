// Whose turn it is to send: one upload at a time, in the order in which they asked. A value of the worker's
// thread.
#pragma once

#include <deque>
#include <optional>
#include <string>

namespace mmf::publish {

class TurnQueue
{
public:
    // Whether it is this one's turn now; if not, it waits. Asked once until it leaves.
    bool enter(const std::string &job);
    // It has ended, or waits no longer; one that never entered changes nothing. The one whose turn comes by
    // that.
    std::optional<std::string> leave(const std::string &job);

private:
    std::deque<std::string> m_jobs; // the first one has its turn
};

} // namespace mmf::publish
