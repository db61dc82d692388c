// What becomes of pictures does not decide about the object.
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

TEST_CASE("machine: pictures are sent and confirmed like files")
{
    Run run = creating(1, 2);
    CHECK(run.on(ObjectCreated{true}) == "send 0, send 1, send 2");
    run.on(FileAccepted{0});
    run.on(FileAccepted{2});
    CHECK(run.on(FileAccepted{1}) == "status");
    CHECK(run.status({FileStatus::Complete, FileStatus::Complete, FileStatus::Complete}) == "abort");
    CHECK(run.state.phase == Phase::Done);
    CHECK(run.state.is_confirmed);
}

TEST_CASE("machine: a create that is refused goes once more, without pictures")
{
    Run run = creating(1, 1);
    CHECK(run.on(CreateFailed{Refused}) == "create");
    CHECK(run.stage(1) == FileStage::Refused);
    SUBCASE("and is accepted")
    {
        CHECK(run.on(ObjectCreated{true}) == "send 0");
        CHECK(run.on(FileAccepted{0}) == "status");
        CHECK(run.status({FileStatus::Complete, FileStatus::Unknown}) == "abort");
        CHECK(run.state.phase == Phase::Done);
        CHECK(run.state.is_confirmed);
    }
    SUBCASE("and is refused for good")
    {
        CHECK(run.on(CreateFailed{Refused}) == "abort");
        CHECK(run.state.phase == Phase::Failed);
    }
    SUBCASE("and is perhaps accepted")
    {
        CHECK(run.on(CreateFailed{Lost}) == "abort");
        CHECK(run.state.phase == Phase::UnknownCreate);
    }
}

TEST_CASE("machine: what is not surely a refusal of the request is not sent again without pictures")
{
    struct Case
    {
        const char *name;
        api::Failure failure;
        Phase phase;
    };
    const Case cases[] = {
        {"no answer", Lost, Phase::UnknownCreate},
        {"an error of the service", answered(ErrorKind::Unavailable, 500), Phase::UnknownCreate},
        {"a proxy's page", answered(ErrorKind::Unavailable, 403), Phase::Failed},
        {"no link", answered(ErrorKind::NotLinked, 401), Phase::Failed},
        {"an answer that cannot be read", answered(ErrorKind::BadAnswer, 200), Phase::UnknownCreate},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        Run run = creating(1, 1);
        CHECK(run.on(CreateFailed{c.failure}) == "abort");
        CHECK(run.state.phase == c.phase);
    }
}

TEST_CASE("machine: a picture that is not taken is given up")
{
    struct Case
    {
        const char *name;
        std::vector<Event> events; // of picture 1
    };
    const Case cases[] = {
        {"refused", {FileFailed{1, Refused}}},
        {"no such place", {FileFailed{1, answered(ErrorKind::Rejected, 404)}}},
        {"it is gone from the disk", {FileFailed{1, unanswered(ErrorKind::SpoolChanged, false)}}},
        {"failed again and again",
         {FileFailed{1, answered(ErrorKind::Unavailable, 500)}, AlarmRang{Alarm::File, 1},
          FileFailed{1, answered(ErrorKind::Unavailable, 500)}, AlarmRang{Alarm::File, 1},
          FileFailed{1, answered(ErrorKind::Unavailable, 500)}, AlarmRang{Alarm::File, 1},
          FileFailed{1, answered(ErrorKind::Unavailable, 500)}, AlarmRang{Alarm::File, 1},
          FileFailed{1, answered(ErrorKind::Unavailable, 500)}}},
    };
    for (const Case &c : cases) {
        for (const bool is_file_first : {false, true}) {
            CAPTURE(std::string(c.name));
            CAPTURE(is_file_first);
            Run run = uploading(1, 1);
            if (is_file_first) {
                run.on(FileAccepted{0});
            }
            for (const Event &event : c.events) {
                run.on(event);
            }
            CHECK(run.stage(1) == FileStage::Refused);
            if (!is_file_first) {
                CHECK(run.state.phase == Phase::Uploading);
                run.on(FileAccepted{0});
            }
            CHECK(run.state.phase == Phase::Verifying);
            run.status({FileStatus::Complete, FileStatus::Failed});
            CHECK(run.state.phase == Phase::Done);
            CHECK(run.state.is_confirmed);
        }
    }
}

TEST_CASE("machine: what hinders everything hinders a picture too, and can go on")
{
    struct Case
    {
        const char *name;
        api::Failure failure;
        Phase phase;
    };
    for (const Case &c :
         {Case{"no link", answered(ErrorKind::NotLinked, 401), Phase::Failed},
          Case{"the sign-in was closed", unanswered(ErrorKind::Cancelled, false), Phase::Paused}}) {
        CAPTURE(std::string(c.name));
        Run run = uploading(1, 1);
        run.on(FileFailed{1, c.failure});
        CHECK(run.state.phase == c.phase);
        CHECK(run.state.is_resumable);
    }
}

TEST_CASE("machine: the status of a picture is heeded as far as there is one")
{
    struct Case
    {
        const char *name;
        FileStatus picture;
        const char *expected;
        Phase phase;
    };
    const Case cases[] = {
        {"complete", FileStatus::Complete, "abort", Phase::Done},
        {"not told", FileStatus::Unknown, "abort", Phase::Done},
        {"not yet", FileStatus::Pending, "alarm status 0 1000", Phase::Verifying},
        {"failed", FileStatus::Failed, "send 1", Phase::Reuploading},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        Run run = verifying(1, 1);
        CHECK(run.status({FileStatus::Complete, c.picture}) == c.expected);
        CHECK(run.state.phase == c.phase);
    }
    // Failed for good: the object is there without it.
    Run run = verifying(1, 1);
    for (int i = 1; i < run.policy.max_attempts; ++i) {
        REQUIRE(run.status({FileStatus::Complete, FileStatus::Failed}) == "send 1");
        REQUIRE(run.on(FileAccepted{1}) == "status");
    }
    CHECK(run.status({FileStatus::Complete, FileStatus::Failed}) == "abort");
    CHECK(run.state.phase == Phase::Done);
    CHECK(run.stage(1) == FileStage::Refused);
}

TEST_CASE("machine: a picture that cannot be had or has no place is not sent, a file always is")
{
    Run run = creating(1, 2);
    CHECK(run.on(PictureLost{2}).empty());
    CHECK(run.on(PictureLost{0}).empty());
    CHECK(run.on(PictureLost{7}).empty());
    CHECK(run.on(ObjectCreated{true}) == "send 0, send 1");

    Run resumed(resumed_state(1, true, true, 1));
    resumed.on(PictureLost{1});
    resumed.on(Started{});
    resumed.on(TokenReady{});
    CHECK(resumed.status({FileStatus::Pending, FileStatus::Unknown}) == "send 0");
}
