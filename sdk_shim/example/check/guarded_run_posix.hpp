/**
 * Runs code that may crash, hang or end the process, in a child process, so that its end can be told.
 */
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace sdk_check {

class GuardedRun
{
public:
    GuardedRun();
    GuardedRun(const GuardedRun &) = delete;
    GuardedRun &operator=(const GuardedRun &) = delete;
    ~GuardedRun();

    /** In the child: what is being done from now on, such as "init"; completes the sentence of `run`. */
    void begin(const char *step);

    /**
     * Runs `check` in a child and waits for its end. Returns what `check` returned, or -1 with one sentence
     * in `reason` if it did not come back within `deadline`, crashed, or ended the process itself.
     */
    int run(const std::function<int()> &check, std::chrono::seconds deadline, std::string &reason);

private:
    struct Shared;
    Shared *m_shared;
};

} // namespace sdk_check
