#include "api/pacer.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <vector>

using namespace mmf;
using namespace mmf::api;

TEST_CASE("pacer: five at once, the sixth a second after the first")
{
    Pacer pacer(5);
    const TimePoint start{milliseconds(1000)};
    for (int i = 0; i < 5; ++i) {
        CHECK(pacer.reserve(start + milliseconds(i)) == milliseconds(0));
    }
    CHECK(pacer.reserve(start + milliseconds(5)) == milliseconds(995));
    CHECK(pacer.reserve(start + milliseconds(5)) == milliseconds(996));
    CHECK(pacer.reserve(start + seconds(60)) == milliseconds(0));
}

TEST_CASE("pacer: no second sees more, whenever they ask")
{
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        CAPTURE(seed);
        std::minstd_rand random(seed);
        Pacer pacer(5);
        TimePoint now{milliseconds(77)};
        std::vector<TimePoint> starts;
        for (int i = 0; i < 500; ++i) {
            now += milliseconds(std::uniform_int_distribution(0, seed % 2 == 0 ? 20 : 600)(random));
            starts.push_back(now + pacer.reserve(now));
        }
        CHECK(std::is_sorted(starts.begin(), starts.end()));
        for (std::size_t i = 5; i < starts.size(); ++i) {
            CHECK(starts[i] - starts[i - 5] >= seconds(1));
        }
    }
}

TEST_CASE("pacer: one a second, or no limit")
{
    Pacer one(1);
    Pacer none(0);
    for (int i = 0; i < 100; ++i) {
        CHECK(one.reserve(TimePoint()) == seconds(i));
        CHECK(none.reserve(TimePoint()) == milliseconds(0));
    }
}
