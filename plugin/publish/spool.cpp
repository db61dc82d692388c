#include "publish/spool.hpp"

#include <string_view>
#include <system_error>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

// Fits the second-level cache beside the mesh it is made from.
constexpr std::size_t BlockSize = 256 * 1024;

constexpr std::string_view BeingMade = ".new-";

// Error: SpoolChanged. Why something cannot be looked at its use will tell.
Result<void> check_is(const fs::path &path, fs::file_type expected)
{
    std::error_code ignored;
    const fs::file_type type = fs::symlink_status(path, ignored).type();
    if (type == expected || type == fs::file_type::none) {
        return {};
    }
    return fail(ErrorKind::SpoolChanged,
                path.string() +
                    (type == fs::file_type::not_found ? ": gone" : ": something else is in its place"));
}

} // namespace

Result<SpoolFolder> SpoolFolder::create(const fs::path &spool, const std::string &job)
{
    fs::path path = spool / job;
    const fs::path unnamed = spool / (std::string(BeingMade) + job);
    const auto has_spool =
        make_private_folder(spool.parent_path()).and_then([&] { return make_private_folder(spool); });
    if (!has_spool) {
        return tl::unexpected(has_spool.error());
    }
    std::error_code error;
    if (fs::exists(fs::symlink_status(path, error))) {
        return open(spool, job);
    }
    // Whoever tidies up meets it under the other name, or locked.
    auto lock = make_private_folder(unnamed).and_then([&] { return FolderLock::try_lock(unnamed); });
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    if (!*lock) {
        return fail(ErrorKind::Busy, path.string());
    }
    fs::rename(unnamed, path, error);
    if (error) {
        return fail(ErrorKind::Disk, path.string() + ": " + error.message());
    }
    return SpoolFolder(std::move(path), std::move(**lock));
}

Result<SpoolFolder> SpoolFolder::open(const fs::path &spool, const std::string &job)
{
    fs::path path = spool / job;
    if (auto is_there = check_is(path, fs::file_type::directory); !is_there) {
        return tl::unexpected(is_there.error());
    }
    auto lock = FolderLock::try_lock(path);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    if (!*lock) {
        return fail(ErrorKind::Busy, path.string());
    }
    return SpoolFolder(std::move(path), std::move(**lock));
}

Result<void> SpoolFolder::verify(const SpooledFile &expected) const
{
    const fs::path path = file(expected.filename);
    if (auto is_there = check_is(path, fs::file_type::regular); !is_there) {
        return is_there;
    }
    auto opened = open_for_reading(path);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    Sha256 digest;
    std::uint64_t size = 0;
    auto read = read_blocks(*opened, path, [&](std::span<const std::byte> bytes) -> Result<void> {
        digest.update(bytes);
        size += bytes.size();
        return {};
    });
    if (!read) {
        return read;
    }
    if (size != expected.bytes || digest.finish_hex() != expected.sha256) {
        return fail(ErrorKind::SpoolChanged, path.string() + ": changed since it was written");
    }
    return {};
}

void SpoolFolder::mark(SpoolMark mark, Log &log) const
{
    if (auto marked = set_mark(m_path, mark); !marked) {
        log.write(Severity::Warning, "the spool cannot be marked: " + marked.error().detail);
    }
}

void SpoolFolder::remove()
{
    remove_folder(m_path);
}

std::vector<std::string> names_in(const fs::path &spool)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(spool, error), end; !error && entry != end; entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    return names;
}

bool is_being_made(const std::string &name)
{
    return name.starts_with(BeingMade);
}

SpoolWriter::SpoolWriter(const SpoolFolder &folder, std::vector<SpoolItem> items)
    : m_folder(folder), m_items(std::move(items)), m_block(BlockSize)
{
    for (const SpoolItem &item : m_items) {
        m_total += item.input->size();
    }
}

void SpoolWriter::add(SpoolItem item)
{
    m_total += item.input->size();
    m_items.push_back(std::move(item));
}

Result<bool> SpoolWriter::step()
{
    if (m_item == m_items.size()) {
        return false;
    }
    const SpoolItem &item = m_items[m_item];
    if (!m_digest) {
        if (auto begun = item.input->begin(m_folder.file(item.filename)); !begun) {
            return tl::unexpected(begun.error());
        }
        m_digest.emplace();
        m_file_bytes = 0;
    }
    const auto size = item.input->step(m_block);
    if (!size) {
        return tl::unexpected(size.error());
    }
    if (*size == 0) {
        finish_file();
        return m_item < m_items.size();
    }
    m_digest->update(std::span(std::as_const(m_block)).first(*size));
    m_file_bytes += *size;
    m_written += *size;
    return true;
}

void SpoolWriter::finish_file()
{
    m_files.push_back({m_items[m_item].filename, m_file_bytes, m_digest->finish_hex()});
    m_items[m_item].input.reset();
    m_digest.reset();
    ++m_item;
}

} // namespace mmf::publish
