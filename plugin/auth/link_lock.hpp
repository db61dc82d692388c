// Of all processes that share one link, the one that may change it: a lock file, which the end of a process
// gives up as well. Belongs to one thread; never waits.
#pragma once

#include "base/files.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace mmf::auth {

class LinkLock
{
public:
    // The file is in `folder`, which is made when it is needed; `link_key` is Profile::link_key().
    LinkLock(std::filesystem::path folder, const std::string &link_key);

    // False: another one has it. Error: Disk, DiskFull; there is none to be had.
    Result<bool> try_lock();
    void unlock() { m_held.reset(); }

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_file;
    std::optional<FileLock> m_held;
};

} // namespace mmf::auth
