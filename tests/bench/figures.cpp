#include "figures.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <stdexcept>

namespace mmf::bench {

double median(std::vector<double> values)
{
    if (values.empty()) {
        throw std::logic_error("a median of nothing");
    }
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double time_of(const std::function<void()> &call)
{
    const auto begin = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double processor_time_of(const std::function<void()> &call)
{
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    const double begin = now();
    call();
    return now() - begin;
}

double paired_ratio(int runs, const std::function<double()> &first, const std::function<double()> &second)
{
    std::vector<double> ratios;
    for (int run = 0; run <= runs; ++run) {
        const double one = first();
        const double other = second();
        if (run != 0) {
            ratios.push_back(one / other);
        }
    }
    return median(std::move(ratios));
}

void print_figure(const std::string &name, double value, const std::string &unit)
{
    std::printf("%s %.3f %s\n", name.c_str(), value, unit.c_str());
    std::fflush(stdout);
}

} // namespace mmf::bench
