#include "publish/journal.hpp"

#include "base/digest.hpp"
#include "base/files.hpp"
#include "publish/draft_details.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace mmf::publish {

namespace {

constexpr const char *Schema = R"sql(
    CREATE TABLE job (
        id TEXT PRIMARY KEY,
        link_key TEXT NOT NULL,
        user_id TEXT NOT NULL,
        username TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        source_url TEXT NOT NULL,
        tags TEXT NOT NULL,
        visibility INTEGER NOT NULL,
        state TEXT NOT NULL,
        object_id TEXT NOT NULL DEFAULT '',
        object_url TEXT NOT NULL DEFAULT '',
        status_url TEXT NOT NULL DEFAULT '',
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        content TEXT NOT NULL DEFAULT '',
        again INTEGER NOT NULL DEFAULT 0,
        details TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX job_by_content ON job (link_key, content, state);
    CREATE INDEX job_by_state ON job (link_key, state, created);
    CREATE TABLE file (
        job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        filename TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        upload_id TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (job, number)
    ) STRICT;
    PRAGMA user_version = 3;
)sql";

// Without a version of its own: a program that does not know of pictures publishes without them.
constexpr const char *PictureTable = R"sql(
    CREATE TABLE IF NOT EXISTS picture (
        job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        filename TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        upload_id TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (job, number)
    ) STRICT;
)sql";

// Version 1 could not tell whether the same bytes had been published before.
constexpr const char *FromVersion1 = R"sql(
    ALTER TABLE job ADD COLUMN content TEXT NOT NULL DEFAULT '';
    ALTER TABLE job ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX job_by_content ON job (link_key, content, state);
    PRAGMA user_version = 2;
)sql";

// Version 2 had no licence and no printing hints.
constexpr const char *FromVersion2 = R"sql(
    ALTER TABLE job ADD COLUMN details TEXT NOT NULL DEFAULT '';
    PRAGMA user_version = 3;
)sql";

constexpr const char *JobColumns =
    "SELECT id, link_key, user_id, username, name, description, source_url, tags, "
    "visibility, state, object_id, object_url, status_url, created, changed, again, details FROM job ";

api::Visibility visibility_of(std::int64_t number)
{
    return number == static_cast<int>(api::Visibility::Public) ? api::Visibility::Public
                                                               : api::Visibility::Private;
}

std::string joined(const std::vector<std::string> &tags)
{
    std::string text;
    for (const std::string &tag : tags) {
        text += (text.empty() ? "" : ",") + tag;
    }
    return text;
}

Result<void> no_such(const std::string &job)
{
    return fail(ErrorKind::Journal, "no such upload: " + job);
}

} // namespace

std::string content_key(const std::vector<JobFile> &files)
{
    std::vector<std::string> digests;
    digests.reserve(files.size());
    for (const JobFile &file : files) {
        digests.push_back(file.spooled.sha256);
    }
    std::sort(digests.begin(), digests.end());
    Sha256 key;
    for (std::string &digest : digests) {
        digest += '\n';
        key.update(std::as_bytes(std::span(digest)));
    }
    return key.finish_hex();
}

bool JobRecord::has_slots() const
{
    return !object_id.empty() && std::all_of(files.begin(), files.end(),
                                             [](const JobFile &file) { return !file.upload_id.empty(); });
}

std::vector<std::string> JobRecord::filenames() const
{
    std::vector<std::string> names;
    for (const JobFile &file : files) {
        names.push_back(file.spooled.filename);
    }
    return names;
}

std::vector<api::UploadSlot> JobRecord::slots() const
{
    std::vector<api::UploadSlot> slots;
    for (const JobFile &file : files) {
        slots.push_back({file.upload_id, file.spooled.filename});
    }
    return slots;
}

Result<Journal> Journal::open(const std::filesystem::path &path)
{
    if (auto made = make_private_folder(path.parent_path()); !made) {
        return fail(ErrorKind::Journal, made.error().detail);
    }
    auto opened = Database::open(path);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    Database &database = *opened;
    // Where a write-ahead log cannot be (NFS), the plain journal does; both are safe with FULL.
    if (!database.execute("PRAGMA journal_mode = WAL")) {
        (void)database.execute("PRAGMA journal_mode = TRUNCATE");
    }
    // As large a cache as a publish needs for its few pages, however long the history gets.
    if (auto set = database.execute(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -128;");
        !set) {
        return tl::unexpected(set.error());
    }
    // One process at a time finds the file new.
    auto transaction = Transaction::begin(database);
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    auto version = database.prepare("PRAGMA user_version");
    if (!version) {
        return tl::unexpected(version.error());
    }
    auto row = version->step();
    if (!row) {
        return tl::unexpected(row.error());
    }
    if (version->number(0) > SchemaVersion) {
        return fail(ErrorKind::Journal, path.string() + " was made by a newer version");
    }
    const std::int64_t found = version->number(0);
    version = database.prepare("SELECT 1"); // a statement that still reads would hold the transaction open
    if (auto updated = update_schema(database, found); !updated) {
        return tl::unexpected(updated.error());
    }
    if (auto made = database.execute(PictureTable); !made) {
        return tl::unexpected(made.error());
    }
    if (auto committed = transaction->commit(); !committed) {
        return tl::unexpected(committed.error());
    }
    return Journal(std::move(*opened));
}

// Within the transaction that found `version`.
Result<void> Journal::update_schema(Database &database, std::int64_t version)
{
    if (version == 0) {
        return database.execute(Schema);
    }
    if (version < 2) {
        if (auto changed = update_from_version_1(database); !changed) {
            return changed;
        }
    }
    return version < 3 ? database.execute(FromVersion2) : Result<void>();
}

Result<void> Journal::update_from_version_1(Database &database)
{
    if (auto changed = database.execute(FromVersion1); !changed) {
        return changed;
    }
    std::map<std::string, std::vector<JobFile>> jobs;
    auto rows = database.prepare("SELECT job, sha256 FROM file");
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    const auto digests = rows->read_all([&] { return std::pair(rows->text(0), rows->text(1)); });
    if (!digests) {
        return tl::unexpected(digests.error());
    }
    for (const auto &[job, digest] : *digests) {
        jobs[job].push_back({{{}, 0, digest}, {}});
    }
    for (const auto &[job, files] : jobs) {
        auto update = database.prepare("UPDATE job SET content = ? WHERE id = ?");
        if (!update) {
            return tl::unexpected(update.error());
        }
        if (auto done = update->bind(content_key(files)).bind(job).run(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Journal::add(const JobRecord &job, WallTime now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    auto insert =
        m_database.prepare("INSERT INTO job (id, link_key, user_id, username, name, description, source_url, "
                           "tags, visibility, state, created, changed, content, again, details) "
                           "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!insert) {
        return tl::unexpected(insert.error());
    }
    const std::int64_t time = now.time_since_epoch().count();
    insert->bind(job.id).bind(job.link_key).bind(job.owner.id).bind(job.owner.username);
    insert->bind(job.draft.name)
        .bind(job.draft.description)
        .bind(job.draft.source_url)
        .bind(joined(job.draft.tags));
    insert->bind(static_cast<std::int64_t>(job.draft.visibility))
        .bind(word_of(job.state))
        .bind(time)
        .bind(time)
        .bind(content_key(job.files))
        .bind(static_cast<std::int64_t>(job.is_again))
        .bind(details_to_json(job.draft));
    if (auto done = insert->run(); !done) {
        return done;
    }
    if (auto added = add_files("file", job.id, job.files); !added) {
        return added;
    }
    if (auto added = add_files("picture", job.id, job.pictures); !added) {
        return added;
    }
    return transaction->commit();
}

Result<void> Journal::add_files(const std::string &table, const std::string &job,
                                const std::vector<JobFile> &files)
{
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto file = m_database.prepare("INSERT INTO " + table +
                                       " (job, number, filename, bytes, sha256) VALUES (?,?,?,?,?)");
        if (!file) {
            return tl::unexpected(file.error());
        }
        const SpooledFile &spooled = files[i].spooled;
        file->bind(job).bind(static_cast<std::int64_t>(i)).bind(spooled.filename);
        file->bind(static_cast<std::int64_t>(spooled.bytes)).bind(spooled.sha256);
        if (auto done = file->run(); !done) {
            return done;
        }
    }
    return {};
}

// `columns`: "name = ?, …", one of `values` for each; all of them are texts.
Result<void> Journal::update(const std::string &job, const std::string &columns,
                             std::initializer_list<std::string_view> values, WallTime now)
{
    auto update = m_database.prepare("UPDATE job SET " + columns + ", changed = ? WHERE id = ?");
    if (!update) {
        return tl::unexpected(update.error());
    }
    for (const std::string_view value : values) {
        update->bind(value);
    }
    if (auto done = update->bind(now.time_since_epoch().count()).bind(job).run(); !done) {
        return done;
    }
    return m_database.changes() == 1 ? Result<void>() : no_such(job);
}

Result<void> Journal::set_state(const std::string &job, JobState state, WallTime now)
{
    return update(job, "state = ?", {word_of(state)}, now);
}

Result<void> Journal::set_creating(const std::string &job, const auth::Account &owner, WallTime now)
{
    return update(job, "state = ?, user_id = ?, username = ?",
                  {word_of(JobState::Creating), owner.id, owner.username}, now);
}

Result<void> Journal::set_again(const std::string &job, WallTime now)
{
    return update(job, "again = 1", {}, now);
}

Result<void> Journal::set_owner(const std::string &job, const auth::Account &owner, WallTime now)
{
    return update(job, "user_id = ?, username = ?", {owner.id, owner.username}, now);
}

Result<void> Journal::set_object(const std::string &job, const api::CreatedObject &object,
                                 const std::vector<api::UploadSlot> &slots, WallTime now,
                                 const std::vector<api::UploadSlot> &picture_slots)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    if (auto done =
            update(job, "state = ?, object_id = ?, object_url = ?, status_url = ?",
                   {word_of(JobState::Uploading), object.id, object.object_url, object.status_url}, now);
        !done) {
        return done;
    }
    if (auto done = set_slots("file", job, slots); !done) {
        return done;
    }
    if (auto done = set_slots("picture", job, picture_slots); !done) {
        return done;
    }
    return transaction->commit();
}

Result<void> Journal::set_slots(const std::string &table, const std::string &job,
                                const std::vector<api::UploadSlot> &slots)
{
    for (std::size_t i = 0; i < slots.size(); ++i) {
        auto file = m_database.prepare("UPDATE " + table + " SET upload_id = ? WHERE job = ? AND number = ?");
        if (!file) {
            return tl::unexpected(file.error());
        }
        if (auto done = file->bind(slots[i].upload_id).bind(job).bind(static_cast<std::int64_t>(i)).run();
            !done) {
            return done;
        }
    }
    return {};
}

Result<void> Journal::remove(const std::string &job)
{
    auto remove = m_database.prepare("DELETE FROM job WHERE id = ?"); // its files go with it
    if (!remove) {
        return tl::unexpected(remove.error());
    }
    if (auto done = remove->bind(job).run(); !done) {
        return done;
    }
    return m_database.changes() == 1 ? Result<void>() : no_such(job);
}

Result<std::vector<JobRecord>> Journal::unfinished(const std::string &link_key)
{
    auto jobs = m_database.prepare(std::string(JobColumns) +
                                   "WHERE link_key = ? AND state IN ('spooled', 'creating', 'uploading', "
                                   "'failed', 'unknown-create', 'paused') "
                                   "ORDER BY created, id");
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    jobs->bind(link_key);
    return read(std::move(*jobs));
}

Result<std::optional<JobRecord>> Journal::find(const std::string &job)
{
    auto jobs = m_database.prepare(std::string(JobColumns) + "WHERE id = ?");
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    jobs->bind(job);
    return read(std::move(*jobs)).map([](std::vector<JobRecord> found) {
        return found.empty() ? std::optional<JobRecord>() : std::move(found.front());
    });
}

Result<bool> Journal::has_object(const std::string &link_key, const std::string &object_id)
{
    auto jobs = m_database.prepare("SELECT 1 FROM job WHERE link_key = ? AND object_id = ?");
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    jobs->bind(link_key).bind(object_id);
    return jobs->step();
}

Result<std::vector<JobRecord>> Journal::done_with(const std::string &link_key, const std::string &content)
{
    return with_content(link_key, content, "state = 'done'");
}

Result<std::vector<JobRecord>> Journal::begun_with(const std::string &link_key, const std::string &content)
{
    return with_content(link_key, content,
                        "(state IN ('creating', 'unknown-create') OR "
                        "(object_id <> '' AND state IN ('uploading', 'failed', 'paused')))");
}

Result<std::vector<JobRecord>> Journal::with_content(const std::string &link_key, const std::string &content,
                                                     const std::string &condition)
{
    auto jobs = m_database.prepare(std::string(JobColumns) + "WHERE link_key = ? AND content = ? AND " +
                                   condition + " ORDER BY changed DESC, rowid DESC");
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    jobs->bind(link_key).bind(content);
    return read(std::move(*jobs));
}

Result<std::vector<JobSummary>> Journal::summaries(const std::string &link_key)
{
    auto jobs = m_database.prepare(
        "SELECT id, user_id, username, name, visibility, state, object_id, object_url, status_url, created, "
        "(SELECT count(*) FROM file WHERE job = job.id) FROM job "
        "WHERE link_key = ? AND state <> 'superseded' ORDER BY created DESC, rowid DESC");
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    jobs->bind(link_key);
    return jobs->read_all([&] {
        JobSummary job;
        job.id = jobs->text(0);
        job.owner = {jobs->text(1), jobs->text(2), {}};
        job.name = jobs->text(3);
        job.visibility = visibility_of(jobs->number(4));
        job.state = state_of(jobs->text(5));
        job.object_id = jobs->text(6);
        job.object_url = jobs->text(7);
        job.status_url = jobs->text(8);
        job.created = WallTime(seconds(jobs->number(9)));
        job.files = static_cast<std::size_t>(jobs->number(10));
        return job;
    });
}

Result<std::set<std::string>> Journal::listed_jobs()
{
    auto jobs = m_database.prepare("SELECT id FROM job WHERE state <> 'superseded'");
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    return jobs->read_all([&] { return jobs->text(0); }).map([](const std::vector<std::string> &ids) {
        return std::set<std::string>(ids.begin(), ids.end());
    });
}

Result<std::vector<TagUse>> Journal::tag_uses(const std::string &link_key)
{
    auto jobs =
        m_database.prepare("SELECT user_id, username, tags FROM job WHERE link_key = ? AND tags <> '' "
                           "AND state <> 'superseded' ORDER BY created DESC, rowid DESC LIMIT 1000");
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    jobs->bind(link_key);
    return jobs->read_all([&] {
        return TagUse{{jobs->text(0), jobs->text(1), {}}, split_tags(jobs->text(2))};
    });
}

Result<std::vector<JobRecord>> Journal::read(Statement jobs)
{
    auto records = jobs.read_all([&] {
        JobRecord job;
        job.id = jobs.text(0);
        job.link_key = jobs.text(1);
        job.owner = {jobs.text(2), jobs.text(3), {}};
        job.draft.name = jobs.text(4);
        job.draft.description = jobs.text(5);
        job.draft.source_url = jobs.text(6);
        job.draft.tags = split_tags(jobs.text(7));
        job.draft.visibility = visibility_of(jobs.number(8));
        job.state = state_of(jobs.text(9));
        job.object_id = jobs.text(10);
        job.object_url = jobs.text(11);
        job.status_url = jobs.text(12);
        job.created = WallTime(seconds(jobs.number(13)));
        job.changed = WallTime(seconds(jobs.number(14)));
        job.is_again = jobs.number(15) != 0;
        details_from_json(jobs.text(16), job.draft);
        return job;
    });
    if (!records) {
        return records;
    }
    for (JobRecord &job : *records) {
        auto files = read_files("file", job.id);
        auto pictures = read_files("picture", job.id);
        if (!files || !pictures) {
            return tl::unexpected(files ? pictures.error() : files.error());
        }
        job.files = std::move(*files);
        job.pictures = std::move(*pictures);
        for (const JobFile &file : job.files) {
            job.draft.files.push_back({file.spooled.filename, 0, file.spooled.bytes});
        }
    }
    return records;
}

Result<std::vector<JobFile>> Journal::read_files(const std::string &table, const std::string &job)
{
    auto rows = m_database.prepare("SELECT filename, bytes, sha256, upload_id FROM " + table +
                                   " WHERE job = ? ORDER BY number");
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    rows->bind(job);
    return rows->read_all([&] {
        return JobFile{{rows->text(0), static_cast<std::uint64_t>(rows->number(1)), rows->text(2)},
                       rows->text(3)};
    });
}

} // namespace mmf::publish
