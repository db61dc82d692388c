// How a figure is measured: times in turns, medians, one line each. For the main thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace mmf::bench {

struct Effort
{
    int runs = 10;
    // So many times less work where only is asked whether it works.
    std::size_t divisor = 1;
};

// Of none: throws std::logic_error.
double median(std::vector<double> values);

// Seconds that the call takes.
double time_of(const std::function<void()> &call);

// The same of this thread's time on a processor: for what neither waits nor has helpers.
double processor_time_of(const std::function<void()> &call);

// The median of first ÷ second, which take turns, so that what else the machine does falls on both. Each
// returns what it took; the first pair fills the caches and is not counted.
double paired_ratio(int runs, const std::function<double()> &first, const std::function<double()> &second);

// NAME VALUE UNIT
void print_figure(const std::string &name, double value, const std::string &unit);

} // namespace mmf::bench
