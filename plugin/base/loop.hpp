// The event loop of one thread: posted tasks, timers, watched sockets, and a poller that waits for them.
//
// `post` and `stop` are thread-safe; everything else belongs to the thread that calls `run`. A task runs with
// no lock held and may post, start timers and stop the loop. The loop is owned by whoever owns its thread.
#pragma once

#include "base/clock.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace mmf {

using Task = std::function<void()>;

enum class SocketEvent
{
    Readable, // or a connection to accept, or its end
    Writable,
};

// A descriptor of the loop's that the poller looks at beside its own.
struct PolledSocket
{
    int fd = -1;
    SocketEvent event = SocketEvent::Readable;
    bool is_ready = false; // set by the poller
};

// What the loop waits with.
class Poller
{
public:
    Poller() = default;
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;
    virtual ~Poller() = default;

    // Waits until `wake`, until something it watches happened and was handled, until one of `sockets` is
    // ready, or for `timeout`. [loop thread]
    virtual void poll(milliseconds timeout, std::span<PolledSocket> sockets) = 0;
    // Ends the present or the next `poll` at once. [thread-safe]
    virtual void wake() = 0;
};

// A pending call. Its end cancels the call.
class Timer
{
public:
    Timer() = default;
    explicit Timer(std::shared_ptr<Task> task) : m_task(std::move(task)) {}
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;
    Timer(Timer &&) noexcept = default;
    Timer &operator=(Timer &&other) noexcept;
    ~Timer() { cancel(); }

    void cancel();
    bool is_pending() const { return m_task && *m_task; }

private:
    std::shared_ptr<Task> m_task;
};

// A watched socket. Its end ends the watching; the descriptor outlives it and is not owned.
class SocketWatch
{
public:
    struct State
    {
        int fd = -1;
        SocketEvent event = SocketEvent::Readable;
        Task task;
    };

    SocketWatch() = default;
    explicit SocketWatch(std::shared_ptr<State> state) : m_state(std::move(state)) {}
    SocketWatch(const SocketWatch &) = delete;
    SocketWatch &operator=(const SocketWatch &) = delete;
    SocketWatch(SocketWatch &&) noexcept = default;
    SocketWatch &operator=(SocketWatch &&other) noexcept;
    ~SocketWatch() { cancel(); }

    void cancel();

private:
    std::shared_ptr<State> m_state;
};

class Loop
{
public:
    // Both outlive the loop.
    Loop(const Clock &clock, Poller &poller) : m_clock(clock), m_poller(poller) {}

    // Runs `task` on the loop's thread, soon, in the order of posting. Dropped if the loop has ended.
    // [thread-safe]
    void post(Task task);

    // Calls `task` after `delay`, if the timer still lives then.
    [[nodiscard]] Timer after(milliseconds delay, Task task);

    // Calls `task` each time the socket is ready, until the watch ends; the task may end it.
    [[nodiscard]] SocketWatch watch(int fd, SocketEvent event, Task task);

    // Until `stop`; tasks posted before it are still run.
    void run();

    // Runs what is due, having waited at most `max_wait` for it. For tests, and for `run`.
    void run_once(milliseconds max_wait);

    // [thread-safe]
    void stop();

    const Clock &clock() const { return m_clock; }

private:
    void poll(milliseconds timeout);
    void run_posted();
    void run_timers();
    milliseconds until_next_timer(milliseconds max_wait) const;

    const Clock &m_clock;
    Poller &m_poller;
    std::multimap<TimePoint, std::shared_ptr<Task>> m_timers;
    std::vector<std::shared_ptr<SocketWatch::State>> m_watches;

    std::mutex m_mutex; // guards the two below
    std::vector<Task> m_posted;
    bool m_stopped = false;
};

} // namespace mmf
