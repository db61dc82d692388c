#include "spool/spool_mark.hpp"

#include "base/files.hpp"

#include <array>
#include <system_error>
#include <utility>

namespace mmf {

namespace fs = std::filesystem;

namespace {

// No file to send has such a name: they begin with no dot.
constexpr std::array FileNames = {
    std::pair(SpoolMark::Unfinished, ".unfinished"),
    std::pair(SpoolMark::Kept, ".kept"),
};

bool is_file(const fs::path &path)
{
    std::error_code ignored;
    return fs::is_regular_file(fs::symlink_status(path, ignored));
}

bool is_free(const fs::path &folder)
{
    const auto lock = FolderLock::try_lock(folder);
    return lock && lock->has_value();
}

} // namespace

SpoolMark mark_of(const fs::path &folder)
{
    for (const auto &[mark, name] : FileNames) {
        if (is_file(folder / name)) {
            return mark;
        }
    }
    return SpoolMark::None;
}

Result<void> set_mark(const fs::path &folder, SpoolMark mark)
{
    // The new one first: a folder that is marked twice is unfinished, one without a mark would count as
    // nobody's.
    for (const auto &[known, name] : FileNames) {
        if (known == mark && !is_file(folder / name)) {
            if (auto made = FileWriter::create(folder / name); !made) {
                return tl::unexpected(made.error());
            }
        }
    }
    for (const auto &[known, name] : FileNames) {
        std::error_code error;
        if (known != mark && !fs::remove(folder / name, error) && error) {
            return fail(ErrorKind::Disk, (folder / name).string() + ": " + error.message());
        }
    }
    return {};
}

std::size_t count_unfinished(const fs::path &spool)
{
    std::size_t count = 0;
    std::error_code error;
    for (fs::directory_iterator entry(spool, error), end; !error && entry != end; entry.increment(error)) {
        if (mark_of(entry->path()) == SpoolMark::Unfinished && is_free(entry->path())) {
            ++count;
        }
    }
    return count;
}

} // namespace mmf
