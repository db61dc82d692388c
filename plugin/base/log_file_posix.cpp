#include "base/log_file.hpp"

#include "base/files.hpp"
#include "base/utf8.hpp"

#include <array>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace mmf {

namespace {

namespace fs = std::filesystem;

const char *word(Severity severity)
{
    constexpr std::array Words = {"DEBUG", "INFO", "WARNING", "ERROR"};
    return Words.at(static_cast<std::size_t>(severity));
}

// "2026-05-03T14:05:09Z": the same on every machine that it is sent to.
std::string stamp(WallTime time)
{
    const std::time_t moment = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&moment, &parts);
    std::array<char, 32> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), length};
}

bool is_at(const FileDescriptor &file, const fs::path &path)
{
    struct stat open_one = {};
    struct stat named = {};
    return ::fstat(file.get(), &open_one) == 0 && ::lstat(path.c_str(), &named) == 0 &&
           open_one.st_ino == named.st_ino && open_one.st_dev == named.st_dev;
}

FileDescriptor open_to_append(const fs::path &path)
{
    return FileDescriptor(
        ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600));
}

// Of several processes one does; nobody waits for it.
void turn_over(const FileDescriptor &file, const fs::path &path)
{
    if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0 && is_at(file, path)) {
        std::error_code ignored;
        fs::rename(path, fs::path(path) += ".1", ignored);
    }
}

bool has_room(const FileDescriptor &file, std::size_t more, std::uint64_t max_bytes)
{
    struct stat status = {};
    return ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) &&
           static_cast<std::uint64_t>(status.st_size) + more <= max_bytes;
}

void append(const fs::path &path, const std::string &text, std::uint64_t max_bytes)
{
    FileDescriptor file = open_to_append(path);
    if (file.is_open() && !has_room(file, text.size(), max_bytes)) {
        turn_over(file, path);
        file = open_to_append(path);
    }
    if (file.is_open() && has_room(file, text.size(), max_bytes)) {
        // At once: one `write` with O_APPEND is not mixed with others.
        [[maybe_unused]] const auto written = ::write(file.get(), text.data(), text.size());
    }
}

} // namespace

LogFile::LogFile(std::filesystem::path path, std::uint64_t max_bytes, const Clock &clock, Log &next)
    : m_path(std::move(path)), m_max_bytes(max_bytes), m_clock(clock), m_next(next)
{
}

void LogFile::write(Severity severity, const std::string &line)
{
    m_next.write(severity, line);
    constexpr std::size_t LongestLine = 2000;
    // What a service or a file's name says may be in it: it must not look like a line of its own, and not
    // spoil the other lines for who reads them as text.
    std::string text =
        stamp(m_clock.wall_now()) + " [" + std::to_string(::getpid()) + "] " + word(severity) + " ";
    text += utf8_prefix(without_control_characters(to_valid_utf8(line)), LongestLine);
    text += '\n';
    const std::lock_guard lock(m_mutex);
    if (make_private_folder(m_path.parent_path())) {
        append(m_path, text, m_max_bytes);
    }
}

} // namespace mmf
