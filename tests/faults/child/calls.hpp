// The system calls of this process on the disk or on a line: some are counted, and one of them goes wrong.
// Thread-safe.
//
// They are the process's own symbols in place of the C library's, so shared libraries (curl, SQLite) come
// here, too.
#pragma once

#include <cstdint>

namespace mmf::test {

// Which calls are counted, and what becomes of the `at`th of them, from 1; 0: nothing.
struct CallPlan
{
    enum class Calls
    {
        Changes, // what leaves something behind, on the disk or on a line
        Writes,  // what adds to regular files and folders
        Reads,   // of regular files
    };
    enum class Effect
    {
        Kill,     // the process, before the call
        KillHalf, // the process, after half of the call's bytes
        Fail,     // the call, with `error`
    };

    Calls calls = Calls::Changes;
    Effect effect = Effect::Kill;
    std::uint64_t at = 0;
    bool is_lasting = false; // each later one fails, too
    int error = 0;
};

// Counts from 1 again.
void plan_calls(const CallPlan &plan);
std::uint64_t counted_calls();

} // namespace mmf::test
