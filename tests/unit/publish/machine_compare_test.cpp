// Whether the same bytes are there already: asked between token and create, when nothing has been sent.
#include "publish/machine.hpp"

#include "support/machine_run.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using Run = MachineRun;

namespace {

Run comparing(State state)
{
    Run run(std::move(state));
    run.on(Started{});
    run.on(Spooled{});
    CHECK(run.on(TokenReady{}) == "compare");
    return run;
}

Run asking()
{
    Run run = comparing(new_state(2));
    CHECK(run.on(Compared{Comparison::Ask}).empty());
    CHECK(run.state.phase == Phase::Comparing);
    CHECK(run.state.is_asking);
    return run;
}

} // namespace

TEST_CASE("machine: what is there already is not sent by itself")
{
    struct Row
    {
        Comparison comparison;
        const char *commands;
        Phase phase;
        bool is_earlier;
    };
    for (const Row &row : {Row{Comparison::New, "create", Phase::Creating, false},
                           Row{Comparison::Ask, "", Phase::Comparing, false},
                           Row{Comparison::Earlier, "abort", Phase::Done, true},
                           Row{Comparison::UnderWay, "abort", Phase::Cancelled, false},
                           Row{Comparison::Undecided, "abort", Phase::Cancelled, false},
                           Row{Comparison::Elsewhere, "abort", Phase::Failed, false},
                           Row{Comparison::Unclear, "abort", Phase::Failed, false}}) {
        CAPTURE(static_cast<int>(row.comparison));
        for (const bool is_resumed : {false, true}) {
            Run run = comparing(is_resumed ? resumed_state(2, false, false) : new_state(2));
            CHECK(run.on(Compared{row.comparison}) == row.commands);
            CHECK(run.state.phase == row.phase);
            CHECK(run.state.is_earlier == row.is_earlier);
            CHECK_FALSE(run.state.is_confirmed);
            CHECK_FALSE(run.state.is_resumable);
            CHECK(run.on(Compared{row.comparison}).empty()); // told twice
        }
    }
}

TEST_CASE("machine: nothing is sent while it is not known what was published before")
{
    Run run = comparing(new_state(2));
    CHECK(run.on(CompareFailed{Error{ErrorKind::Journal, "disk I/O error", 0}}) == "abort");
    CHECK(run.state.phase == Phase::Failed);
    CHECK(run.state.error->kind == ErrorKind::Journal);
    CHECK(run.state.is_resumable);
    Run asked = asking();
    CHECK(asked.on(CompareFailed{Error{ErrorKind::Journal, "late", 0}}).empty());
    CHECK(asked.state.is_asking);
}

TEST_CASE("machine: an object that exists is not compared any more")
{
    for (const bool has_slots : {false, true}) {
        Run run(resumed_state(2, true, has_slots));
        run.on(Started{});
        CHECK(run.on(TokenReady{}) == "status");
    }
}

TEST_CASE("machine: the answers to the question whether to publish again")
{
    SUBCASE("again")
    {
        Run run = asking();
        CHECK(run.on(PublishAgain{}) == "create");
        CHECK_FALSE(run.state.is_asking);
        CHECK(run.on(PublishAgain{}).empty()); // pressed twice
        CHECK(run.on(ObjectCreated{true}) == "send 0, send 1");
    }
    SUBCASE("cancel")
    {
        for (const bool keep : {false, true}) {
            Run run = asking();
            CHECK(run.on(CancelRequested{keep}) == "abort");
            CHECK(run.state.phase == Phase::Cancelled);
            CHECK_FALSE(run.state.is_resumable);
        }
    }
    SUBCASE("the slicer is closed: not again, and not some day by going on")
    {
        Run run = asking();
        CHECK(run.on(PauseRequested{}) == "abort");
        CHECK(run.state.phase == Phase::Cancelled);
        CHECK_FALSE(run.state.is_resumable);
    }
    SUBCASE("none, as nobody asked")
    {
        Run run = comparing(new_state(2));
        CHECK(run.on(PublishAgain{}).empty());
        CHECK(run.state.phase == Phase::Comparing);
    }
}
