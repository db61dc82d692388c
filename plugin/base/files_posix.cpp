#include "base/files.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace mmf {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> system_error(const fs::path &path)
{
    const int code = errno;
    const auto kind = code == ENOSPC || code == EDQUOT ? ErrorKind::DiskFull : ErrorKind::Disk;
    return fail(kind, path.string() + ": " + std::generic_category().message(code));
}

FileDescriptor open_file(const fs::path &path, int flags, mode_t mode = 0)
{
    int fd = -1;
    do {
        fd = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode);
    } while (fd < 0 && errno == EINTR);
    return FileDescriptor(fd);
}

} // namespace

FileDescriptor::FileDescriptor(FileDescriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

FileDescriptor &FileDescriptor::operator=(FileDescriptor &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

FileDescriptor::~FileDescriptor()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

Result<FileWriter> FileWriter::create(const fs::path &path)
{
    FileDescriptor file = open_file(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!file.is_open()) {
        return system_error(path);
    }
    return FileWriter(path, std::move(file));
}

Result<void> FileWriter::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file.get(), bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return system_error(m_path);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        m_size += static_cast<std::uint64_t>(written);
    }
    return {};
}

Result<void> FileWriter::sync()
{
    if (::fsync(m_file.get()) != 0) {
        return system_error(m_path);
    }
    return sync_folder(m_path.parent_path());
}

Result<std::optional<FolderLock>> FolderLock::try_lock(const fs::path &folder)
{
    FileDescriptor file = open_file(folder, O_RDONLY | O_DIRECTORY);
    if (!file.is_open()) {
        return system_error(folder);
    }
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return std::nullopt;
        }
        return system_error(folder);
    }
    return FolderLock(std::move(file));
}

Result<FileDescriptor> open_for_reading(const fs::path &path)
{
    // O_NONBLOCK: opening a named pipe must not wait for its writer.
    FileDescriptor file = open_file(path, O_RDONLY | O_NONBLOCK);
    struct stat status = {};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return system_error(path);
    }
    if (!S_ISREG(status.st_mode)) {
        return fail(ErrorKind::Disk, path.string() + ": not a regular file");
    }
    return file;
}

Result<std::size_t> read_some(const FileDescriptor &file, std::span<std::byte> block, const fs::path &path)
{
    ssize_t count = 0;
    do {
        count = ::read(file.get(), block.data(), block.size());
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        return system_error(path);
    }
    return static_cast<std::size_t>(count);
}

Result<std::optional<std::string>> read_file(const fs::path &path, std::uint64_t max_size)
{
    auto file = open_for_reading(path);
    if (!file) {
        std::error_code ignored;
        if (fs::symlink_status(path, ignored).type() == fs::file_type::not_found) {
            return std::nullopt;
        }
        return tl::unexpected(file.error());
    }
    std::string text;
    std::array<std::byte, 16384> block{};
    for (;;) {
        const auto count = read_some(*file, block, path);
        if (!count) {
            return tl::unexpected(count.error());
        }
        if (*count == 0) {
            return text;
        }
        text.append(reinterpret_cast<const char *>(block.data()), *count);
        if (text.size() > max_size) {
            return fail(ErrorKind::Disk, path.string() + ": larger than expected");
        }
    }
}

Result<void> write_file(const fs::path &path, std::string_view text)
{
    fs::path temporary = path;
    // Named for the thread: two of them may write the same file.
    temporary += ".new-" + std::to_string(::gettid());
    ::unlink(temporary.c_str()); // left by a thread of the same number that died
    const auto write = [&]() -> Result<void> {
        auto writer = FileWriter::create(temporary);
        if (!writer) {
            return tl::unexpected(writer.error());
        }
        return writer->write(std::as_bytes(std::span(text))).and_then([&] { return writer->sync(); });
    };
    if (auto written = write(); !written) {
        ::unlink(temporary.c_str());
        return written;
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        auto error = system_error(path);
        ::unlink(temporary.c_str());
        return error;
    }
    return sync_folder(path.parent_path());
}

Result<void> make_private_folder(const fs::path &folder)
{
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    if (error) {
        return fail(ErrorKind::Disk, folder.parent_path().string() + ": " + error.message());
    }
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return system_error(folder);
    }
    if (!fs::is_directory(fs::symlink_status(folder, error))) {
        return fail(ErrorKind::Disk, folder.string() + ": not a folder");
    }
    return {};
}

Result<void> sync_folder(const fs::path &folder)
{
    const FileDescriptor file = open_file(folder.empty() ? fs::path(".") : folder, O_RDONLY | O_DIRECTORY);
    if (!file.is_open() || ::fsync(file.get()) != 0) {
        return system_error(folder);
    }
    return {};
}

void remove_folder(const fs::path &folder)
{
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

} // namespace mmf
