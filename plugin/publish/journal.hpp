// What was begun, how far it came and how it ended: the memory that survives a crash, and the history. One
// SQLite file; every function returns only when what it wrote is on the disk. Belongs to the loop's thread;
// several processes may have it open.
#pragma once

#include "api/objects.hpp"
#include "auth/account.hpp"
#include "base/clock.hpp"
#include "publish/draft.hpp"
#include "publish/job_state.hpp"
#include "publish/spool.hpp"
#include "publish/sqlite.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

struct JobFile
{
    SpooledFile spooled;
    std::string upload_id; // empty: not known yet
};

// The same for the same bytes: of the files' digests, in any order.
std::string content_key(const std::vector<JobFile> &files);

struct JobRecord
{
    std::string id; // also the name of its folder in the spool
    std::string link_key;
    auth::Account owner; // without the name for people
    Draft draft;
    std::vector<JobFile> files;
    std::vector<JobFile> pictures; // of no effect on what the content is
    JobState state = JobState::Spooled;
    std::string object_id; // empty: none yet
    std::string object_url;
    std::string status_url;
    bool is_again = false; // a person wants it published, though the same was before
    WallTime created{};
    WallTime changed{}; // of the latest state: when it was done, if it is

    bool has_slots() const;
    // In the order of the files.
    std::vector<std::string> filenames() const;
    std::vector<api::UploadSlot> slots() const;
    bool can_go_on() const { return publish::can_go_on(state, object_id); }
    bool is_create_unknown() const { return publish::is_create_unknown(state, object_id); }
};

// What a list of uploads says of one.
struct JobSummary
{
    std::string id;
    auth::Account owner; // without the name for people
    std::string name;
    api::Visibility visibility = api::Visibility::Private;
    JobState state = JobState::Spooled;
    std::string object_id; // empty: none yet
    std::string object_url;
    std::string status_url;
    WallTime created{};
    std::size_t files = 0;
};

// The tags of one publish.
struct TagUse
{
    auth::Account owner; // without the name for people
    std::vector<std::string> tags;
};

class Journal
{
public:
    static constexpr std::int64_t SchemaVersion = 3;

    // Opens or makes the file and its folder. Error: Journal, also if a newer version of this program made
    // it.
    static Result<Journal> open(const std::filesystem::path &path);

    Result<void> add(const JobRecord &job, WallTime now);

    // Each is an error if there is no such job.
    Result<void> set_state(const std::string &job, JobState state, WallTime now);
    // State Creating, for this account.
    Result<void> set_creating(const std::string &job, const auth::Account &owner, WallTime now);
    Result<void> set_again(const std::string &job, WallTime now);
    Result<void> set_owner(const std::string &job, const auth::Account &owner, WallTime now);
    // The object and, as far as they are known, its slots in the order of the files, and of the pictures;
    // state Uploading. At once.
    Result<void> set_object(const std::string &job, const api::CreatedObject &object,
                            const std::vector<api::UploadSlot> &slots, WallTime now,
                            const std::vector<api::UploadSlot> &picture_slots = {});
    // Forgets it, with its files.
    Result<void> remove(const std::string &job);

    // Jobs of this link that can go on, oldest first.
    Result<std::vector<JobRecord>> unfinished(const std::string &link_key);
    Result<std::optional<JobRecord>> find(const std::string &job);
    // Whether a job of this link has this object.
    Result<bool> has_object(const std::string &link_key, const std::string &object_id);
    // Those of this link that are done and had these bytes, the latest first.
    Result<std::vector<JobRecord>> done_with(const std::string &link_key, const std::string &content);
    // The same of those that are neither done nor cancelled, and that the service has or may have an object
    // of.
    Result<std::vector<JobRecord>> begun_with(const std::string &link_key, const std::string &content);
    // Those of this link but the superseded ones, the newest first.
    Result<std::vector<JobSummary>> summaries(const std::string &link_key);
    // The ids of those of all links that are in a list.
    Result<std::set<std::string>> listed_jobs();
    // Of those in the summaries that have any tags, the newest first; of a long history the latter part.
    Result<std::vector<TagUse>> tag_uses(const std::string &link_key);

private:
    static Result<void> update_schema(Database &database, std::int64_t version);
    static Result<void> update_from_version_1(Database &database);
    explicit Journal(Database database) : m_database(std::move(database)) {}

    Result<void> update(const std::string &job, const std::string &columns,
                        std::initializer_list<std::string_view> values, WallTime now);
    // Those of which `condition`, in SQL, is true, the latest first.
    Result<std::vector<JobRecord>> with_content(const std::string &link_key, const std::string &content,
                                                const std::string &condition);
    Result<std::vector<JobRecord>> read(Statement jobs);
    // `table` is "file" or "picture".
    Result<void> add_files(const std::string &table, const std::string &job,
                           const std::vector<JobFile> &files);
    Result<void> set_slots(const std::string &table, const std::string &job,
                           const std::vector<api::UploadSlot> &slots);
    Result<std::vector<JobFile>> read_files(const std::string &table, const std::string &job);

    Database m_database;
};

} // namespace mmf::publish
