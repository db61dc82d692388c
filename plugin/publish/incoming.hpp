// A place for a file that the host writes: private, in the state folder, so that it lies on the file system
// of the spool. Functions are thread-safe; a file is used by one thread at a time.
#pragma once

#include "base/result.hpp"
#include "publish/spool.hpp"

#include <filesystem>
#include <memory>

namespace mmf::publish {

// Owns `<incoming>/<random>/plate.stl`, whoever writes it, and removes it when it ends. Its folder is locked
// as long as it lives.
class IncomingFile
{
public:
    // Makes the folder; there is no file yet. Errors: Disk, DiskFull.
    static Result<std::shared_ptr<const IncomingFile>> create(const std::filesystem::path &incoming);
    IncomingFile(const IncomingFile &) = delete;
    IncomingFile &operator=(const IncomingFile &) = delete;
    ~IncomingFile();

    std::filesystem::path path() const { return m_folder.file("plate.stl"); }

private:
    explicit IncomingFile(SpoolFolder folder) : m_folder(std::move(folder)) {}

    SpoolFolder m_folder;
};

// Removes what was left by processes that are no more; what a living one holds stays.
void remove_stale_incoming(const std::filesystem::path &incoming);

} // namespace mmf::publish
