// The bytes to send, on disk before anything is sent, so that a slicer that is killed can go on without the
// model. A spool belongs to one thread, its folder to the process that holds its lock.
#pragma once

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "publish/spool_input.hpp"
#include "spool/spool_mark.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mmf::publish {

struct SpooledFile
{
    std::string filename;
    std::uint64_t bytes = 0;
    std::string sha256; // hexadecimal
};

// The folder of one job: its files, under the lock.
class SpoolFolder
{
public:
    // Makes `<spool>/<job>`, which has its name only once it is locked, or takes it. Errors: Disk, DiskFull,
    // Busy.
    static Result<SpoolFolder> create(const std::filesystem::path &spool, const std::string &job);
    // Takes an existing one. Errors: SpoolChanged, there is none; Busy, another process works on it; Disk.
    static Result<SpoolFolder> open(const std::filesystem::path &spool, const std::string &job);

    std::filesystem::path file(const std::string &filename) const { return m_path / filename; }
    const std::filesystem::path &path() const { return m_path; }

    // Whether the file is there as it was written: size and digest. Reads it whole. Errors: SpoolChanged;
    // Disk, it cannot be read.
    Result<void> verify(const SpooledFile &file) const;

    // Nothing depends on it: where it fails, that is logged.
    void mark(SpoolMark mark, Log &log) const;

    // Deletes it with all it holds.
    void remove();

private:
    SpoolFolder(std::filesystem::path path, FolderLock lock)
        : m_path(std::move(path)), m_lock(std::move(lock))
    {
    }

    std::filesystem::path m_path;
    FolderLock m_lock;
};

// The names of what lies in a spool, in no order; none if it is not there.
std::vector<std::string> names_in(const std::filesystem::path &spool);

// Whether a folder of this name is just being made, or was when its process ended.
bool is_being_made(const std::string &name);

// One file to write: its name, and what is in it.
struct SpoolItem
{
    std::string filename;
    std::unique_ptr<SpoolInput> input;
};

// Writes the items into the folder, a block at a time, so that the loop goes on between blocks and memory
// does not grow with the model.
class SpoolWriter
{
public:
    // The folder outlives the writer.
    SpoolWriter(const SpoolFolder &folder, std::vector<SpoolItem> items);

    // To be written behind the others; also once those are.
    void add(SpoolItem item);

    // Writes the next block. True: there is more to write. At the end everything is synced. Errors: Disk,
    // DiskFull, and those of the inputs.
    Result<bool> step();

    std::uint64_t written() const { return m_written; }
    std::uint64_t total() const { return m_total; }
    // Complete once `step` has returned false.
    const std::vector<SpooledFile> &files() const { return m_files; }

private:
    void finish_file();

    const SpoolFolder &m_folder;
    std::vector<SpoolItem> m_items;
    std::vector<SpooledFile> m_files;
    std::vector<std::byte> m_block;
    std::size_t m_item = 0;
    std::optional<Sha256> m_digest; // of the file under way
    std::uint64_t m_file_bytes = 0;
    std::uint64_t m_written = 0;
    std::uint64_t m_total = 0;
};

} // namespace mmf::publish
