// A publish machine on a clock, whose commands are read as words.
#pragma once

#include "publish/machine.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mmf::publish::test {

inline std::string word(const Command &command)
{
    constexpr const char *Alarms[] = {"token", "create", "status", "file"};
    if (std::holds_alternative<Spool>(command)) {
        return "spool";
    }
    if (std::holds_alternative<GetToken>(command)) {
        return "token";
    }
    if (std::holds_alternative<Compare>(command)) {
        return "compare";
    }
    if (std::holds_alternative<TakeTurn>(command)) {
        return "turn";
    }
    if (std::holds_alternative<CreateObject>(command)) {
        return "create";
    }
    if (const auto *send = std::get_if<SendFile>(&command)) {
        return "send " + std::to_string(send->file);
    }
    if (std::holds_alternative<ReadStatus>(command)) {
        return "status";
    }
    if (const auto *alarm = std::get_if<SetAlarm>(&command)) {
        return "alarm " + std::string(Alarms[static_cast<int>(alarm->alarm)]) + " " +
               std::to_string(alarm->file) + " " + std::to_string(alarm->delay.count());
    }
    return "abort";
}

inline api::Failure unanswered(ErrorKind kind, bool may_have_arrived = true)
{
    return {Error{kind, "reason", 0}, may_have_arrived, std::nullopt};
}

inline api::Failure answered(ErrorKind kind, int status,
                             std::optional<milliseconds> retry_after = std::nullopt)
{
    return {Error{kind, "reason", status}, true, retry_after};
}

inline const api::Failure Lost = unanswered(ErrorKind::Timeout);
inline const api::Failure NoNetwork = unanswered(ErrorKind::Offline, false);
inline const api::Failure Refused = answered(ErrorKind::Rejected, 422);

// A machine on a clock, with no spread of its delays. Nobody else sends, unless `has_others`.
struct MachineRun
{
    explicit MachineRun(State first) : state(std::move(first)) {}

    // The commands, as words.
    std::string on(const Event &event)
    {
        Step step = next(policy, std::move(state), event, now, 0.5);
        state = std::move(step.state);
        if (step.commands.size() == 1 && std::holds_alternative<TakeTurn>(step.commands[0]) && !has_others) {
            return on(TurnCame{});
        }
        std::string words;
        for (const Command &command : step.commands) {
            words += (words.empty() ? "" : ", ") + word(command);
        }
        return words;
    }
    std::string status(std::vector<api::FileStatus> files) { return on(StatusRead{std::move(files)}); }
    FileStage stage(std::size_t file) const { return state.files.at(file).stage; }

    Policy policy;
    TimePoint now{std::chrono::hours(5)};
    State state;
    bool has_others = false;
};

// Others are before it.
inline MachineRun waiting(std::size_t files)
{
    MachineRun run(new_state(files));
    run.has_others = true;
    run.on(Started{});
    run.on(Spooled{});
    run.on(TokenReady{});
    run.on(Compared{Comparison::New});
    return run;
}

inline MachineRun creating(std::size_t files, std::size_t pictures = 0)
{
    MachineRun run(new_state(files, pictures));
    run.on(Started{});
    run.on(Spooled{});
    run.on(TokenReady{});
    run.on(Compared{Comparison::New});
    return run;
}

inline MachineRun uploading(std::size_t files, std::size_t pictures = 0)
{
    MachineRun run = creating(files, pictures);
    run.on(ObjectCreated{true});
    return run;
}

inline MachineRun verifying(std::size_t files, std::size_t pictures = 0)
{
    MachineRun run = uploading(files, pictures);
    for (std::size_t i = 0; i < files + pictures; ++i) {
        run.on(FileAccepted{i});
    }
    return run;
}

} // namespace mmf::publish::test
