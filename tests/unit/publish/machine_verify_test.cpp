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

TEST_CASE("machine: waiting for the service to say that all is well")
{
    Run run = verifying(2);
    const auto poll = [&](FileStatus status) { return run.status({FileStatus::Complete, status}); };

    SUBCASE("polled less and less often")
    {
        for (const int delay : {1000, 2000, 3000, 5000, 8000, 8000, 8000}) {
            CHECK(poll(FileStatus::Unknown) == "alarm status 0 " + std::to_string(delay));
            CHECK(run.on(AlarmRang{Alarm::Status}) == "status");
        }
        CHECK(poll(FileStatus::Complete) == "abort");
        CHECK(run.state.is_confirmed);
    }
    SUBCASE("an unknown word, to the deadline: done, not confirmed")
    {
        const TimePoint deadline = run.now + seconds(120);
        int polls = 0;
        while (run.now < deadline) {
            REQUIRE(poll(FileStatus::Unknown).starts_with("alarm status 0 "));
            run.now += seconds(8);
            REQUIRE(run.on(AlarmRang{Alarm::Status}) == "status");
            REQUIRE(++polls <= 15);
        }
        CHECK(poll(FileStatus::Unknown) == "abort");
        CHECK(run.state.phase == Phase::Done);
        CHECK_FALSE(run.state.is_confirmed);
        CHECK_FALSE(run.state.error);
    }
    SUBCASE("a failed file is sent again with what it has")
    {
        CHECK(poll(FileStatus::Failed) == "send 1");
        CHECK(run.state.phase == Phase::Reuploading);
        CHECK(run.on(FileAccepted{1}) == "status");
        CHECK(run.state.phase == Phase::Verifying);
        CHECK(poll(FileStatus::Complete) == "abort");
        CHECK(run.state.is_confirmed);
    }
    SUBCASE("one that fails for ever")
    {
        for (int i = 0; i < 4; ++i) {
            CHECK(poll(FileStatus::Failed) == "send 1");
            CHECK(run.on(FileAccepted{1}) == "status");
        }
        CHECK(poll(FileStatus::Failed) == "abort");
        CHECK(run.state.phase == Phase::Failed);
        CHECK(run.state.is_resumable);
        CHECK(run.state.error->kind == ErrorKind::Rejected);
    }
    SUBCASE("a pending one is sent again after 30 s")
    {
        CHECK(poll(FileStatus::Pending) == "alarm status 0 1000");
        run.now += seconds(29);
        run.on(AlarmRang{Alarm::Status});
        CHECK(poll(FileStatus::Pending) == "alarm status 0 2000");
        run.now += seconds(1);
        run.on(AlarmRang{Alarm::Status});
        CHECK(poll(FileStatus::Pending) == "send 1");
        CHECK(run.on(FileAccepted{1}) == "status");
        CHECK(poll(FileStatus::Pending) == "alarm status 0 1000");
    }
    SUBCASE("one that is pending for ever: done, not confirmed")
    {
        int sends = 0;
        for (int i = 0; i < 1000 && !run.state.has_ended(); ++i) {
            const std::string words = poll(FileStatus::Pending);
            if (words == "send 1") {
                ++sends;
                CHECK(run.on(FileAccepted{1}) == "status");
            } else if (!run.state.has_ended()) {
                run.now += seconds(8);
                CHECK(run.on(AlarmRang{Alarm::Status}) == "status");
            }
        }
        CHECK(sends == 4);
        CHECK(run.state.phase == Phase::Done);
        CHECK_FALSE(run.state.is_confirmed);
    }
    SUBCASE("a status that cannot be had: accepted is accepted")
    {
        CHECK(run.on(StatusFailed{Lost}) == "alarm status 0 1000");
        run.on(AlarmRang{Alarm::Status});
        SUBCASE("at the deadline")
        {
            run.now += seconds(120);
            CHECK(run.on(StatusFailed{Lost}) == "abort");
        }
        SUBCASE("refused")
        {
            CHECK(run.on(StatusFailed{Refused}) == "abort");
        }
        SUBCASE("the account is lost")
        {
            CHECK(run.on(StatusFailed{answered(ErrorKind::NotLinked, 401)}) == "abort");
        }
        CHECK(run.state.phase == Phase::Done);
        CHECK_FALSE(run.state.is_confirmed);
    }
}
