#include "publish/thumbnail_folder.hpp"

#include "base/files.hpp"

#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view Extension = ".jpg";

// Also of a file that is just being written. Nullopt: it is none of these.
std::optional<std::string> job_of(const std::string &name)
{
    const std::size_t at = name.find(Extension);
    const bool is_own = at != std::string::npos && (at + Extension.size() == name.size() ||
                                                    name.compare(at + Extension.size(), 5, ".new-") == 0);
    return is_own ? std::optional(name.substr(0, at)) : std::nullopt;
}

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

void ThumbnailFolder::keep_only(const std::function<Result<std::set<std::string>>()> &wanted) const
{
    std::error_code error;
    if (!fs::is_directory(fs::symlink_status(m_folder, error))) {
        return; // what it may lead to is somebody else's
    }
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(m_folder, error), end; !error && entry != end; entry.increment(error)) {
        files.push_back(entry->path());
    }
    const auto jobs = wanted();
    if (!jobs) {
        return;
    }
    for (const fs::path &file : files) {
        const auto job = job_of(file.filename().string());
        if (job && jobs->count(*job) == 0 && fs::is_regular_file(fs::symlink_status(file, error))) {
            fs::remove(file, error);
        }
    }
}

} // namespace mmf::publish
