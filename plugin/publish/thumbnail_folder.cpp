#include "publish/thumbnail_folder.hpp"

#include "base/files.hpp"

#include <string_view>
#include <system_error>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view Extension = ".jpg";

} // namespace

ThumbnailFolder::ThumbnailFolder(fs::path folder) : m_folder(std::move(folder)) {}

// A job's name comes from a file too, and leads nowhere else.
Result<fs::path> ThumbnailFolder::file_of(const std::string &job) const
{
    const std::string name = job + std::string(Extension);
    if (job.empty() || fs::path(name).filename() != name) {
        return fail(ErrorKind::Disk, "no name for a thumbnail: " + job);
    }
    return m_folder / name;
}

Result<void> ThumbnailFolder::put(const std::string &job, std::span<const std::byte> jpeg) const
{
    if (jpeg.size() > MaxThumbnailBytes) {
        return fail(ErrorKind::BadFile, "a thumbnail of " + std::to_string(jpeg.size()) + " bytes");
    }
    const std::string_view text(reinterpret_cast<const char *>(jpeg.data()), jpeg.size());
    return make_private_folder(m_folder)
        .and_then([&] { return file_of(job); })
        .and_then([&](const fs::path &file) { return write_file(file, text); });
}

Result<std::string> ThumbnailFolder::read(const std::string &job) const
{
    return file_of(job)
        .and_then([](const fs::path &file) { return read_file(file, MaxThumbnailBytes); })
        .map([](std::optional<std::string> bytes) { return std::move(bytes).value_or(std::string()); });
}

void ThumbnailFolder::remove(const std::string &job) const
{
    if (const auto file = file_of(job)) {
        std::error_code ignored;
        fs::remove(*file, ignored);
    }
}

void ThumbnailFolder::keep_only(const std::set<std::string> &jobs) const
{
    std::error_code error;
    for (fs::directory_iterator entry(m_folder, error), end; !error && entry != end; entry.increment(error)) {
        const fs::path &file = entry->path();
        if (file.extension() != Extension || jobs.count(file.stem().string()) == 0) {
            std::error_code ignored;
            fs::remove(file, ignored);
        }
    }
}

} // namespace mmf::publish
