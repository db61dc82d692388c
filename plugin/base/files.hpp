// Private files: folders of mode 0700, files of mode 0600, symbolic links refused, writes synced. Functions
// are thread-safe; objects belong to one thread. Errors are Disk or DiskFull with the path and the system's
// reason.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mmf {

// Owns a file descriptor.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : m_fd(fd) {}
    FileDescriptor(FileDescriptor &&other) noexcept;
    FileDescriptor &operator=(FileDescriptor &&other) noexcept;
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    ~FileDescriptor();

    int get() const { return m_fd; }
    bool is_open() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

// A new file written from start to end.
class FileWriter
{
public:
    // Fails if there is something at `path`.
    static Result<FileWriter> create(const std::filesystem::path &path);

    Result<void> write(std::span<const std::byte> bytes);
    // On the disk when this returns true, the folder's entry included.
    Result<void> sync();
    std::uint64_t size() const { return m_size; }

private:
    FileWriter(std::filesystem::path path, FileDescriptor file)
        : m_path(std::move(path)), m_file(std::move(file))
    {
    }

    std::filesystem::path m_path;
    FileDescriptor m_file;
    std::uint64_t m_size = 0;
};

// An exclusive lock on a folder, held by this process until the object ends (flock).
class FolderLock
{
public:
    // Null if another process, or another object of this one, holds it.
    static Result<std::optional<FolderLock>> try_lock(const std::filesystem::path &folder);

private:
    explicit FolderLock(FileDescriptor file) : m_file(std::move(file)) {}
    FileDescriptor m_file;
};

// The same on a file, which is there to be locked and is made if it is not.
class FileLock
{
public:
    // Null if another process, or another object of this one, holds it.
    static Result<std::optional<FileLock>> try_lock(const std::filesystem::path &path);

private:
    explicit FileLock(FileDescriptor file) : m_file(std::move(file)) {}
    FileDescriptor m_file;
};

// Opens a regular file for reading; a symbolic link or anything else is refused.
Result<FileDescriptor> open_for_reading(const std::filesystem::path &path);

// Reads on from where the last read ended; 0 at the end. `path` is for the error.
Result<std::size_t> read_some(const FileDescriptor &file, std::span<std::byte> block,
                              const std::filesystem::path &path);

// In bytes.
Result<std::uint64_t> file_size(const FileDescriptor &file, const std::filesystem::path &path);

// From where the last read ended to the file's end, a block at a time; an error of `take` ends it.
Result<void> read_blocks(const FileDescriptor &file, const std::filesystem::path &path,
                         const std::function<Result<void>(std::span<const std::byte>)> &take);

// The file's bytes and its entry in the folder are on the disk when this returns true.
Result<void> sync_file(const FileDescriptor &file, const std::filesystem::path &path);

// Makes `to`, where nothing may be yet, a file with the bytes of the regular file `from` without copying
// them: another name of it, or one that shares its blocks. Its mode is 0600. False: the file system can do
// neither, and there is no `to`.
Result<bool> share_file(const std::filesystem::path &from, const std::filesystem::path &to);

// The whole file. One longer than `max_size` is an error; a missing one is nullopt.
Result<std::optional<std::string>> read_file(const std::filesystem::path &path, std::uint64_t max_size);

// The same of a file with secrets: one that is not this user's own, or that others may read or write, is an
// error.
Result<std::optional<std::string>> read_private_file(const std::filesystem::path &path,
                                                     std::uint64_t max_size);

// All or nothing: written beside, synced, renamed.
Result<void> write_file(const std::filesystem::path &path, std::string_view text);

// Makes the folder and its parents; the last one gets mode 0700.
Result<void> make_private_folder(const std::filesystem::path &folder);

// Makes what was created, renamed or removed in the folder last.
Result<void> sync_folder(const std::filesystem::path &folder);

// Removes it with all it holds; what is not there is no error.
void remove_folder(const std::filesystem::path &folder);

} // namespace mmf
