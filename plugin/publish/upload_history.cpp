#include "publish/upload_history.hpp"

#include "base/files.hpp"
#include "publish/spool.hpp"
#include "publish/tag_list.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path &folder)
{
    std::error_code error;
    return fs::exists(fs::symlink_status(folder, error));
}

std::uint64_t bytes_in(const fs::path &folder)
{
    std::uint64_t bytes = 0;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        const auto size = entry->is_regular_file(ignored) ? entry->file_size(ignored) : 0;
        bytes += ignored ? 0 : size;
    }
    return bytes;
}

KeptBytes kept_in(const fs::path &folder)
{
    const auto lock = FolderLock::try_lock(folder);
    return {bytes_in(folder), lock && !lock->has_value()};
}

Result<std::vector<api::UploadSlot>> slots_of(const JobRecord &job, const api::UploadStatus &status)
{
    if (job.has_slots()) {
        return job.slots();
    }
    std::vector<api::UploadSlot> slots;
    std::transform(status.files.begin(), status.files.end(), std::back_inserter(slots),
                   [](const api::FileReport &report) { return report.slot; });
    return api::match_slots(job.filenames(), slots);
}

} // namespace

Result<std::vector<CheckedFile>> files_in(const api::UploadStatus &status, const JobRecord &job)
{
    return slots_of(job, status).map([&](const std::vector<api::UploadSlot> &slots) {
        const auto statuses = api::match_statuses(slots, status.files);
        std::vector<CheckedFile> files;
        for (std::size_t i = 0; i < job.files.size(); ++i) {
            files.push_back({job.files[i].spooled.filename, statuses[i]});
        }
        return files;
    });
}

UploadHistory::UploadHistory(std::string link_key, fs::path spool, Parts parts)
    : m_link_key(std::move(link_key)), m_spool(std::move(spool)), m_parts(std::move(parts))
{
}

void UploadHistory::list()
{
    if (const auto journal = m_parts.journal(); !journal) {
        m_parts.on_event(UploadsListed{tl::unexpected(journal.error())});
        return;
    }
    // Behind the upkeep that the first opening of the journal leads to.
    m_parts.loop.post([this] { m_parts.session.load([this] { m_parts.on_event(UploadsListed{read()}); }); });
}

Result<Uploads> UploadHistory::read()
{
    auto journal = m_parts.journal();
    if (!journal) {
        return tl::unexpected(journal.error());
    }
    auto jobs = (*journal)->summaries(m_link_key);
    if (!jobs) {
        return tl::unexpected(jobs.error());
    }
    const auto names = names_in(m_spool);
    const std::set<std::string> folders(names.begin(), names.end());
    Uploads uploads;
    for (JobSummary &job : *jobs) {
        if (is_anothers(job.owner)) {
            ++uploads.of_another;
            continue;
        }
        const bool is_under_way = m_parts.is_under_way(job.id);
        const auto kept =
            folders.count(job.id) != 0 ? std::optional(kept_in(m_spool / job.id)) : std::nullopt;
        const Standing standing = standing_of(job, is_under_way, kept);
        uploads.rows.push_back({std::move(job), standing, kept});
    }
    return uploads;
}

void UploadHistory::list_tags()
{
    m_parts.session.load([this] { m_parts.on_event(TagsListed{read_tags()}); });
}

std::vector<std::string> UploadHistory::read_tags()
{
    auto journal = m_parts.journal();
    const auto uses = journal ? (*journal)->tag_uses(m_link_key) : tl::unexpected(journal.error());
    std::vector<std::vector<std::string>> own;
    for (const TagUse &use : uses.value_or(std::vector<TagUse>())) {
        if (!is_anothers(use.owner)) {
            own.push_back(use.tags);
        }
    }
    return most_used(own);
}

void UploadHistory::read_thumbnails(const std::vector<std::string> &jobs)
{
    ThumbnailsRead read;
    for (const std::string &job : jobs) {
        auto jpeg = m_parts.thumbnails.read(job);
        if (!jpeg) {
            m_parts.log.write(Severity::Warning, "no thumbnail: " + jpeg.error().detail);
        }
        read.thumbnails.push_back({job, std::move(jpeg).value_or(std::string())});
    }
    m_parts.on_event(std::move(read));
}

bool UploadHistory::is_anothers(const auth::Account &owner) const
{
    const auth::Account &linked = m_parts.session.account();
    return linked.is_known() && !auth::may_send(owner, linked);
}

Result<JobRecord> UploadHistory::find(const std::string &job)
{
    auto journal = m_parts.journal();
    if (!journal) {
        return tl::unexpected(journal.error());
    }
    auto found = (*journal)->find(job);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found || (*found)->link_key != m_link_key) {
        return fail(ErrorKind::Internal, "no such upload");
    }
    if (is_anothers((*found)->owner)) {
        return fail(ErrorKind::OtherAccount);
    }
    return std::move(**found);
}

void UploadHistory::check(const std::string &job)
{
    m_check.reset();
    // With a token first: then it is known whose it is.
    m_parts.session.token(
        auth::Interaction::Allowed, [this, job, number = ++m_checks](const Result<Secret> &token) {
            if (number != m_checks) {
                return;
            }
            auto found = token ? find(job) : tl::unexpected(token.error());
            if (found && found->object_id.empty()) {
                found = fail(ErrorKind::Internal, "it has no object");
            }
            if (!found) {
                m_parts.on_event(UploadChecked{job, tl::unexpected(found.error())});
                return;
            }
            const std::string object = found->object_id;
            m_check = m_parts.api.upload_status(
                object, [this, record = std::move(*found)](const api::Outcome<api::UploadStatus> &outcome) {
                    const auto call = std::move(m_check);
                    checked(record, outcome);
                });
        });
}

void UploadHistory::checked(const JobRecord &record, const api::Outcome<api::UploadStatus> &outcome)
{
    if (outcome) {
        m_parts.on_event(UploadChecked{record.id, files_in(*outcome, record)});
    } else {
        m_parts.on_event(UploadChecked{record.id, tl::unexpected(outcome.error().error)});
    }
}

void UploadHistory::remove(const std::string &job)
{
    m_parts.session.load([this, job] {
        const Result<void> forgotten = forget(job);
        m_parts.on_event(UploadRemoved{job, forgotten ? std::nullopt : std::optional(forgotten.error())});
    });
}

Result<void> UploadHistory::forget(const std::string &job)
{
    if (const auto found = find(job); !found) {
        return tl::unexpected(found.error());
    }
    if (m_parts.is_under_way(job)) {
        return fail(ErrorKind::Busy);
    }
    const auto journal = m_parts.journal();
    const fs::path path = m_spool / job;
    if (is_there(path)) {
        auto folder = SpoolFolder::open(m_spool, job);
        if (!folder) {
            return tl::unexpected(folder.error());
        }
        // A crash between the two must not leave one that would go on.
        const WallTime now = m_parts.loop.clock().wall_now();
        if (auto noted = (*journal)->set_state(job, JobState::Cancelled, now); !noted) {
            return noted;
        }
        folder->remove();
    }
    return (*journal)->remove(job).map([&] { m_parts.thumbnails.remove(job); });
}

} // namespace mmf::publish
