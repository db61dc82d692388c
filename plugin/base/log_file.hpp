// A log on the disk, of mode 0600: what can be looked at after the slicer has closed. Lines go on to the next
// log, too. Thread-safe; several processes may write to the same file.
//
// It is bounded: a file that has grown to `max_bytes` becomes `PATH.1`, in place of the one before. A line
// that cannot be written is dropped, since there is no other place to say so.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"

#include <cstdint>
#include <filesystem>
#include <mutex>

namespace mmf {

class LogFile final : public Log
{
public:
    static constexpr std::uint64_t UsualSize = 512 * 1024;

    // `next` and `clock` outlive it. The file and its folder are made by the first line.
    LogFile(std::filesystem::path path, std::uint64_t max_bytes, const Clock &clock, Log &next);

    void write(Severity severity, const std::string &line) override;

private:
    const std::filesystem::path m_path;
    const std::uint64_t m_max_bytes;
    const Clock &m_clock;
    Log &m_next;
    std::mutex m_mutex;
};

} // namespace mmf
