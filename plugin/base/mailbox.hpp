// From a worker to the main thread: a queue of value events. `post` is thread-safe; `take` belongs to the
// reader. Owned by the composition root, shared with the worker.
//
// An event whose `replaces` says so takes the place of the last one waiting, so that progress is coalesced to
// the newest and the queue stays bounded by what a job tells otherwise: a handful of events.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace mmf {

template <typename Event>
class Mailbox
{
public:
    using Replaces = bool (*)(const Event &newer, const Event &waiting);

    // `wake` is called after each post, on the poster's thread, and by `take`, with no lock held.
    Mailbox(std::function<void()> wake, Replaces replaces) : m_wake(std::move(wake)), m_replaces(replaces) {}

    void post(Event event)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_events.empty() && m_replaces(event, m_events.back())) {
                m_events.back() = std::move(event);
            } else {
                m_events.push_back(std::move(event));
            }
        }
        m_wake();
    }

    // The oldest event, removed before it is handled: a handler may open a modal window that reads on. So
    // what still waits wakes again: its own wake may have been answered by the reader that stays in there.
    std::optional<Event> take()
    {
        std::optional<Event> event;
        bool is_more_waiting = false;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_events.empty()) {
                event = std::move(m_events.front());
                m_events.pop_front();
                is_more_waiting = !m_events.empty();
            }
        }
        if (is_more_waiting) {
            m_wake();
        }
        return event;
    }

private:
    std::function<void()> m_wake;
    Replaces m_replaces;
    std::mutex m_mutex;
    std::deque<Event> m_events;
};

} // namespace mmf
