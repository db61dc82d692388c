#include "base/loop.hpp"

#include <algorithm>
#include <utility>

namespace mmf {

Timer &Timer::operator=(Timer &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_task = std::move(other.m_task);
    }
    return *this;
}

void Timer::cancel()
{
    if (m_task) {
        *m_task = nullptr;
        m_task.reset();
    }
}

SocketWatch &SocketWatch::operator=(SocketWatch &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_state = std::move(other.m_state);
    }
    return *this;
}

void SocketWatch::cancel()
{
    if (m_state) {
        m_state->task = nullptr;
        m_state.reset();
    }
}

void Loop::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(task));
    }
    m_poller.wake();
}

void Loop::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_poller.wake();
}

Timer Loop::after(milliseconds delay, Task task)
{
    auto shared = std::make_shared<Task>(std::move(task));
    m_timers.emplace(m_clock.now() + delay, shared);
    return Timer(std::move(shared));
}

SocketWatch Loop::watch(int fd, SocketEvent event, Task task)
{
    m_watches.push_back(std::make_shared<SocketWatch::State>(SocketWatch::State{fd, event, std::move(task)}));
    return SocketWatch(m_watches.back());
}

void Loop::run()
{
    for (;;) {
        run_once(seconds(60));
        const std::lock_guard lock(m_mutex);
        if (m_stopped && m_posted.empty()) {
            return;
        }
    }
}

void Loop::run_once(milliseconds max_wait)
{
    bool ready = false;
    {
        const std::lock_guard lock(m_mutex);
        ready = m_stopped || !m_posted.empty();
    }
    poll(ready ? milliseconds(0) : until_next_timer(max_wait));
    run_posted();
    run_timers();
}

void Loop::poll(milliseconds timeout)
{
    std::erase_if(m_watches, [](const auto &watch) { return !watch->task; });
    // A copy: a task may end any watch, begin others, and a new one's descriptor may have an ended one's
    // number.
    const auto watches = m_watches;
    std::vector<PolledSocket> sockets;
    sockets.reserve(watches.size());
    for (const auto &watch : watches) {
        sockets.push_back({watch->fd, watch->event});
    }
    m_poller.poll(timeout, sockets);
    for (std::size_t i = 0; i < watches.size(); ++i) {
        if (sockets[i].is_ready && watches[i]->task) {
            const Task call = watches[i]->task; // lives on when the watch ends in it
            call();
        }
    }
}

void Loop::run_posted()
{
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_posted);
    }
    for (Task &task : tasks) {
        task();
    }
}

void Loop::run_timers()
{
    // Taken out before any is called: one started meanwhile waits for the next round even if it is due at
    // once, or a timer that starts itself anew without delay would keep everything else out.
    std::vector<std::shared_ptr<Task>> due;
    const auto end = m_timers.upper_bound(m_clock.now());
    for (auto timer = m_timers.begin(); timer != end; ++timer) {
        due.push_back(timer->second);
    }
    m_timers.erase(m_timers.begin(), end);
    for (const std::shared_ptr<Task> &task : due) {
        if (*task) {
            // Moved out first, so that the timer is no longer pending while its task starts it anew.
            const Task call = std::exchange(*task, nullptr);
            call();
        }
    }
    // Deadlines are moved on with every byte that arrives; what they leave behind must not pile up.
    std::erase_if(m_timers, [](const auto &timer) { return !*timer.second; });
}

milliseconds Loop::until_next_timer(milliseconds max_wait) const
{
    for (const auto &[time, task] : m_timers) {
        if (*task) {
            return std::clamp(time - m_clock.now(), milliseconds(0), max_wait);
        }
    }
    return max_wait;
}

} // namespace mmf
