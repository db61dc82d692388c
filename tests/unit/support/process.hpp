// What this process holds of the system, to notice what is left behind.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace mmf::test {

struct ProcessHoldings
{
    static std::ptrdiff_t entries_of(const char *folder)
    {
        return std::distance(std::filesystem::directory_iterator(folder), {});
    }

    std::ptrdiff_t files = entries_of("/proc/self/fd");
    std::ptrdiff_t threads = entries_of("/proc/self/task");

    bool operator==(const ProcessHoldings &) const = default;
};

} // namespace mmf::test
