// publish-bench [FIGURE…]: what publishing costs, one line a figure. RUNS is how often each is measured; 1
// asks only whether it works, with less work.

#include "benches.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

using namespace mmf::bench;

namespace {

struct Bench
{
    const char *name;
    void (*measure)(const Effort &);
};

constexpr Bench Benches[] = {
    {"encode", measure_encode},         {"shared", measure_shared}, {"publish", measure_publish},
    {"growth", measure_growth},         {"memory", measure_memory}, {"cancel", measure_cancel},
    {"many_files", measure_many_files}, {"export", measure_export}, {"cover", measure_cover},
};

constexpr std::size_t SmallDivisor = 20;

Effort wanted_effort()
{
    Effort effort;
    if (const char *runs = std::getenv("RUNS")) { // NOLINT(concurrency-mt-unsafe): no thread yet
        effort.runs = std::stoi(runs);
    }
    if (effort.runs == 1) {
        effort.divisor = SmallDivisor;
    }
    return effort;
}

} // namespace

int main(int count, char **arguments)
{
    try {
        const std::vector<std::string> wanted(arguments + 1, arguments + count);
        const Effort effort = wanted_effort();
        for (const std::string &name : wanted) {
            if (std::none_of(std::begin(Benches), std::end(Benches),
                             [&](const Bench &bench) { return bench.name == name; })) {
                throw std::invalid_argument("there is no " + name);
            }
        }
        for (const Bench &bench : Benches) {
            if (wanted.empty() || std::find(wanted.begin(), wanted.end(), bench.name) != wanted.end()) {
                bench.measure(effort);
            }
        }
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "publish-bench: " << error.what() << "\n";
        return 1;
    }
}
