// What a job's folder in the spool says of itself, so that the entry module can tell without the journal, and
// without the libraries that this takes, that there is something to go on with. The journal has the last
// word: a mark that was lost is found missing at the next first action, nothing else depends on it. Functions
// are thread-safe.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <filesystem>

namespace mmf {

enum class SpoolMark
{
    None,       // not whole: nobody can have a use for it but the job that writes it
    Unfinished, // whole, and can go on, if only after a person's decision: offered at a start
    Kept,       // whole, but not for who is linked now, or nobody knows for what any more
};

SpoolMark mark_of(const std::filesystem::path &folder);

// Whoever sets it holds the folder's lock. Not synced. Error: Disk, DiskFull.
Result<void> set_mark(const std::filesystem::path &folder, SpoolMark mark);

// How many folders are marked as unfinished and held by no process. Changes nothing; a spool that is not
// there or cannot be read has none. Each folder so marked is locked for a moment.
std::size_t count_unfinished(const std::filesystem::path &spool);

} // namespace mmf
