// What a publish does next: a pure function of what it is in and what happened.
//
// One publish is one object of the service with one or more files. The machine knows neither bytes, ids nor
// sockets; the job carries out its commands and tells it what came of them. Times are given to it, so a table
// can test it.
//
//   Spooling → NeedToken → Comparing → Queued → Creating → Uploading → Verifying
//   → (Reuploading → Verifying)* → Done
//   and from anywhere: Failed, UnknownCreate (from Creating only), Paused, Cancelled.
#pragma once

#include "api/answer.hpp"
#include "api/objects.hpp"
#include "base/clock.hpp"
#include "base/policy.hpp"
#include "base/result.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace mmf::publish {

enum class Phase
{
    Spooling,
    NeedToken,
    Comparing, // whether the same bytes are there already, and what a person then wishes
    Queued,    // until it is its turn to send
    Creating,
    Uploading,
    Verifying,
    Reuploading, // a file that the service asked for again
    Done,
    Failed,
    UnknownCreate, // the object may exist; a person must say
    Paused,        // goes on at another start
    Cancelled,
};

enum class FileStage
{
    Waiting, // to be sent
    Sending,
    BackingOff,
    Unsure,   // the answer was lost: its status is asked before it is sent again
    Accepted, // the service answered 2xx
    Complete, // the service says so
    Refused,  // a picture that will not be there; the object is published without it
};
inline constexpr std::array EveryFileStage = {FileStage::Waiting, FileStage::Sending,  FileStage::BackingOff,
                                              FileStage::Unsure,  FileStage::Accepted, FileStage::Complete,
                                              FileStage::Refused};

struct FileState
{
    FileStage stage = FileStage::Waiting;
    int attempts = 0;
    TimePoint accepted_at{};
    bool is_picture = false; // what becomes of it does not decide about the object
};

struct Offline
{
    TimePoint since{};
    int tries = 0;
};

struct State
{
    Phase phase = Phase::Spooling;
    std::vector<FileState> files; // the pictures behind the others
    // Whether the object exists at the service, and its upload slots are known.
    bool has_object = false;
    bool has_slots = false;
    // Of the present request: token, create or status.
    int attempts = 0;
    std::optional<Offline> offline; // nullopt: somebody could be reached
    bool is_asking = false;         // a person, whether to publish the same bytes again
    bool has_turn = false;          // to send
    bool is_create_sent = false;
    bool is_status_asked = false;
    std::size_t polls = 0;
    TimePoint verify_until{};
    // Why it ended; and whether the same job can go on.
    std::optional<Error> error;
    bool is_resumable = false;
    // Done, and the service has said of every file that it is complete.
    bool is_confirmed = false;
    // Done, though nothing was sent: the same bytes were published before.
    bool is_earlier = false;

    bool has_ended() const { return phase >= Phase::Done; }
};

// What happened.
struct Started
{
};
struct Spooled
{
};
struct SpoolFailed
{
    Error error;
};
struct TokenReady
{
};
struct TokenFailed
{
    Error error;
};
// Of the bytes to be published, in answer to Compare.
enum class Comparison
{
    New,       // or a person wishes it all the same
    Ask,       // published before, or Unclear, and a person may be asked
    Earlier,   // published before, and nobody is to be asked
    UnderWay,  // another job is publishing them
    Undecided, // another job may have created their object, and a person is asked about that one
    Elsewhere, // another process is
    Unclear,   // an upload of them may have created an object, and nobody is to be asked
};
struct Compared
{
    Comparison comparison;
};
// It is not known whether the same bytes were published before: nothing is sent.
struct CompareFailed
{
    Error error;
};
// A person's answer to the question of Comparison::Ask; the other one is CancelRequested.
struct PublishAgain
{
};
// Others were before it: much may have changed meanwhile.
struct TurnCame
{
    bool has_waited = false;
};
// A picture that cannot be had, or that the service has no place for.
struct PictureLost
{
    std::size_t file;
};
struct ObjectCreated
{
    bool has_slots = true;
};
struct CreateFailed
{
    api::Failure failure;
};
struct FileAccepted
{
    std::size_t file;
};
struct FileFailed
{
    std::size_t file;
    api::Failure failure;
    bool was_sent_whole = false;
};
struct StatusRead
{
    std::vector<api::FileStatus> files; // as many as the job has; unknown where the slots are not known
};
struct StatusFailed
{
    api::Failure failure;
};
enum class Alarm
{
    Token,
    Create,
    Status,
    File,
};
struct AlarmRang
{
    Alarm alarm;
    std::size_t file = 0;
};
// `may_be_created`: of a create under way, whether it may have reached the service.
struct CancelRequested
{
    bool keep = false; // an object that was created can go on later
    bool may_be_created = true;
};
// `reason`: the job must not go on now, though nobody wished it to pause.
struct PauseRequested
{
    bool may_be_created = true;
    std::optional<Error> reason = std::nullopt;
};
using Event = std::variant<Started, Spooled, SpoolFailed, TokenReady, TokenFailed, Compared, CompareFailed,
                           PublishAgain, PictureLost, TurnCame, ObjectCreated, CreateFailed, FileAccepted,
                           FileFailed, StatusRead, StatusFailed, AlarmRang, CancelRequested, PauseRequested>;

// What is to be done.
struct Spool
{
};
struct GetToken
{
};
struct Compare
{
};
// TurnCame follows, sooner or later.
struct TakeTurn
{
};
// With the pictures that are not refused.
struct CreateObject
{
};
struct SendFile
{
    std::size_t file;
};
// Asks the status; with the slots unknown, the slots are taken from it, and StatusRead comes only if that
// worked.
struct ReadStatus
{
};
struct SetAlarm
{
    Alarm alarm;
    std::size_t file;
    milliseconds delay;
};
// Ends every transfer and alarm.
struct AbortAll
{
};
using Command =
    std::variant<Spool, GetToken, Compare, TakeTurn, CreateObject, SendFile, ReadStatus, SetAlarm, AbortAll>;

struct Step
{
    State state;
    std::vector<Command> commands;
};

// `jitter` is 0 to 1. Events that do not fit the state, such as the late answer of an aborted transfer,
// change nothing.
Step next(const Policy &policy, State state, const Event &event, TimePoint now, double jitter);

// A job with `files` files, and pictures behind them, at its start: from nothing, or from what a journal
// says.
State new_state(std::size_t files, std::size_t pictures = 0);
State resumed_state(std::size_t files, bool has_object, bool has_slots, std::size_t pictures = 0);

} // namespace mmf::publish
