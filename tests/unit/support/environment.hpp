// An environment variable for the time of a test; put back as it was. Only where no other thread runs.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace mmf::test {

class EnvironmentVariable
{
public:
    // Without a value the variable is unset.
    EnvironmentVariable(std::string name, std::optional<const char *> value) : m_name(std::move(name))
    {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): see above
        if (const char *before = std::getenv(m_name.c_str()); before != nullptr) {
            m_before = before;
        }
        set(value);
    }
    EnvironmentVariable(const EnvironmentVariable &) = delete;
    EnvironmentVariable &operator=(const EnvironmentVariable &) = delete;
    ~EnvironmentVariable() { set(m_before ? std::optional(m_before->c_str()) : std::nullopt); }

private:
    void set(std::optional<const char *> value)
    {
        // NOLINTBEGIN(concurrency-mt-unsafe): see above
        if (value) {
            ::setenv(m_name.c_str(), *value, 1);
        } else {
            ::unsetenv(m_name.c_str());
        }
        // NOLINTEND(concurrency-mt-unsafe)
    }

    std::string m_name;
    std::optional<std::string> m_before;
};

} // namespace mmf::test
