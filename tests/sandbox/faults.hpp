// Switchable misbehaviour: 'METHOD PATH#NTH:KIND' lines, matched against each request as it arrives.
// Thread-safe. One list belongs to each sandbox.
//
// METHOD  an HTTP method or *
// PATH    without query; a segment {anything} matches any one segment, a trailing * any rest
// NTH     1-based count of the requests that match METHOD and PATH since the fault was added: N, N+ or *
// KIND    see fault_help()
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::sandbox {

enum class FaultKind
{
    None,
    // Instead of processing.
    Status,
    Html,
    Redirect,
    DropBefore,
    DropMid,
    StopReading,
    LeaveOrigin,
    // The request is processed as if no token were known any more.
    ExpireTokens,
    ForgetTokens,
    // The request is processed, then the answer goes wrong.
    StatusAfter,
    DropAfter,
    Garbage,
    EmptyJson,
    WrongTypes,
    Truncated,
    FrameDeny,
    FrameCsp,
    // What upload_status reports for every file.
    ReportedStatus,
    // Before the answer; the only kind that adds up with another one.
    Slow
};

// A wish to wait, as a header says it.
struct RetryAfter
{
    std::chrono::seconds wait{0};
    bool is_date = false;
};

struct FaultAction
{
    FaultKind kind = FaultKind::None;
    int status = 0;
    std::string detail; // where to redirect, or the word that upload_status reports
    std::optional<RetryAfter> retry_after;
    std::chrono::milliseconds delay{0};
    std::uint64_t clears = 0; // how often the faults had been cleared when it was due
    std::string name;         // as written, for the list of requests
};

struct FaultRule
{
    std::string text;
    std::string method;
    std::string path;
    std::uint64_t first = 1;
    std::uint64_t last = 1;
    FaultAction action;
    std::uint64_t seen = 0;
};

// Throws std::invalid_argument with a sentence naming what is wrong.
[[nodiscard]] FaultRule parse_fault(std::string_view text);
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path);
// The kinds, for --help.
[[nodiscard]] const char *fault_help();

class FaultList
{
public:
    // Throws std::invalid_argument.
    void add(std::string_view text);
    // All of the lines or none; empty lines are skipped. Throws std::invalid_argument.
    void add_lines(std::string_view lines);
    void clear();
    [[nodiscard]] std::vector<std::string> texts() const;

    // Counts the request and says what is to happen to it: the first rule due, and every due delay.
    [[nodiscard]] FaultAction arrive(std::string_view method, std::string_view path);
    // Waits for the action's delay, or until the faults are cleared.
    void pause(const FaultAction &action);
    // Nothing pauses any more.
    void end_pauses();

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_clears = 0;
    bool m_is_ended = false;
    std::vector<FaultRule> m_rules;
};

} // namespace mmf::sandbox
