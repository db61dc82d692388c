#include "publish/spool_input.hpp"

#include <algorithm>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

Result<void> BytesInput::begin(const fs::path &path)
{
    return FileWriter::create(path).map([this](FileWriter &&writer) { m_writer = std::move(writer); });
}

Result<std::size_t> BytesInput::step(std::span<std::byte> block)
{
    const auto rest = std::span(*m_bytes).subspan(m_taken);
    const auto next = rest.first(std::min(rest.size(), block.size()));
    std::copy(next.begin(), next.end(), block.begin());
    m_taken += next.size();
    const auto done = next.empty() ? m_writer->sync() : m_writer->write(next);
    return done.map([&] { return next.size(); });
}

Result<std::unique_ptr<FileInput>> FileInput::create(const fs::path &file)
{
    return open_for_reading(file)
        .and_then([&](const FileDescriptor &opened) { return file_size(opened, file); })
        .map([&](std::uint64_t size) { return std::unique_ptr<FileInput>(new FileInput(file, size)); });
}

Result<void> FileInput::begin(const fs::path &path)
{
    const auto is_shared = share_file(m_from, path);
    if (!is_shared) {
        return tl::unexpected(is_shared.error());
    }
    if (*is_shared) {
        m_from = path;
    } else {
        auto copy = FileWriter::create(path);
        if (!copy) {
            return tl::unexpected(copy.error());
        }
        m_copy = std::move(*copy);
    }
    return open_for_reading(m_from).map([this](FileDescriptor &&file) { m_file = std::move(file); });
}

Result<std::size_t> FileInput::step(std::span<std::byte> block)
{
    const auto count = read_some(m_file, block, m_from);
    if (!count) {
        return tl::unexpected(count.error());
    }
    const auto bytes = block.first(*count);
    auto done = bytes.empty() ? finish() : m_reader.add(bytes);
    if (done && m_copy && !bytes.empty()) {
        done = m_copy->write(bytes);
    }
    return done.map([&] { return *count; });
}

Result<void> FileInput::finish()
{
    return m_reader.finish().and_then(
        [this](const model::MeshFacts &) { return m_copy ? m_copy->sync() : sync_file(m_file, m_from); });
}

} // namespace mmf::publish
