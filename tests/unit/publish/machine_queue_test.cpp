// One upload after the other: what is before it is looked at again once its turn comes.
#include "publish/machine.hpp"

#include "support/machine_run.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using Run = MachineRun;

namespace {

Run queued(State state)
{
    Run run(std::move(state));
    run.has_others = true;
    run.on(Started{});
    CHECK(run.on(TokenReady{}) == "turn");
    CHECK(run.state.phase == Phase::Queued);
    return run;
}

} // namespace

TEST_CASE("machine: nothing is sent before its turn, but everything is asked before it")
{
    Run run(new_state(2));
    run.has_others = true;
    CHECK(run.on(Started{}) == "spool");
    CHECK(run.on(Spooled{}) == "token");
    CHECK(run.on(TokenReady{}) == "compare");
    SUBCASE("new")
    {
        CHECK(run.on(Compared{Comparison::New}) == "turn");
    }
    SUBCASE("published before, and again")
    {
        CHECK(run.on(Compared{Comparison::Ask}).empty());
        CHECK(run.on(PublishAgain{}) == "turn");
    }
    CHECK(run.state.phase == Phase::Queued);
    CHECK_FALSE(run.state.has_ended());
}

TEST_CASE("machine: one that has waited makes sure of its account and compares once more")
{
    Run run = waiting(2);
    CHECK(run.on(TurnCame{true}) == "token");
    CHECK(run.state.phase == Phase::NeedToken);
    CHECK(run.on(TurnCame{true}).empty()); // told twice
    CHECK(run.on(TokenReady{}) == "compare");
    SUBCASE("still new: it keeps its turn")
    {
        CHECK(run.on(Compared{Comparison::New}) == "create");
        CHECK(run.on(ObjectCreated{true}) == "send 0, send 1");
    }
    SUBCASE("published meanwhile, by another slicer")
    {
        CHECK(run.on(Compared{Comparison::Earlier}) == "abort");
        CHECK(run.state.phase == Phase::Done);
    }
    SUBCASE("asked about, and again")
    {
        CHECK(run.on(Compared{Comparison::Ask}).empty());
        CHECK(run.on(PublishAgain{}) == "create");
    }
}

TEST_CASE("machine: one whose turn it is at once does not ask twice")
{
    Run run = waiting(2);
    CHECK(run.on(TurnCame{false}) == "create");
}

TEST_CASE("machine: what is resumed waits for its turn, too")
{
    SUBCASE("with slots")
    {
        Run run = queued(resumed_state(2, true, true));
        CHECK(run.on(AlarmRang{Alarm::Status}).empty());
        CHECK(run.on(AlarmRang{Alarm::File, 0}).empty());
        CHECK(run.on(TurnCame{true}) == "status");
        CHECK(run.state.phase == Phase::Uploading);
    }
    SUBCASE("with an object and no slots")
    {
        Run run = queued(resumed_state(2, true, false));
        CHECK(run.on(TurnCame{true}) == "status");
        CHECK(run.state.phase == Phase::Creating);
    }
    SUBCASE("its object is kept or discarded, as the person says")
    {
        Run kept = queued(resumed_state(2, true, true));
        kept.on(CancelRequested{true});
        CHECK(kept.state.phase == Phase::Paused);
        Run discarded = queued(resumed_state(2, true, true));
        discarded.on(CancelRequested{false});
        CHECK(discarded.state.phase == Phase::Cancelled);
    }
}

TEST_CASE("machine: a turn that comes out of turn changes nothing")
{
    Run run = uploading(1);
    CHECK(run.on(TurnCame{true}).empty());
    CHECK(run.state.phase == Phase::Uploading);
    Run fresh(new_state(1));
    fresh.on(Started{});
    CHECK(fresh.on(TurnCame{}).empty());
    CHECK_FALSE(fresh.state.has_turn);
}
