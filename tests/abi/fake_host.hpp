/**
 * A host for tests: collects what plugins log, and runs posted tasks when told to.
 */
#pragma once

#include "loader/host_services.hpp"
#include "loader/plugin_link.hpp"
#include "slicer_sdk/log.h"

#include <cstring>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace test {

class FakeHost : public slicer_sdk::HostServices
{
public:
    const char *name() const override { return "Fake"; }
    const char *version() const override { return "1.2.3"; }

    const void *extension(const char *id) const override
    {
        static constexpr slicer_host_log Log{[](const slicer_host *host, std::int32_t, const char *message) {
            auto &self = static_cast<FakeHost &>(slicer_sdk::services_of(host));
            self.lines.emplace_back(message);
            if (self.on_line)
                self.on_line(message);
        }};
        return std::strcmp(id, SLICER_EXT_LOG) == 0 ? &Log : nullptr;
    }

    void post_to_main_thread(std::function<void()> task) override
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        ++m_posted;
    }

    void warn(const std::string &sentence) override { warnings.push_back(sentence); }

    /** As an event loop would; returns how many tasks there were. */
    std::size_t run_tasks()
    {
        std::vector<std::function<void()>> tasks;
        {
            const std::lock_guard lock(m_mutex);
            tasks.swap(m_tasks);
        }
        for (const auto &task : tasks)
            task();
        return tasks.size();
    }

    std::size_t posted()
    {
        const std::lock_guard lock(m_mutex);
        return m_posted;
    }

    std::vector<std::string> lines;
    std::vector<std::string> warnings;
    std::function<void(const std::string &line)> on_line;

private:
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_tasks;
    std::size_t m_posted = 0;
};

/** Where CMake puts the test plugin `name`. */
inline std::filesystem::path plugin_file(const std::string &name)
{
    return std::filesystem::path(TEST_PLUGIN_DIR) / name / (name + ".so");
}

} // namespace test
