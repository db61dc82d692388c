// What becomes of folders in the spool that no job works on: what a crash left before it was whole, what has
// ended, and what nobody has gone on with for too long is removed.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/policy.hpp"
#include "publish/journal.hpp"
#include "spool/spool_mark.hpp"

#include <filesystem>
#include <functional>
#include <optional>

namespace mmf::publish {

// A folder that no process holds.
struct SpoolFacts
{
    SpoolMark mark = SpoolMark::None;
    WallTime changed{}; // what is directly in it
    std::optional<JobRecord> job;
    // Who is linked, with the profile in use; nullopt: nobody is known.
    std::optional<bool> may_send;
    bool is_being_made = false;
};

enum class SpoolCare
{
    Leave,
    Remove,
    EndAndRemove, // and note in the journal that the job cannot go on any more
    MarkUnfinished,
    MarkKept,
};

// Pure. A time in the future, after the clock was set, counts as just now.
SpoolCare care_for(const SpoolFacts &facts, WallTime now, const Policy &policy);

using MaySend = std::function<std::optional<bool>(const JobRecord &job)>;

// Looks at every folder and does so; what was removed is logged. On the worker: some system calls and a query
// a folder. What a living process holds is not touched.
void tend_spool(const std::filesystem::path &spool, Journal &journal, const MaySend &may_send,
                const Policy &policy, WallTime now, Log &log);

} // namespace mmf::publish
