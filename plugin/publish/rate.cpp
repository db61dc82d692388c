#include "publish/rate.hpp"

#include <algorithm>
#include <cmath>

namespace mmf::publish {

namespace {

constexpr milliseconds Shortest(200); // between two samples: bytes go in gushes
constexpr milliseconds Warming(1000); // before anything is said
constexpr double Memory = 3;          // seconds after which a sample counts by 1/e
constexpr double Standstill = 50;     // bytes a second
constexpr double Day = 24.0 * 60 * 60;

} // namespace

void RateEstimator::add(TimePoint now, std::uint64_t sent)
{
    if (!m_last || now < m_last->time || sent < m_last->sent) {
        m_last = Sample{now, sent};
        return;
    }
    const milliseconds passed = now - m_last->time;
    if (passed < Shortest) {
        return;
    }
    const double took = std::chrono::duration<double>(passed).count();
    const double rate = static_cast<double>(sent - m_last->sent) / took;
    // The first samples are weighed by their time alone, or the rate would begin at zero.
    const double seen = std::chrono::duration<double>(m_seen).count();
    const double weight =
        std::max(1 - std::exp(-took / Memory), took / (seen + took) * (seen < Memory ? 1 : 0));
    m_rate += weight * (rate - m_rate);
    m_seen += passed;
    m_last = Sample{now, sent};
}

std::optional<double> RateEstimator::bytes_per_second() const
{
    return m_seen >= Warming && m_rate >= Standstill ? std::optional(m_rate) : std::nullopt;
}

std::optional<seconds> RateEstimator::time_left(std::uint64_t bytes) const
{
    const auto rate = bytes_per_second();
    if (!rate) {
        return std::nullopt;
    }
    const double left = static_cast<double>(bytes) / *rate;
    return left <= Day ? std::optional(seconds(std::llround(left))) : std::nullopt;
}

} // namespace mmf::publish
