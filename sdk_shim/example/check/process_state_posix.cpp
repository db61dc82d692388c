#include "example/check/process_state_posix.hpp"

#include <filesystem>
#include <iterator>

namespace sdk_check {

namespace {

std::size_t entries(const char *folder)
{
    const std::filesystem::directory_iterator all(folder);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

} // namespace

std::size_t thread_count()
{
    return entries("/proc/self/task");
}

std::size_t open_file_count()
{
    return entries("/proc/self/fd");
}

} // namespace sdk_check
