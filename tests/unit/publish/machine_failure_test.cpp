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

TEST_CASE("machine: while nobody can be reached, attempts are not counted")
{
    Run run(new_state(2));
    run.policy.offline_timeout = seconds(60);
    const auto fail_for = [&](seconds time, const auto &event, const AlarmRang &alarm) {
        for (const TimePoint end = run.now + time; run.now < end; run.now += seconds(8)) {
            CHECK(run.on(event).substr(0, 5) == "alarm");
            CHECK_FALSE(run.on(alarm).empty());
        }
    };
    run.on(Started{});
    run.on(Spooled{});
    fail_for(seconds(50), TokenFailed{NoNetwork.error}, {Alarm::Token});
    SUBCASE("each time anew, once somebody was reached")
    {
        run.on(TokenReady{});
        run.on(Compared{Comparison::New});
        fail_for(seconds(50), CreateFailed{NoNetwork}, {Alarm::Create});
        run.on(ObjectCreated{});
        fail_for(seconds(50), FileFailed{1, NoNetwork, false}, {Alarm::File, 1});
        CHECK(run.on(FileAccepted{0}).empty());
        CHECK(run.on(FileAccepted{1}) == "status");
    }
    SUBCASE("until the patience is over")
    {
        run.now += seconds(20);
        CHECK(run.on(TokenFailed{NoNetwork.error}) == "abort");
        CHECK(run.state.phase == Phase::Failed);
        CHECK(run.state.error->kind == ErrorKind::Offline);
        CHECK(run.state.is_resumable);
    }
    SUBCASE("what the service refuses is counted")
    {
        run.on(TokenReady{});
        run.on(Compared{Comparison::New});
        run.on(ObjectCreated{});
        fail_for(seconds(50), FileFailed{0, NoNetwork, false}, {Alarm::File, 0});
        for (const int delay : {1000, 2000, 4000, 8000}) {
            CHECK(run.on(FileFailed{0, Lost, false}) == "alarm file 0 " + std::to_string(delay));
            CHECK(run.on(AlarmRang{Alarm::File, 0}) == "send 0");
        }
        CHECK(run.on(FileFailed{0, Lost, false}) == "abort");
    }
}

TEST_CASE("machine: backing off, for every request")
{
    const std::vector<int> delays = {1000, 2000, 4000, 8000};
    SUBCASE("token")
    {
        Run run(new_state(1));
        run.on(Started{});
        run.on(Spooled{});
        for (const int delay : delays) {
            CHECK(run.on(TokenFailed{NoNetwork.error}) == "alarm token 0 " + std::to_string(delay));
            CHECK(run.on(AlarmRang{Alarm::Token}) == "token");
        }
        CHECK(run.on(TokenFailed{NoNetwork.error}) == "abort");
        CHECK(run.state.phase == Phase::Failed);
        CHECK(run.state.is_resumable);
        CHECK(run.state.error->kind == ErrorKind::Offline);
    }
    SUBCASE("create")
    {
        Run run = creating(1);
        for (const int delay : delays) {
            CHECK(run.on(CreateFailed{NoNetwork}) == "alarm create 0 " + std::to_string(delay));
            CHECK(run.on(AlarmRang{Alarm::Create}) == "create");
            CHECK(run.on(AlarmRang{Alarm::Create}).empty()); // not while it is under way
        }
        CHECK(run.on(CreateFailed{NoNetwork}) == "abort");
        CHECK(run.state.phase == Phase::Failed);
        CHECK(run.state.is_resumable);
    }
    SUBCASE("file")
    {
        Run run = uploading(1);
        for (const int delay : delays) {
            CHECK(run.on(FileFailed{0, Lost, false}) == "alarm file 0 " + std::to_string(delay));
            CHECK(run.stage(0) == FileStage::BackingOff);
            CHECK(run.on(AlarmRang{Alarm::File, 0}) == "send 0");
        }
        CHECK(run.on(FileFailed{0, Lost, false}) == "abort");
        CHECK(run.state.phase == Phase::Failed);
        CHECK(run.state.is_resumable);
    }
    SUBCASE("status, for the slots")
    {
        Run run = creating(1);
        CHECK(run.on(ObjectCreated{false}) == "status");
        for (const int delay : delays) {
            CHECK(run.on(StatusFailed{Lost}) == "alarm status 0 " + std::to_string(delay));
            CHECK(run.on(AlarmRang{Alarm::Status}) == "status");
        }
        CHECK(run.on(StatusFailed{Lost}) == "abort");
        CHECK(run.state.phase == Phase::Failed);
        CHECK(run.state.is_resumable);
    }
    SUBCASE("each request counts for itself")
    {
        Run run(new_state(1));
        run.on(Started{});
        run.on(Spooled{});
        for (int i = 0; i < 4; ++i) {
            run.on(TokenFailed{NoNetwork.error});
            run.on(AlarmRang{Alarm::Token});
        }
        run.on(TokenReady{});
        run.on(Compared{Comparison::New});
        CHECK(run.on(CreateFailed{NoNetwork}) == "alarm create 0 1000");
    }
}

TEST_CASE("machine: the service's wish to wait")
{
    const auto slow = [](seconds wish) { return answered(ErrorKind::RateLimited, 429, wish); };
    Run run = creating(2);
    CHECK(run.on(CreateFailed{slow(seconds(30))}) == "alarm create 0 30000");
    run.on(AlarmRang{Alarm::Create});
    run.on(ObjectCreated{true});
    CHECK(run.on(FileFailed{1, slow(seconds(120)), false}) == "alarm file 1 120000");
    CHECK(run.on(FileFailed{0, slow(seconds(121)), false}) == "abort"); // longer than anybody waits
    CHECK(run.state.phase == Phase::Failed);
    CHECK(run.state.is_resumable);
}

TEST_CASE("machine: how a create may fail")
{
    struct Case
    {
        api::Failure failure;
        Phase phase;
        bool is_resumable;
    };
    for (const Case &c : std::vector<Case>{
             {Lost, Phase::UnknownCreate, true},
             {unanswered(ErrorKind::ConnectionLost), Phase::UnknownCreate, true},
             {answered(ErrorKind::Unavailable, 500), Phase::UnknownCreate, true},
             {answered(ErrorKind::Unavailable, 503), Phase::UnknownCreate, true},
             {answered(ErrorKind::BadAnswer, 200), Phase::UnknownCreate, true},
             {unanswered(ErrorKind::Journal), Phase::UnknownCreate, true},
             {Refused, Phase::Failed, false},
             {answered(ErrorKind::Unavailable, 403), Phase::Failed, false},
             {answered(ErrorKind::NotLinked, 401), Phase::Failed, true},
             {unanswered(ErrorKind::SignInDenied, false), Phase::Failed, true},
             {unanswered(ErrorKind::Cancelled, false), Phase::Cancelled, false},
             // Nothing was sent: what is on the disk is not thrown away.
             {unanswered(ErrorKind::Tls, false), Phase::Failed, true},
             {unanswered(ErrorKind::Journal, false), Phase::Failed, true},
         }) {
        CAPTURE(to_string(c.failure.error.kind));
        CAPTURE(c.failure.error.status);
        Run run = creating(2);
        CHECK(run.on(CreateFailed{c.failure}) == "abort");
        CHECK(run.state.phase == c.phase);
        CHECK(run.state.is_resumable == c.is_resumable);
        CHECK(run.state.error == c.failure.error);
    }
}

TEST_CASE("machine: how a file may fail")
{
    struct Case
    {
        api::Failure failure;
        Phase phase;
        bool is_resumable;
    };
    for (const Case &c : std::vector<Case>{
             {Refused, Phase::Failed, false},
             {unanswered(ErrorKind::Disk), Phase::Failed, true},
             {answered(ErrorKind::NotLinked, 401), Phase::Failed, true},
             {unanswered(ErrorKind::SignInFailed, false), Phase::Failed, true},
             {unanswered(ErrorKind::Tls, false), Phase::Failed, true},
             {unanswered(ErrorKind::Cancelled, false), Phase::Paused, true},
         }) {
        CAPTURE(to_string(c.failure.error.kind));
        Run run = uploading(6);
        CHECK(run.on(FileFailed{3, c.failure, true}) == "abort");
        CHECK(run.state.phase == c.phase);
        CHECK(run.state.is_resumable == c.is_resumable);
        CHECK(run.state.error == c.failure.error);
        CHECK(run.on(FileAccepted{0}).empty());
    }
}

TEST_CASE("machine: a file whose answer was lost is asked for before it is sent again")
{
    Run run = uploading(2);
    CHECK(run.on(FileFailed{0, Lost, true}) == "alarm file 0 1000");
    CHECK(run.stage(0) == FileStage::Unsure);
    CHECK(run.on(FileAccepted{1}).empty());
    CHECK(run.state.phase == Phase::Uploading);
    CHECK(run.on(AlarmRang{Alarm::File, 0}) == "status");
    CHECK(run.on(AlarmRang{Alarm::File, 0}).empty());

    SUBCASE("it is there")
    {
        CHECK(run.status({FileStatus::Complete, FileStatus::Pending}) == "status");
        CHECK(run.state.phase == Phase::Verifying);
        CHECK(run.status({FileStatus::Complete, FileStatus::Complete}) == "abort");
        CHECK(run.state.files[0].attempts == 1);
    }
    SUBCASE("it is not")
    {
        for (const FileStatus status : {FileStatus::Pending, FileStatus::Failed, FileStatus::Unknown}) {
            Run other = run;
            CHECK(other.status({status, FileStatus::Complete}) == "send 0");
        }
    }
    SUBCASE("nobody says: sending it again costs only time")
    {
        for (int i = 0; i < 4; ++i) {
            CHECK(run.on(StatusFailed{Lost}).starts_with("alarm status 0 "));
            CHECK(run.on(AlarmRang{Alarm::Status}) == "status");
        }
        CHECK(run.on(StatusFailed{Lost}) == "send 0");
    }
    SUBCASE("the status is refused")
    {
        CHECK(run.on(StatusFailed{Refused}) == "send 0");
    }
    SUBCASE("the account is lost")
    {
        CHECK(run.on(StatusFailed{answered(ErrorKind::NotLinked, 401)}) == "abort");
        CHECK(run.state.phase == Phase::Failed);
        CHECK(run.state.is_resumable);
    }
    SUBCASE("the person closes the sign-in: it is not opened again at once")
    {
        CHECK(run.on(StatusFailed{unanswered(ErrorKind::Cancelled, false)}) == "abort");
        CHECK(run.state.phase == Phase::Paused);
        CHECK(run.state.is_resumable);
    }
    SUBCASE("not sent whole, or surely not arrived: it is simply sent again")
    {
        Run other = uploading(2);
        other.on(FileFailed{0, Lost, false});
        CHECK(other.stage(0) == FileStage::BackingOff);
        other.on(FileFailed{1, NoNetwork, true});
        CHECK(other.stage(1) == FileStage::BackingOff);
        CHECK(other.on(AlarmRang{Alarm::File, 1}) == "send 1");
    }
}
