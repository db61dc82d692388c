#include "publish/machine.hpp"

#include "support/machine_run.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using api::FileStatus;
using Run = MachineRun;

TEST_CASE("machine: one file, and nothing goes wrong")
{
    Run run(new_state(1));
    CHECK(run.on(Started{}) == "spool");
    CHECK(run.on(Spooled{}) == "token");
    CHECK(run.state.phase == Phase::NeedToken);
    CHECK(run.on(TokenReady{}) == "compare");
    CHECK(run.state.phase == Phase::Comparing);
    CHECK(run.on(Compared{Comparison::New}) == "create");
    CHECK(run.state.phase == Phase::Creating);
    CHECK(run.on(ObjectCreated{true}) == "send 0");
    CHECK(run.state.phase == Phase::Uploading);
    CHECK(run.on(FileAccepted{0}) == "status");
    CHECK(run.state.phase == Phase::Verifying);
    CHECK(run.status({FileStatus::Complete}) == "abort");
    CHECK(run.state.phase == Phase::Done);
    CHECK(run.state.is_confirmed);
    CHECK_FALSE(run.state.error);
}

TEST_CASE("machine: five files, four at once")
{
    Run run = creating(5);
    CHECK(run.on(ObjectCreated{true}) == "send 0, send 1, send 2, send 3");
    CHECK(run.on(FileAccepted{2}) == "send 4");
    CHECK(run.on(FileAccepted{4}).empty());
    CHECK(run.on(FileAccepted{4}).empty()); // told twice
    CHECK(run.on(FileAccepted{0}).empty());
    CHECK(run.on(FileAccepted{1}).empty());
    CHECK(run.state.phase == Phase::Uploading);
    CHECK(run.on(FileAccepted{3}) == "status");
    CHECK(run.status(std::vector(5, FileStatus::Complete)) == "abort");
    CHECK(run.state.is_confirmed);
}

TEST_CASE("machine: going on after a restart")
{
    SUBCASE("before the create")
    {
        Run run(resumed_state(2, false, false));
        CHECK(run.on(Started{}) == "token");
        CHECK(run.on(TokenReady{}) == "compare");
        CHECK(run.on(Compared{Comparison::New}) == "create");
        CHECK(run.on(ObjectCreated{true}) == "send 0, send 1");
    }
    SUBCASE("with an object and no slots")
    {
        Run run(resumed_state(2, true, false));
        CHECK(run.on(Started{}) == "token");
        CHECK(run.on(TokenReady{}) == "status");
        CHECK(run.status({FileStatus::Pending, FileStatus::Pending}) == "send 0, send 1");
        CHECK(run.state.has_slots);
    }
    SUBCASE("with slots: only what is not there is sent")
    {
        Run run(resumed_state(3, true, true));
        CHECK(run.on(Started{}) == "token");
        CHECK(run.on(TokenReady{}) == "status");
        CHECK(run.status({FileStatus::Complete, FileStatus::Pending, FileStatus::Unknown}) ==
              "send 1, send 2");
    }
    SUBCASE("with everything there")
    {
        Run run(resumed_state(2, true, true));
        run.on(Started{});
        run.on(TokenReady{});
        CHECK(run.status({FileStatus::Complete, FileStatus::Complete}) == "status");
        CHECK(run.status({FileStatus::Complete, FileStatus::Complete}) == "abort");
        CHECK(run.state.is_confirmed);
    }
    SUBCASE("the person does not sign in")
    {
        Run run(resumed_state(2, true, true));
        run.on(Started{});
        CHECK(run.on(TokenFailed{Error{ErrorKind::Cancelled, "", 0}}) == "abort");
        CHECK(run.state.phase == Phase::Paused);
        Run fresh(resumed_state(2, false, false));
        fresh.on(Started{});
        fresh.on(TokenFailed{Error{ErrorKind::Cancelled, "", 0}});
        CHECK(fresh.state.phase == Phase::Cancelled);
    }
}

TEST_CASE("machine: the spool fails")
{
    Run run(new_state(1));
    run.on(Started{});
    CHECK(run.on(SpoolFailed{Error{ErrorKind::DiskFull, "/x", 0}}) == "abort");
    CHECK(run.state.phase == Phase::Failed);
    CHECK_FALSE(run.state.is_resumable);
    CHECK(run.state.error->kind == ErrorKind::DiskFull);
}

TEST_CASE("machine: cancel and pause, in every place")
{
    struct Case
    {
        std::string what;
        Run run;
        Phase on_keep;
        Phase on_discard;
        Phase on_pause;
        ErrorKind kind;
    };
    const auto with = [](Run run, const Event &event) {
        run.on(event);
        return run;
    };
    const auto here = ErrorKind::Cancelled;
    const auto there = ErrorKind::UnknownOutcome;
    for (const Case &c : std::vector<Case>{
             {"new", Run(new_state(2)), Phase::Cancelled, Phase::Cancelled, Phase::Cancelled, here},
             {"spooling", with(Run(new_state(2)), Started{}), Phase::Cancelled, Phase::Cancelled,
              Phase::Cancelled, here},
             {"token", with(Run(resumed_state(2, false, false)), Started{}), Phase::Cancelled,
              Phase::Cancelled, Phase::Paused, here},
             {"token, resumed", with(Run(resumed_state(2, true, true)), Started{}), Phase::Paused,
              Phase::Cancelled, Phase::Paused, here},
             {"comparing", with(with(Run(resumed_state(2, false, false)), Started{}), TokenReady{}),
              Phase::Cancelled, Phase::Cancelled, Phase::Paused, here},
             {"waiting for its turn", waiting(2), Phase::Cancelled, Phase::Cancelled, Phase::Paused, here},
             // It may arrive all the same, and that is told.
             {"create under way", creating(2), Phase::Cancelled, Phase::Cancelled, Phase::UnknownCreate,
              there},
             {"create to be repeated", with(creating(2), CreateFailed{NoNetwork}), Phase::Cancelled,
              Phase::Cancelled, Phase::Paused, here},
             {"created, no slots", with(creating(2), ObjectCreated{false}), Phase::Paused, Phase::Cancelled,
              Phase::Paused, here},
             {"uploading", uploading(2), Phase::Paused, Phase::Cancelled, Phase::Paused, here},
             {"unsure", with(uploading(2), FileFailed{0, Lost, true}), Phase::Paused, Phase::Cancelled,
              Phase::Paused, here},
             {"verifying", verifying(2), Phase::Paused, Phase::Cancelled, Phase::Paused, here},
             {"sending again", with(verifying(2), StatusRead{{FileStatus::Failed, FileStatus::Failed}}),
              Phase::Paused, Phase::Cancelled, Phase::Paused, here},
         }) {
        CAPTURE(c.what);
        const auto ends = [&](const Event &event, Phase phase) {
            Run run = c.run;
            CHECK(run.on(event) == "abort");
            CHECK(run.state.phase == phase);
            REQUIRE(run.state.error);
            CHECK(run.state.error->kind == c.kind);
            CHECK(run.state.is_resumable == (phase == Phase::Paused || phase == Phase::UnknownCreate));
            CHECK(run.on(event).empty());
        };
        ends(CancelRequested{true}, c.on_keep);
        ends(CancelRequested{false}, c.on_discard);
        ends(PauseRequested{}, c.on_pause);
        // Stopped for a reason, it is kept in the same way, and the reason is told.
        Run run = c.run;
        CHECK(run.on(PauseRequested{true, Error{ErrorKind::OtherAccount, {}, 0}}) == "abort");
        CHECK(run.state.phase == (c.on_pause == Phase::Paused ? Phase::Failed : c.on_pause));
        CHECK(run.state.error.value().kind == (c.kind == there ? there : ErrorKind::OtherAccount));
        CHECK(run.state.is_resumable == (c.on_pause != Phase::Cancelled));
    }
}

TEST_CASE("machine: a create that surely has not arrived is simply not made")
{
    struct Case
    {
        Event event;
        Phase phase;
    };
    for (const Case &c : {Case{CancelRequested{true, false}, Phase::Cancelled},
                          Case{CancelRequested{false, false}, Phase::Cancelled},
                          Case{PauseRequested{false}, Phase::Paused}}) {
        Run run = creating(2);
        CHECK(run.on(c.event) == "abort");
        CHECK(run.state.phase == c.phase);
        CHECK(run.state.error->kind == ErrorKind::Cancelled);
        CHECK(run.state.is_resumable == (c.phase == Phase::Paused));
    }
    // Where the object is there it does not matter.
    Run run = uploading(2);
    run.on(PauseRequested{false});
    CHECK(run.state.phase == Phase::Paused);
}
