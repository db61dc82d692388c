// A journal that is damaged must not keep anybody from publishing: it is put aside, for whoever can read it
// again, and a new one is begun. On the worker.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "publish/journal.hpp"

#include <filesystem>
#include <optional>

namespace mmf::publish {

struct OpenedJournal
{
    Journal journal;
    std::optional<std::filesystem::path> aside; // where the damaged one is now
};

// Whether the file can be read and is no journal, or one of which parts are gone. One that cannot be read, or
// was made by a newer version, is none of these; nor is a missing one. Reads it whole.
bool is_damaged(const std::filesystem::path &path);

// As Journal::open; before it, a damaged one and its companions (-wal, -shm) are renamed to
// `<path>.damaged-<date and time, UTC>`. Error: Journal.
Result<OpenedJournal> open_or_renew(const std::filesystem::path &path, WallTime now);

} // namespace mmf::publish
