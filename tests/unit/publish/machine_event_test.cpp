#include "publish/machine.hpp"

#include "support/machine_run.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using api::FileStatus;
using Run = MachineRun;

namespace {

// One machine in each place that it can be in.
std::vector<Run> every_place()
{
    std::vector<Run> runs;
    runs.emplace_back(new_state(2));
    runs.emplace_back(new_state(0));
    runs.emplace_back(resumed_state(2, false, false));
    runs.emplace_back(resumed_state(2, true, false));
    runs.emplace_back(resumed_state(2, true, true));
    const auto with = [&](Run run, const std::vector<Event> &events) {
        for (const Event &event : events) {
            run.on(event);
        }
        runs.push_back(std::move(run));
    };
    with(Run(new_state(2)), {Started{}});
    with(Run(new_state(2)), {Started{}, Spooled{}});
    with(Run(new_state(2)), {Started{}, Spooled{}, TokenFailed{NoNetwork.error}});
    with(Run(resumed_state(2, true, false)), {Started{}, TokenReady{}});
    with(Run(resumed_state(2, true, true)), {Started{}, TokenReady{}});
    with(Run(new_state(2)), {Started{}, Spooled{}, TokenReady{}});
    with(Run(new_state(2)), {Started{}, Spooled{}, TokenReady{}, Compared{Comparison::Ask}});
    with(waiting(2), {});
    with(waiting(2), {TurnCame{true}});
    with(creating(2), {});
    with(creating(2), {CreateFailed{NoNetwork}});
    with(creating(2), {ObjectCreated{false}});
    with(creating(2), {ObjectCreated{false}, StatusFailed{Lost}});
    with(uploading(2), {});
    with(uploading(2), {FileFailed{0, Lost, true}});
    with(uploading(2), {FileFailed{0, Lost, true}, AlarmRang{Alarm::File, 0}});
    with(uploading(2), {FileFailed{0, NoNetwork, false}});
    with(uploading(2), {FileAccepted{0}});
    with(verifying(2), {});
    with(verifying(2), {StatusFailed{Lost}});
    with(verifying(2), {StatusRead{{FileStatus::Complete, FileStatus::Unknown}}});
    with(verifying(2), {StatusRead{{FileStatus::Complete, FileStatus::Failed}}});
    // The ends.
    with(verifying(2), {StatusRead{{FileStatus::Complete, FileStatus::Complete}}});
    with(creating(2), {CreateFailed{Lost}});
    with(creating(2), {CreateFailed{Refused}});
    with(uploading(2), {PauseRequested{}});
    with(uploading(2), {CancelRequested{false}});
    return runs;
}

std::vector<Event> every_event()
{
    std::vector<Event> events = {Started{},
                                 Spooled{},
                                 SpoolFailed{Error{ErrorKind::DiskFull, "x", 0}},
                                 TokenReady{},
                                 TokenFailed{NoNetwork.error},
                                 TokenFailed{Error{ErrorKind::Cancelled, "", 0}},
                                 TokenFailed{Error{ErrorKind::NotLinked, "", 0}},
                                 Compared{Comparison::New},
                                 Compared{Comparison::Ask},
                                 Compared{Comparison::Earlier},
                                 Compared{Comparison::UnderWay},
                                 CompareFailed{Error{ErrorKind::Journal, "x", 0}},
                                 PublishAgain{},
                                 TurnCame{false},
                                 TurnCame{true},
                                 ObjectCreated{true},
                                 ObjectCreated{false},
                                 CreateFailed{NoNetwork},
                                 CreateFailed{Lost},
                                 CreateFailed{Refused},
                                 StatusRead{{}},
                                 StatusRead{{FileStatus::Complete}},
                                 StatusRead{std::vector(9, FileStatus::Failed)},
                                 StatusFailed{Lost},
                                 StatusFailed{Refused},
                                 StatusFailed{answered(ErrorKind::NotLinked, 401)},
                                 CancelRequested{false},
                                 CancelRequested{true},
                                 CancelRequested{true, false},
                                 PauseRequested{false},
                                 PauseRequested{}};
    for (const FileStatus status :
         {FileStatus::Complete, FileStatus::Pending, FileStatus::Failed, FileStatus::Unknown}) {
        events.emplace_back(StatusRead{{status, FileStatus::Complete}});
    }
    for (const std::size_t file :
         {std::size_t{0}, std::size_t{1}, std::size_t{2}, static_cast<std::size_t>(-1)}) {
        events.emplace_back(FileAccepted{file});
        events.emplace_back(FileFailed{file, Lost, true});
        events.emplace_back(FileFailed{file, NoNetwork, false});
        events.emplace_back(FileFailed{file, Refused, true});
        for (const Alarm alarm : {Alarm::Token, Alarm::Create, Alarm::Status, Alarm::File}) {
            events.emplace_back(AlarmRang{alarm, file});
        }
    }
    return events;
}

// What holds for every step, whatever happened. `before` is the state it was taken from.
void check_step(const Policy &policy, const State &before, const Step &step)
{
    const State &after = step.state;
    const auto is_abort = [](const Command &command) { return std::holds_alternative<AbortAll>(command); };
    const auto aborts = std::count_if(step.commands.begin(), step.commands.end(), is_abort);
    const auto sending = std::count_if(after.files.begin(), after.files.end(), [](const FileState &file) {
        return file.stage == FileStage::Sending;
    });
    CHECK(sending <= policy.parallel_files);
    if (before.has_ended()) {
        CHECK(step.commands.empty());
        CHECK(after.phase == before.phase);
    } else if (after.has_ended()) {
        REQUIRE_FALSE(step.commands.empty());
        CHECK(aborts == 1);
        CHECK(is_abort(step.commands.back()));
        CHECK(after.error.has_value() == (after.phase != Phase::Done));
    } else {
        CHECK(aborts == 0);
        CHECK_FALSE(after.error);
    }
    for (const Command &command : step.commands) {
        CAPTURE(word(command));
        if (std::holds_alternative<CreateObject>(command)) {
            CHECK_FALSE(before.has_object);
            CHECK_FALSE(before.is_create_sent);
            CHECK(after.has_turn);
            CHECK(after.phase == Phase::Creating);
        } else if (const auto *send = std::get_if<SendFile>(&command)) {
            REQUIRE(send->file < after.files.size());
            CHECK(after.has_slots);
            CHECK(before.files[send->file].stage != FileStage::Sending);
            CHECK(after.files[send->file].attempts <= policy.max_attempts);
        } else if (std::holds_alternative<TakeTurn>(command)) {
            CHECK(after.phase == Phase::Queued);
            CHECK_FALSE(before.has_turn);
        } else if (std::holds_alternative<ReadStatus>(command)) {
            CHECK(after.has_object);
            CHECK(after.has_turn);
        } else if (const auto *alarm = std::get_if<SetAlarm>(&command)) {
            CHECK(alarm->delay > milliseconds(0));
        }
    }
}

} // namespace

TEST_CASE("machine: every event in every place")
{
    const std::vector<Run> places = every_place();
    const std::vector<Event> events = every_event();
    for (std::size_t p = 0; p < places.size(); ++p) {
        for (std::size_t e = 0; e < events.size(); ++e) {
            CAPTURE(p);
            CAPTURE(e);
            const Run &run = places[p];
            for (const milliseconds later :
                 {milliseconds(0), milliseconds(seconds(40)), milliseconds(seconds(400))}) {
                check_step(run.policy, run.state, next(run.policy, run.state, events[e], run.now + later, 1));
            }
        }
    }
}
