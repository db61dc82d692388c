// Many publishes in one process, most of which meet some fault: nothing is left behind.
#include "child_run.hpp"
#include "sweep.hpp"

#include <doctest/doctest.h>
#include <map>

using namespace mmf;
using namespace mmf::test;

TEST_CASE("a process that publishes all day holds no more in the evening")
{
    const std::uint64_t publishes = takes_its_time() ? 1000 : 250;
    ChildWorld world;
    const ChildRun run = world.run("soak", "count", publishes);
    REQUIRE(run.exit_code == 0);
    std::map<publish::Phase, int> ends;
    for (const ChildEnd &end : run.ends) {
        ++ends[end.phase];
    }
    const int done = ends[publish::Phase::Done];
    MESSAGE(done, " done of ", publishes);
    CHECK(done * 10 > static_cast<int>(publishes) * 8);
    CHECK(done < static_cast<int>(publishes)); // or there were no faults

    REQUIRE(run.holdings.size() == 2);
    const auto &[warm, last] = std::pair(run.holdings[0], run.holdings[1]);
    MESSAGE("heap: ", warm.heap, " then ", last.heap);
    constexpr int KeptConnections = 5; // how many there are just now depends on the last faults
    CHECK(last.files <= warm.files + KeptConnections);
    CHECK(last.threads <= warm.threads);
    CHECK(last.heap - warm.heap < 200'000); // what the journal's cache had still to take
}
