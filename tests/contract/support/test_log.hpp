// Keeps every line. Thread-safe.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace mmf::test {

class TestLog final : public Log
{
public:
    void write(Severity, const std::string &line) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_lines.push_back(line);
        }
        m_written.notify_all();
    }

    // False when the time is over before so many lines begin so.
    bool wait_for_line(const std::string &beginning, std::ptrdiff_t count, milliseconds timeout)
    {
        const auto fits = [&](const std::string &line) { return line.starts_with(beginning); };
        std::unique_lock lock(m_mutex);
        return m_written.wait_for(
            lock, timeout, [&] { return std::count_if(m_lines.begin(), m_lines.end(), fits) >= count; });
    }

    std::vector<std::string> lines() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_written;
    std::vector<std::string> m_lines;
};

} // namespace mmf::test
