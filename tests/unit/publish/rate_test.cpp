#include "publish/rate.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;

namespace {

struct Feed
{
    int milliseconds;   // since the last one
    std::int64_t bytes; // since the last one; negative: sent again from its beginning
};

RateEstimator fed(const std::vector<Feed> &feeds)
{
    RateEstimator estimator;
    TimePoint now{std::chrono::hours(7)};
    std::int64_t sent = 0;
    estimator.add(now, 0);
    for (const Feed &feed : feeds) {
        now += milliseconds(feed.milliseconds);
        sent += feed.bytes;
        estimator.add(now, static_cast<std::uint64_t>(sent));
    }
    return estimator;
}

std::vector<Feed> steady(int count, int milliseconds, std::int64_t bytes)
{
    return std::vector(static_cast<std::size_t>(count), Feed{milliseconds, bytes});
}

std::vector<Feed> operator+(std::vector<Feed> first, const std::vector<Feed> &second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

TEST_CASE("rate: a table")
{
    struct Row
    {
        std::string what;
        std::vector<Feed> feeds;
        // Bytes a second, at least and at most; both 0: nothing is said.
        double from;
        double to;
    };
    for (const Row &row : std::vector<Row>{
             {"nothing yet", {}, 0, 0},
             {"one gush is no rate", {{10, 5'000'000}}, 0, 0},
             {"less than a second", steady(3, 300, 30'000), 0, 0},
             {"a second", steady(5, 200, 20'000), 99'000, 101'000},
             {"steady", steady(100, 250, 25'000), 99'999, 100'001},
             {"steady, told too often", steady(4000, 5, 500), 99'000, 101'000},
             {"no bytes at all", steady(50, 250, 0), 0, 0},
             {"a gush, then steady", std::vector<Feed>{{200, 10'000'000}} + steady(80, 250, 25'000), 99'000,
              120'000},
             {"twice as fast is soon believed", steady(40, 250, 25'000) + steady(24, 250, 50'000), 170'000,
              200'001},
             {"one fast sample is not", steady(40, 250, 25'000) + steady(1, 250, 250'000), 100'000, 180'000},
             {"a standstill goes down", steady(40, 250, 25'000) + steady(12, 250, 0), 10'000, 60'000},
             {"and is silent in the end", steady(40, 250, 25'000) + steady(400, 250, 0), 0, 0},
             {"sent again from the beginning: no negative rate",
              steady(40, 250, 25'000) + std::vector<Feed>{{250, -900'000}} + steady(40, 250, 25'000), 99'999,
              100'001},
             {"all at one moment", steady(50, 0, 25'000), 0, 0},
             {"the clock goes back", steady(20, 250, 25'000) + std::vector<Feed>{{-5000, 0}}, 99'000,
              101'000},
             {"after a night in a closed laptop",
              steady(40, 250, 25'000) + std::vector<Feed>{{36'000'000, 0}}, 0, 0},
             {"very fast", steady(40, 250, 2'500'000'000), 9.9e9, 10.1e9},
             {"very slow", steady(40, 250, 25), 99, 101},
             {"slower is a standstill", steady(40, 250, 5), 0, 0},
         }) {
        CAPTURE(row.what);
        const RateEstimator estimator = fed(row.feeds);
        const auto rate = estimator.bytes_per_second();
        REQUIRE(rate.has_value() == (row.to > 0));
        CHECK(estimator.time_left(1000).has_value() == rate.has_value());
        if (rate) {
            CHECK(std::isfinite(*rate));
            CHECK(*rate >= row.from);
            CHECK(*rate <= row.to);
        }
    }
}

TEST_CASE("rate: the time that is left")
{
    const RateEstimator estimator = fed(steady(100, 250, 25'000)); // 100 kB/s
    CHECK(estimator.time_left(0) == seconds(0));
    CHECK(estimator.time_left(1'000'000) == seconds(10));
    CHECK(estimator.time_left(123'000'000) == seconds(1230));
    CHECK(estimator.time_left(8'640'000'000) == seconds(86'400));
    CHECK_FALSE(estimator.time_left(9'000'000'000)); // more than a day is no answer
    CHECK_FALSE(estimator.time_left(std::numeric_limits<std::uint64_t>::max()));
}
