// Where the drafts are kept: one private file, written whole. Functions are thread-safe; of two processes
// that write at the same moment one may lose what it wrote.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "publish/draft_book.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace mmf::publish {

// Empty if there is no file. Errors: Disk; BadFile if it cannot be understood.
Result<DraftBook> read_drafts(const std::filesystem::path &file);

// On the disk when this returns true; no draft: the model's is forgotten. A file that cannot be understood is
// kept aside, and its new name told. Errors: Disk, DiskFull.
Result<std::optional<std::filesystem::path>> keep_draft(const std::filesystem::path &file,
                                                        const std::string &model,
                                                        const std::optional<KeptDraft> &draft, WallTime now);

} // namespace mmf::publish
