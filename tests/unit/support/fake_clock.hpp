// Time that passes only when a test says so, or when a loop waits.
#pragma once

#include "base/clock.hpp"
#include "base/loop.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <span>
#include <utility>

namespace mmf::test {

// Starts at an odd moment, so that nothing relies on zero. Thread-safe.
class FakeClock final : public Clock
{
public:
    TimePoint now() const override { return TimePoint(milliseconds(m_now.load())); }
    WallTime wall_now() const override
    {
        return WallTime(std::chrono::duration_cast<seconds>(
            WallStart + milliseconds(m_now.load() + m_wall_shift.load())));
    }

    void advance(milliseconds by) { m_now += by.count(); }
    // Somebody sets the wall clock.
    void shift_wall(milliseconds by) { m_wall_shift += by.count(); }

private:
    static constexpr seconds WallStart{1'700'000'000};
    std::atomic<milliseconds::rep> m_now{12'345'678};
    std::atomic<milliseconds::rep> m_wall_shift{0};
};

// Waits by letting the clock go on, so that a loop runs through hours at once. A wake ends the wait before it
// begins.
class FakePoller final : public Poller
{
public:
    explicit FakePoller(FakeClock &clock) : m_clock(clock) {}

    void poll(milliseconds timeout, std::span<PolledSocket> sockets) override
    {
        ++polls;
        bool is_any_ready = false;
        for (PolledSocket &socket : sockets) {
            socket.is_ready = ready.contains({socket.fd, socket.event});
            is_any_ready = is_any_ready || socket.is_ready;
        }
        if (!m_woken.exchange(false) && !is_any_ready) {
            m_clock.advance(timeout);
        }
    }
    void wake() override { m_woken = true; }

    int polls = 0;
    std::set<std::pair<int, SocketEvent>> ready; // descriptors that need not exist

private:
    FakeClock &m_clock;
    std::atomic<bool> m_woken = false;
};

// Really waits, for tests with several threads.
class BlockingPoller final : public Poller
{
public:
    void poll(milliseconds timeout, std::span<PolledSocket>) override
    {
        std::unique_lock lock(m_mutex);
        m_condition.wait_for(lock, timeout, [this] { return m_woken; });
        m_woken = false;
    }
    void wake() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_woken = true;
        }
        m_condition.notify_one();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_woken = false;
};

} // namespace mmf::test
