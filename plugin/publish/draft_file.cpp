#include "publish/draft_file.hpp"

#include "base/files.hpp"

#include <cstdint>
#include <system_error>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

// More than any version has written: who has put it there may keep it.
constexpr std::uint64_t MaxFileBytes = 16ULL << 20;

Result<fs::path> put_aside(const fs::path &file, WallTime now)
{
    fs::path aside = file;
    aside += ".unread-" + std::to_string(now.time_since_epoch().count());
    std::error_code error;
    fs::rename(file, aside, error);
    if (error) {
        return fail(ErrorKind::Disk, file.string() + ": " + error.message());
    }
    return aside;
}

} // namespace

Result<DraftBook> read_drafts(const fs::path &file)
{
    const auto text = read_file(file, MaxFileBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (!*text) {
        return DraftBook();
    }
    return DraftBook::parse(**text).map_error([&](const Error &error) {
        return Error{error.kind, file.string() + ": " + error.detail, 0};
    });
}

Result<std::optional<fs::path>> keep_draft(const fs::path &file, const std::string &model,
                                           const std::optional<KeptDraft> &draft, WallTime now)
{
    if (auto made = make_private_folder(file.parent_path()); !made) {
        return tl::unexpected(made.error());
    }
    std::optional<fs::path> aside;
    auto book = read_drafts(file);
    if (!book) {
        if (book.error().kind != ErrorKind::BadFile) {
            return tl::unexpected(book.error());
        }
        auto put = put_aside(file, now);
        if (!put) {
            return tl::unexpected(put.error());
        }
        aside = std::move(*put);
        book = DraftBook();
    }
    if (draft) {
        book->put({model, now, *draft});
    } else {
        book->remove(model);
    }
    return write_file(file, book->to_json()).map([&] { return aside; });
}

} // namespace mmf::publish
