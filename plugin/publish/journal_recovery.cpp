#include "publish/journal_recovery.hpp"

#include "base/files.hpp"
#include "publish/sqlite.hpp"

#include <array>
#include <ctime>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

// What every version of the journal has.
constexpr std::array Parts = {
    "SELECT id, link_key, user_id, username, name, description, source_url, tags, visibility, state, "
    "object_id, object_url, status_url, created, changed FROM job",
    "SELECT job, number, filename, bytes, sha256, upload_id FROM file",
};

// Nullopt: it could not be asked, for whatever reason.
std::optional<Statement> first_row(Database &database, const char *sql)
{
    auto statement = database.prepare(sql);
    if (!statement) {
        return std::nullopt;
    }
    const auto row = statement->step();
    return row && *row ? std::optional(std::move(*statement)) : std::nullopt;
}

bool has_parts(Database &database)
{
    for (const char *part : Parts) {
        if (!database.prepare(part)) {
            return false;
        }
    }
    return true;
}

std::string date_and_time(WallTime now)
{
    const std::time_t time = now.time_since_epoch().count();
    std::tm parts = {};
    std::array<char, 32> text{};
    const std::size_t length = gmtime_r(&time, &parts) != nullptr
                                   ? std::strftime(text.data(), text.size(), "%Y-%m-%dT%H-%M-%SZ", &parts)
                                   : 0;
    return {text.data(), length};
}

fs::path with_ending(fs::path path, std::string_view ending)
{
    path += ending;
    return path;
}

Result<fs::path> put_aside(const fs::path &path, WallTime now)
{
    const fs::path aside = with_ending(path, ".damaged-" + date_and_time(now));
    // The companions first: a new journal would take those of the old one for its own.
    for (const char *ending : {"-wal", "-shm", ""}) {
        std::error_code error;
        fs::rename(with_ending(path, ending), with_ending(aside, ending), error);
        if (error && error != std::errc::no_such_file_or_directory) {
            return fail(ErrorKind::Journal, with_ending(path, ending).string() +
                                                ": damaged, and cannot be put aside: " + error.message());
        }
    }
    return aside;
}

} // namespace

bool is_damaged(const fs::path &path)
{
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(path, error)) || fs::file_size(path, error) == 0 || error) {
        return false; // SQLite takes an empty file for a new one
    }
    auto database = Database::open(path);
    if (!database) {
        return false;
    }
    const auto version = first_row(*database, "PRAGMA user_version");
    if (!version) {
        return database->is_damaged();
    }
    if (version->number(0) > Journal::SchemaVersion) {
        return false;
    }
    const auto check = first_row(*database, "PRAGMA quick_check(1)");
    if (!check) {
        return database->is_damaged();
    }
    if (check->text(0) != "ok") {
        return true;
    }
    const auto tables = first_row(*database, "SELECT count(*) FROM sqlite_schema");
    if (!tables) {
        return database->is_damaged();
    }
    const bool is_new = version->number(0) == 0 && tables->number(0) == 0;
    return !is_new && (version->number(0) == 0 || !has_parts(*database));
}

Result<OpenedJournal> open_or_renew(const fs::path &path, WallTime now)
{
    std::optional<fs::path> aside;
    if (is_damaged(path)) {
        // One process at a time, and the next one finds it done.
        const auto lock = FolderLock::try_lock(path.parent_path());
        if (lock && *lock && is_damaged(path)) {
            auto put = put_aside(path, now);
            if (!put) {
                return tl::unexpected(put.error());
            }
            aside = std::move(*put);
        }
    }
    return Journal::open(path).map([&](Journal journal) {
        return OpenedJournal{std::move(journal), std::move(aside)};
    });
}

} // namespace mmf::publish
