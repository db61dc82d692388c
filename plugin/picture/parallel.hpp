// Work on two processors at once. For any thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>

namespace mmf::picture {

// Calls `work(begin, end)` for the parts of 0 … count before and after `middle`, at the same time; returns
// when both are done. `work` must not throw.
template <typename Work>
void in_two(std::size_t middle, std::size_t count, const Work &work)
{
    std::jthread second;
    try {
        second = std::jthread([&] { work(middle, count); });
    } catch (const std::system_error &) { // no thread to be had: one after the other
        work(middle, count);
    }
    work(std::size_t{0}, middle);
}

template <typename Work>
void in_two(std::size_t count, const Work &work)
{
    in_two(count / 2, count, work);
}

// The same for parts of this length, each thread the next one when it is through with one: for work of which
// some parts take longer, or where another process has one of the processors.
template <typename Work>
void in_turns(std::size_t length, std::size_t count, const Work &work)
{
    std::atomic<std::size_t> next = 0;
    in_two(2, [&](std::size_t, std::size_t) {
        for (std::size_t begin = next.fetch_add(length); begin < count; begin = next.fetch_add(length)) {
            work(begin, std::min(begin + length, count));
        }
    });
}

} // namespace mmf::picture
