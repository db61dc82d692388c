// The small pictures of the uploads in the list, a file for each. Apart from the journal, since nothing
// depends on them: one that cannot be written or read is missing, and that is all. Several processes may use
// it at once. For any thread; in practice the loop's.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <string>

namespace mmf::publish {

// Of one, in bytes: several times what any has.
constexpr std::uint64_t MaxThumbnailBytes = 64 << 10;

class ThumbnailFolder
{
public:
    // Made when the first one is put into it.
    explicit ThumbnailFolder(std::filesystem::path folder);

    // In place of the job's former one. Errors: BadFile, it is too long; Disk, DiskFull.
    Result<void> put(const std::string &job, std::span<const std::byte> jpeg) const;
    // Empty: there is none. Error: Disk, also if it is too long. Nothing of the bytes may be trusted.
    Result<std::string> read(const std::string &job) const;
    void remove(const std::string &job) const;
    // Removes those of other jobs; none, where it cannot be said which those are. `wanted` is asked after the
    // folder was looked at, since another process may just be adding one.
    void keep_only(const std::function<Result<std::set<std::string>>()> &wanted) const;

private:
    Result<std::filesystem::path> file_of(const std::string &job) const;

    std::filesystem::path m_folder;
};

} // namespace mmf::publish
