// The process is killed at each of its system calls that leave something behind; then a new one goes on with
// what is unfinished.
#include "child_run.hpp"
#include "sweep.hpp"

#include <atomic>
#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;

namespace {

struct KillEnds
{
    std::atomic<int> completed = 0;
    std::atomic<int> unknown = 0;
    std::atomic<int> never_begun = 0;
};

void judge(ChildWorld &world, const ChildRun &resumed, KillEnds &ends)
{
    const std::size_t objects = world.objects().size();
    world.require(objects <= 1, "there are " + std::to_string(objects) + " objects");
    if (world.has_unknown_create()) {
        ++ends.unknown;
        world.require(resumed.resumed == 0, "an unknown create is repeated by itself");
        world.require(resumed.left == 1, "an unknown create, and no word of it");
        return;
    }
    world.require(resumed.left == 0, "something cannot go on");
    world.require(world.unfinished().empty(), "something is left to do");
    if (objects == 0) {
        ++ends.never_begun;
        world.require(resumed.resumed == 0, "it went on, and nothing is there");
    } else {
        ++ends.completed;
        world.require(world.has_whole_object(), "the object is not whole");
        world.require(resumed.resumed == 0 || resumed.is_done(), "it does not say so");
    }
}

std::vector<std::string> complaints_of(const char *effect, std::uint64_t at, KillEnds &ends)
{
    ChildWorld world;
    world.require(world.run("publish", effect, at).was_killed, "it was not killed");
    const ChildRun resumed = world.run("resume");
    world.require(resumed.exit_code == 0, "it does not go on");
    judge(world, resumed, ends);
    return world.explained_complaints();
}

std::uint64_t calls_of_a_publish()
{
    ChildWorld world;
    const ChildRun run = world.run("publish");
    CAPTURE(run.output);
    REQUIRE(run.exit_code == 0);
    REQUIRE(run.is_done());
    return run.calls;
}

} // namespace

TEST_CASE("whenever the process is killed: at most one object, which the next one completes, or it is told")
{
    const std::uint64_t calls = calls_of_a_publish();
    REQUIRE(calls > 100);
    std::vector<SweepCase> cases;
    KillEnds ends;
    for (std::uint64_t at = 1; at + 5 < calls; ++at) { // how often a socket is read varies by a few
        for (const char *effect : {"kill", "half"}) {
            cases.push_back({std::string(effect) + " " + std::to_string(at),
                             [effect, at, &ends] { return complaints_of(effect, at, ends); }});
        }
    }
    CHECK(cases.size() >= 200);
    for (const std::string &complaint : run_sweep(cases)) {
        FAIL_CHECK(complaint);
    }
    MESSAGE(cases.size(), " kills: ", ends.completed.load(), " completed, ", ends.unknown.load(),
            " unknown, ", ends.never_begun.load(), " never begun");
    CHECK(((ends.completed > 0 && ends.unknown > 0 && ends.never_begun > 0) || !is_whole_sweep()));
}
