#include "base/files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace mmf {

namespace fs = std::filesystem;

namespace {

// Fits the second-level cache beside what is made of it.
constexpr std::size_t ReadBlockSize = 256 * 1024;

// What is written begins its way to the disk in pieces of this size.
constexpr std::uint64_t WriteBackSize = 1024 * 1024;

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

// Of a file that has grown from `before` to `now`: whole pieces go to the disk already, so that there is less
// to wait for when it is synced, which is the one wait that nothing can end. What goes wrong shows there.
void begin_write_back([[maybe_unused]] const FileDescriptor &file, [[maybe_unused]] std::uint64_t before,
                      [[maybe_unused]] std::uint64_t now)
{
#ifdef SYNC_FILE_RANGE_WRITE
    const std::uint64_t begin = before / WriteBackSize * WriteBackSize;
    const std::uint64_t end = now / WriteBackSize * WriteBackSize;
    if (begin != end) {
        ::sync_file_range(file.get(), static_cast<off64_t>(begin), static_cast<off64_t>(end - begin),
                          SYNC_FILE_RANGE_WRITE);
    }
#endif
}

// False if it is locked already.
Result<bool> lock_now(const FileDescriptor &file, const fs::path &path)
{
    if (file.is_open() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
        return true;
    }
    if (file.is_open() && errno == EWOULDBLOCK) {
        return false;
    }
    return system_error(path);
}

// Nullopt if there is none.
Result<std::optional<std::string>>
read_checked(const fs::path &path, std::uint64_t max_size,
             const std::function<Result<void>(const FileDescriptor &)> &check)
{
    const auto file = open_for_reading(path);
    if (!file) {
        std::error_code ignored;
        if (fs::symlink_status(path, ignored).type() == fs::file_type::not_found) {
            return std::nullopt;
        }
        return tl::unexpected(file.error());
    }
    std::string text;
    const auto take = [&](std::span<const std::byte> bytes) -> Result<void> {
        text.append(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        if (text.size() > max_size) {
            return fail(ErrorKind::Disk, path.string() + ": larger than expected");
        }
        return {};
    };
    return check(*file).and_then([&] { return read_blocks(*file, path, take); }).map([&] {
        return std::optional(std::move(text));
    });
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
    const std::uint64_t before = m_size;
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
    begin_write_back(m_file, before, m_size);
    return {};
}

Result<void> FileWriter::sync()
{
    return sync_file(m_file, m_path);
}

Result<std::optional<FolderLock>> FolderLock::try_lock(const fs::path &folder)
{
    FileDescriptor file = open_file(folder, O_RDONLY | O_DIRECTORY);
    return lock_now(file, folder).map([&](bool is_locked) {
        return is_locked ? std::optional(FolderLock(std::move(file))) : std::nullopt;
    });
}

Result<std::optional<FileLock>> FileLock::try_lock(const fs::path &path)
{
    FileDescriptor file = open_file(path, O_RDWR | O_CREAT, 0600);
    return lock_now(file, path).map([&](bool is_locked) {
        return is_locked ? std::optional(FileLock(std::move(file))) : std::nullopt;
    });
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

Result<std::uint64_t> file_size(const FileDescriptor &file, const fs::path &path)
{
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0) {
        return system_error(path);
    }
    return static_cast<std::uint64_t>(status.st_size);
}

Result<void> read_blocks(const FileDescriptor &file, const fs::path &path,
                         const std::function<Result<void>(std::span<const std::byte>)> &take)
{
    std::vector<std::byte> block(ReadBlockSize);
    for (;;) {
        const auto count = read_some(file, block, path);
        if (!count) {
            return tl::unexpected(count.error());
        }
        if (*count == 0) {
            return {};
        }
        if (auto taken = take(std::span(std::as_const(block)).first(*count)); !taken) {
            return taken;
        }
    }
}

Result<void> sync_file(const FileDescriptor &file, const fs::path &path)
{
    if (::fsync(file.get()) != 0) {
        return system_error(path);
    }
    return sync_folder(path.parent_path());
}

Result<bool> share_file(const fs::path &from, const fs::path &to)
{
    const auto source = open_for_reading(from);
    if (!source) {
        return tl::unexpected(source.error());
    }
    if (::link(from.c_str(), to.c_str()) == 0) {
        if (::fchmod(source->get(), 0600) == 0) {
            return true;
        }
        auto error = system_error(to);
        ::unlink(to.c_str());
        return error;
    }
    if (errno == EEXIST || errno == ENOENT || errno == ENOSPC) {
        return system_error(to);
    }
    const FileDescriptor target = open_file(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!target.is_open()) {
        return system_error(to);
    }
    if (::ioctl(target.get(), FICLONE, source->get()) == 0) {
        return true;
    }
    ::unlink(to.c_str());
    return false;
}

Result<std::optional<std::string>> read_file(const fs::path &path, std::uint64_t max_size)
{
    return read_checked(path, max_size, [](const FileDescriptor &) { return Result<void>(); });
}

Result<std::optional<std::string>> read_private_file(const fs::path &path, std::uint64_t max_size)
{
    return read_checked(path, max_size, [&](const FileDescriptor &file) -> Result<void> {
        struct stat status = {};
        if (::fstat(file.get(), &status) != 0) {
            return system_error(path);
        }
        if (status.st_uid != ::geteuid()) {
            return fail(ErrorKind::Disk, path.string() + ": belongs to another user");
        }
        if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
            return fail(ErrorKind::Disk, path.string() + ": is open to others; chmod 600 makes it private");
        }
        return {};
    });
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
