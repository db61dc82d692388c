#include "publish/spool.hpp"

#include <array>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

// Fits the second-level cache beside the mesh it is made from.
constexpr std::size_t BlockSize = 256 * 1024;

} // namespace

Result<SpoolFolder> SpoolFolder::create(const fs::path &spool, const std::string &job)
{
    return make_private_folder(spool.parent_path())
        .and_then([&] { return make_private_folder(spool); })
        .and_then([&] { return make_private_folder(spool / job); })
        .and_then([&] { return open(spool, job); });
}

Result<SpoolFolder> SpoolFolder::open(const fs::path &spool, const std::string &job)
{
    fs::path path = spool / job;
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
    auto opened = open_for_reading(path);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    Sha256 digest;
    std::uint64_t size = 0;
    std::array<std::byte, 64 * 1024> block{};
    for (;;) {
        auto count = read_some(*opened, block, path);
        if (!count) {
            return tl::unexpected(count.error());
        }
        if (*count == 0) {
            break;
        }
        digest.update(std::span(block).first(*count));
        size += *count;
    }
    if (size != expected.bytes || digest.finish_hex() != expected.sha256) {
        return fail(ErrorKind::Disk, path.string() + ": changed since it was written");
    }
    return {};
}

void SpoolFolder::remove()
{
    remove_folder(m_path);
}

SpoolWriter::SpoolWriter(const SpoolFolder &folder, std::vector<SpoolItem> items)
    : m_folder(folder), m_items(std::move(items)), m_block(BlockSize)
{
    for (const SpoolItem &item : m_items) {
        m_total += item.encoder.size();
    }
}

Result<bool> SpoolWriter::step()
{
    if (m_item == m_items.size()) {
        return false;
    }
    SpoolItem &item = m_items[m_item];
    if (!m_writer) {
        auto writer = FileWriter::create(m_folder.file(item.filename));
        if (!writer) {
            return tl::unexpected(writer.error());
        }
        m_writer = std::move(*writer);
        m_digest = Sha256();
    }
    const std::size_t size = item.encoder.encode(m_block);
    if (size == 0) {
        return finish_file().map([this] { return m_item < m_items.size(); });
    }
    const auto bytes = std::span(std::as_const(m_block)).first(size);
    m_digest.update(bytes);
    m_written += size;
    return m_writer->write(bytes).map([] { return true; });
}

Result<void> SpoolWriter::finish_file()
{
    m_files.push_back({m_items[m_item].filename, m_writer->size(), m_digest.finish_hex()});
    auto synced = m_writer->sync();
    m_writer.reset();
    ++m_item;
    return synced;
}

} // namespace mmf::publish
