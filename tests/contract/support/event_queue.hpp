// The events an engine told, kept in order, so that a test waits for one instead of sleeping. Thread-safe;
// outlives the engine.
#pragma once

#include "publish/engine.hpp"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <typeindex>
#include <variant>
#include <vector>

namespace mmf::test {

// Long enough for a sanitizer on a busy machine; only a failing test waits so long.
constexpr milliseconds Patience = seconds(20);

class EventQueue
{
public:
    void post(publish::EngineEvent event)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(std::move(event));
        }
        m_told.notify_all();
    }

    // The next event of this type that `fits`, after the one the last call for the type returned; nullopt
    // when the time is over.
    template <typename Event, typename Fits>
    std::optional<Event> wait_for(Fits fits, milliseconds timeout = Patience)
    {
        std::unique_lock lock(m_mutex);
        std::size_t &next = m_next[typeid(Event)];
        std::optional<Event> found;
        m_told.wait_for(lock, timeout, [&] {
            while (!found && next < m_events.size()) {
                const Event *event = std::get_if<Event>(&m_events[next]);
                ++next;
                if (event != nullptr && fits(*event)) {
                    found = *event;
                }
            }
            return found.has_value();
        });
        return found;
    }

    template <typename Event>
    std::optional<Event> wait_for(milliseconds timeout = Patience)
    {
        return wait_for<Event>([](const Event &) { return true; }, timeout);
    }

    // What was told so far.
    void forget()
    {
        const std::lock_guard lock(m_mutex);
        m_events.clear();
        m_next.clear();
    }

    // Every event of this type so far.
    template <typename Event>
    std::vector<Event> all() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Event> found;
        for (const auto &event : m_events) {
            if (const Event *wanted = std::get_if<Event>(&event)) {
                found.push_back(*wanted);
            }
        }
        return found;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_told;
    std::vector<publish::EngineEvent> m_events;
    std::map<std::type_index, std::size_t> m_next; // for each type of event
};

} // namespace mmf::test
