// The options in force, which a test may change while the sandbox runs. Thread-safe; readers get a copy.
#pragma once

#include "options.hpp"

#include <functional>
#include <mutex>

namespace mmf::sandbox {

class Settings
{
public:
    explicit Settings(Options options) : m_options(std::move(options)) {}

    [[nodiscard]] Options get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_options;
    }

    void change(const std::function<void(Options &)> &edit)
    {
        Options options = get();
        edit(options);
        const std::lock_guard lock(m_mutex);
        m_options = std::move(options);
    }

private:
    mutable std::mutex m_mutex;
    Options m_options;
};

} // namespace mmf::sandbox
