#include "shim_slicer/heartbeat.hpp"

#include <algorithm>
#include <utility>

namespace shim {

namespace {

constexpr int Period = 5; // milliseconds

} // namespace

void Heartbeat::begin()
{
    m_gaps.clear();
    m_last = std::chrono::steady_clock::now();
    Start(Period);
}

Heartbeat::Gaps Heartbeat::end()
{
    Notify(); // what it waited for until now
    Stop();
    std::vector<double> gaps = std::exchange(m_gaps, {});
    std::sort(gaps.begin(), gaps.end());
    return {gaps.size(), gaps.back(), gaps[(gaps.size() - 1) * 999 / 1000]};
}

void Heartbeat::Notify()
{
    const auto now = std::chrono::steady_clock::now();
    m_gaps.push_back(std::chrono::duration<double, std::milli>(now - m_last).count());
    m_last = now;
}

} // namespace shim
