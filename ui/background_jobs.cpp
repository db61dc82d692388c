#include "background_jobs.hpp"

#include "progress_sentences.hpp"
#include "translate.hpp"

#include <utility>

namespace mmf::ui {

const BackgroundJobs::Standing *BackgroundJobs::find(const std::string &job) const
{
    const auto found = m_standings.find(job);
    return found != m_standings.end() ? &found->second : nullptr;
}

bool BackgroundJobs::has_row(const std::string &job) const
{
    return job != m_shown && m_standings.count(job) != 0 && m_host.has_tasks();
}

void BackgroundJobs::set_shown(const std::string &job)
{
    if (has_row(job)) {
        m_host.remove_task(job);
    }
    const std::string before = std::exchange(m_shown, job);
    show(before);
}

void BackgroundJobs::handle(const publish::JobFiles &files)
{
    m_standings[files.job] = {files, {}};
}

void BackgroundJobs::handle(const publish::JobProgress &progress)
{
    if (const auto standing = m_standings.find(progress.job); standing != m_standings.end()) {
        standing->second.progress = progress;
        show(progress.job);
    }
}

void BackgroundJobs::handle(const publish::AlreadyPublished &published)
{
    if (const auto standing = m_standings.find(published.job); standing != m_standings.end()) {
        standing->second.question = published;
        show(published.job);
    }
}

void BackgroundJobs::answered(const std::string &job)
{
    if (const auto standing = m_standings.find(job); standing != m_standings.end()) {
        standing->second.question.reset();
    }
}

void BackgroundJobs::show(const std::string &job) const
{
    if (!has_row(job)) {
        return;
    }
    const Standing &standing = m_standings.at(job);
    const bool is_asking = standing.question.has_value();
    m_host.show_task(
        {job,
         standing.files.name,
         is_asking ? tr("It was published before: your answer is needed.") : progress_text(standing.progress),
         is_asking ? 0 : progress_fraction(standing.progress),
         {{command::Show, tr("Show")}, {command::Cancel, tr("Cancel")}}});
}

bool BackgroundJobs::end(const std::string &job, const char *action, const ActionOutcome &outcome)
{
    const bool can_tell = has_row(job);
    if (can_tell) {
        m_host.end_task(job, action, outcome);
    }
    m_standings.erase(job);
    return can_tell;
}

void BackgroundJobs::forget(const std::string &job)
{
    if (has_row(job)) {
        m_host.remove_task(job);
    }
    m_standings.erase(job);
}

} // namespace mmf::ui
