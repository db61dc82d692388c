#include "publish/spool_upkeep.hpp"

#include "publish/spool.hpp"

#include <chrono>
#include <string>
#include <system_error>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

namespace {

WallTime changed_at(const fs::path &folder, WallTime otherwise)
{
    std::error_code error;
    const auto time = fs::last_write_time(folder, error);
    return error ? otherwise : std::chrono::floor<seconds>(std::chrono::file_clock::to_sys(time));
}

std::string days_of(seconds time)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::hours>(time).count() / 24);
}

class Upkeep
{
public:
    Upkeep(Journal &journal, const MaySend &may_send, const Policy &policy, WallTime now, Log &log)
        : m_journal(journal), m_may_send(may_send), m_policy(policy), m_now(now), m_log(log)
    {
    }

    void tend(SpoolFolder &folder, const std::string &name)
    {
        auto job = m_journal.find(name);
        if (!job) {
            m_log.write(Severity::Error, "the journal cannot be read: " + job.error().detail);
            return; // what is not known is left alone
        }
        const auto may_send = *job ? m_may_send(**job) : std::nullopt;
        const SpoolFacts facts{mark_of(folder.path()), changed_at(folder.path(), m_now), std::move(*job),
                               may_send, is_being_made(name)};
        switch (care_for(facts, m_now, m_policy)) {
        case SpoolCare::Leave:
            break;
        case SpoolCare::MarkUnfinished:
            folder.mark(SpoolMark::Unfinished, m_log);
            break;
        case SpoolCare::MarkKept:
            folder.mark(SpoolMark::Kept, m_log);
            break;
        case SpoolCare::EndAndRemove:
            end_and_remove(folder, *facts.job);
            break;
        case SpoolCare::Remove:
            m_log.write(Severity::Info, folder.path().string() + ": removed, no upload needs it");
            folder.remove();
            break;
        }
    }

private:
    void end_and_remove(SpoolFolder &folder, const JobRecord &job)
    {
        // One whose object may exist stays known as such: the same bytes are still asked about.
        if (!job.is_create_unknown()) {
            if (auto noted = m_journal.set_state(job.id, JobState::Cancelled, m_now); !noted) {
                m_log.write(Severity::Error, "the journal cannot be written: " + noted.error().detail);
                return;
            }
        }
        m_log.write(Severity::Warning, folder.path().string() + ": not gone on with for " +
                                           days_of(m_policy.keep_unfinished) +
                                           " days; its files are removed, and it has ended");
        folder.remove();
    }

    Journal &m_journal;
    const MaySend &m_may_send;
    const Policy &m_policy;
    WallTime m_now;
    Log &m_log;
};

} // namespace

SpoolCare care_for(const SpoolFacts &facts, WallTime now, const Policy &policy)
{
    const auto is_old = [&](WallTime time) { return now - time >= policy.keep_unfinished; };
    if (!facts.job) {
        if (facts.mark == SpoolMark::None) {
            return facts.is_being_made && !is_old(facts.changed) ? SpoolCare::Leave : SpoolCare::Remove;
        }
        // It had a row, which went with a journal that was damaged.
        if (is_old(facts.changed)) {
            return SpoolCare::Remove;
        }
        return facts.mark == SpoolMark::Kept ? SpoolCare::Leave : SpoolCare::MarkKept;
    }
    if (!facts.job->can_go_on() && !facts.job->is_create_unknown()) {
        return SpoolCare::Remove;
    }
    if (is_old(facts.job->changed)) {
        return SpoolCare::EndAndRemove;
    }
    // Where nobody is known it stays as it was marked when somebody was.
    const bool is_anothers = !facts.may_send.value_or(facts.mark != SpoolMark::Kept);
    if (facts.mark == (is_anothers ? SpoolMark::Kept : SpoolMark::Unfinished)) {
        return SpoolCare::Leave;
    }
    return is_anothers ? SpoolCare::MarkKept : SpoolCare::MarkUnfinished;
}

void tend_spool(const fs::path &spool, Journal &journal, const MaySend &may_send, const Policy &policy,
                WallTime now, Log &log)
{
    Upkeep upkeep(journal, may_send, policy, now, log);
    for (const std::string &name : names_in(spool)) {
        if (auto folder = SpoolFolder::open(spool, name)) {
            upkeep.tend(*folder, name);
        }
    }
}

} // namespace mmf::publish
