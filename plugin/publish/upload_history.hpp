// What was published from this computer, as far as the journal and the spool know: lists it, asks the service
// how one of them stands, and forgets one. Belongs to the loop's thread; owned by the engine's worker.
#pragma once

#include "api/client.hpp"
#include "auth/session.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "publish/journal.hpp"
#include "publish/thumbnail_folder.hpp"
#include "publish/upload_row.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mmf::publish {

struct Uploads
{
    std::vector<UploadRow> rows; // the newest first
    std::size_t of_another = 0;  // account: these are not among the rows
};

// The answer to `list`.
struct UploadsListed
{
    Result<Uploads> uploads;
};

struct CheckedFile
{
    std::string filename;
    api::FileStatus status = api::FileStatus::Unknown;
};

// The answer to `check`.
struct UploadChecked
{
    std::string job;
    Result<std::vector<CheckedFile>> files;
};

// The answer to `remove`.
struct UploadRemoved
{
    std::string job;
    std::optional<Error> error; // nullopt: it is not in the list any more
};

// The answer to `list_tags`.
struct TagsListed
{
    std::vector<std::string> tags; // those used by most uploads first; none where they cannot be told
};

struct Thumbnail
{
    std::string job;
    std::string jpeg; // empty: there is none
};

// The answer to `read_thumbnails`.
struct ThumbnailsRead
{
    std::vector<Thumbnail> thumbnails; // one for each job
};

using HistoryEvent = std::variant<UploadsListed, UploadChecked, UploadRemoved, TagsListed, ThumbnailsRead>;

class UploadHistory
{
public:
    // All outlive it.
    struct Parts
    {
        Loop &loop;
        auth::Session &session;
        api::Client &api;
        const ThumbnailFolder &thumbnails;
        Log &log;
        // Opened at the first call.
        std::function<Result<Journal *>()> journal;
        // Whether a job of this process has it.
        std::function<bool(const std::string &job)> is_under_way;
        std::function<void(HistoryEvent)> on_event;
    };
    UploadHistory(std::string link_key, std::filesystem::path spool, Parts parts);

    // Those of this link, and of the account that is linked. Where none is, all of the link.
    void list();
    // The tags of the same.
    void list_tags();
    // Of jobs that were listed.
    void read_thumbnails(const std::vector<std::string> &jobs);
    // Asks the service which files of the upload it has; a person may be asked to sign in. A later check
    // takes the place of one that has no answer yet.
    void check(const std::string &job);
    // With all that is kept of it on this computer. Error Busy: it is under way, here or elsewhere.
    void remove(const std::string &job);

private:
    Result<Uploads> read();
    std::vector<std::string> read_tags();
    // Where nobody is known to be linked, none is.
    bool is_anothers(const auth::Account &owner) const;
    Result<JobRecord> find(const std::string &job);
    void checked(const JobRecord &record, const api::Outcome<api::UploadStatus> &outcome);
    Result<void> forget(const std::string &job);

    const std::string m_link_key;
    const std::filesystem::path m_spool;
    Parts m_parts;
    unsigned m_checks = 0;
    api::CallHandle m_check;
};

// Of each file of the job, by its own name. Error: BadAnswer, where the object has other files.
Result<std::vector<CheckedFile>> files_in(const api::UploadStatus &status, const JobRecord &job);

} // namespace mmf::publish
