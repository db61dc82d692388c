// Where the bytes of one spooled file come from. Used on the thread of the spool.
#pragma once

#include "base/files.hpp"
#include "base/result.hpp"
#include "model/ply.hpp"
#include "model/stl.hpp"
#include "model/stl_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace mmf::publish {

class SpoolInput
{
public:
    SpoolInput() = default;
    SpoolInput(const SpoolInput &) = delete;
    SpoolInput &operator=(const SpoolInput &) = delete;
    virtual ~SpoolInput() = default;

    // Of the whole file, in bytes.
    virtual std::uint64_t size() const = 0;
    // Once, before the first step. Error: Disk, if there is something at `path` already.
    virtual Result<void> begin(const std::filesystem::path &path) = 0;
    // Makes the next bytes of the file, which are then also in `block`, and returns how many; 0 at the end,
    // when all are checked and synced.
    virtual Result<std::size_t> step(std::span<std::byte> block) = 0;
};

// Made from meshes, which outlive it, by an encoder of a file format.
template <typename Encoder>
class MeshInput final : public SpoolInput
{
public:
    explicit MeshInput(Encoder encoder) : m_encoder(std::move(encoder)) {}

    std::uint64_t size() const override { return m_encoder.size(); }

    Result<void> begin(const std::filesystem::path &path) override
    {
        return FileWriter::create(path).map([this](FileWriter &&writer) { m_writer = std::move(writer); });
    }

    Result<std::size_t> step(std::span<std::byte> block) override
    {
        const std::size_t size = m_encoder.encode(block);
        const auto done = size == 0 ? m_writer->sync() : m_writer->write(block.first(size));
        return done.map([&] { return size; });
    }

private:
    Encoder m_encoder;
    std::optional<FileWriter> m_writer;
};

using StlInput = MeshInput<model::StlEncoder>;
using PlyInput = MeshInput<model::PlyEncoder>;

// Bytes that are in memory.
class BytesInput final : public SpoolInput
{
public:
    explicit BytesInput(std::shared_ptr<const std::vector<std::byte>> bytes) : m_bytes(std::move(bytes)) {}

    std::uint64_t size() const override { return m_bytes->size(); }
    Result<void> begin(const std::filesystem::path &path) override;
    Result<std::size_t> step(std::span<std::byte> block) override;

private:
    std::shared_ptr<const std::vector<std::byte>> m_bytes;
    std::size_t m_taken = 0;
    std::optional<FileWriter> m_writer;
};

// A binary STL file that is there already: taken over as it is, without a copy where the file system can do
// that, and checked on the way. The file stays where it is, so that it can be taken once more, and is not
// written to again: its bytes are those of the spool.
class FileInput final : public SpoolInput
{
public:
    // Errors: Disk.
    static Result<std::unique_ptr<FileInput>> create(const std::filesystem::path &file);

    std::uint64_t size() const override { return m_size; }
    Result<void> begin(const std::filesystem::path &path) override;
    // Errors: also those of model::StlReader.
    Result<std::size_t> step(std::span<std::byte> block) override;

private:
    FileInput(std::filesystem::path file, std::uint64_t size)
        : m_from(std::move(file)), m_size(size), m_reader(size)
    {
    }

    Result<void> finish();

    std::filesystem::path m_from; // what is read: the file, or what shares its bytes
    std::uint64_t m_size;
    model::StlReader m_reader;
    FileDescriptor m_file;
    std::optional<FileWriter> m_copy; // where the bytes cannot be shared
};

} // namespace mmf::publish
