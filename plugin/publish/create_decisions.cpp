#include "publish/create_decisions.hpp"

#include <utility>

namespace mmf::publish {

JobEnded undecided(const JobRecord &record)
{
    return undecided(record.id, record.draft.name, record.draft.visibility);
}

JobEnded undecided(std::string job, std::string name, api::Visibility visibility)
{
    JobEnded ended;
    ended.job = std::move(job);
    ended.phase = Phase::UnknownCreate;
    ended.error = Error{ErrorKind::UnknownOutcome, {}, 0};
    ended.is_resumable = true;
    ended.name = std::move(name);
    ended.visibility = visibility;
    return ended;
}

CreateDecisions::CreateDecisions(std::string link_key, std::filesystem::path spool, Parts parts)
    : m_link_key(std::move(link_key)), m_spool(std::move(spool)), m_parts(std::move(parts))
{
}

// With a token first: the search itself asks nobody to sign in.
void CreateDecisions::search(const std::string &job)
{
    m_parts.session.token(auth::Interaction::Allowed, [this, job](const Result<Secret> &token) {
        auto held = token ? hold(job) : tl::unexpected(token.error());
        if (held) {
            start_search(std::move(*held));
        } else {
            m_parts.on_event(ObjectsSearched{job, tl::unexpected(held.error())});
        }
    });
}

void CreateDecisions::start_search(Held held)
{
    Journal &journal = held.journal;
    const std::string job = held.record.id;
    m_search = std::make_unique<LostCreate>(std::move(held.record), m_parts.api);
    m_search->search([this, &journal, job](Result<std::vector<ObjectMatch>> found) {
        if (found) {
            std::erase_if(*found, [&](const auto &match) { return !is_nobodys(journal, match.id); });
        }
        m_parts.on_event(ObjectsSearched{job, std::move(found)});
    });
}

// The link first, as for each decision: what one person left is not for another to decide about.
void CreateDecisions::adopt(const std::string &job, const std::string &object_id)
{
    m_parts.session.load([this, job, object_id] { start_adoption(job, object_id); });
}

void CreateDecisions::start_adoption(const std::string &job, const std::string &object_id)
{
    auto held = hold(job);
    if (!held || !is_nobodys(held->journal, object_id)) {
        m_parts.on_event(CreateUndecided{job, held ? Error{ErrorKind::OtherObject, {}, 0} : held.error()});
        return;
    }
    m_adoption = std::make_unique<LostCreate>(std::move(held->record), m_parts.api);
    m_adoption->adopt(object_id, [this, job](const Result<LostCreate::Adopted> &found) {
        const auto done = std::move(m_adoption);
        go_on(job, found.and_then([&](const LostCreate::Adopted &object) { return adopted(job, object); }));
    });
}

// Held anew: it may have been decided in another process meanwhile.
Result<void> CreateDecisions::adopted(const std::string &job, const LostCreate::Adopted &object)
{
    return hold(job).and_then([&](const Held &held) {
        return held.journal.set_owner(job, m_parts.session.account(), now()).and_then([&] {
            return held.journal.set_object(job, object.object, object.slots, now());
        });
    });
}

void CreateDecisions::create_anew(const std::string &job)
{
    m_parts.session.load([this, job] {
        go_on(job, hold(job).and_then([&](const Held &held) {
            return held.journal.set_again(job, now()).and_then([&] {
                return held.journal.set_state(job, JobState::Spooled, now());
            });
        }));
    });
}

void CreateDecisions::forget(const std::string &job)
{
    m_parts.session.load([this, job] {
        auto held = hold(job);
        const Result<void> forgotten = held.and_then(
            [&](const Held &one) { return one.journal.set_state(job, JobState::Cancelled, now()); });
        if (!forgotten) {
            m_parts.on_event(CreateUndecided{job, forgotten.error()});
            return;
        }
        held->folder.remove();
        JobEnded ended = undecided(held->record);
        ended.phase = Phase::Cancelled;
        ended.is_resumable = false;
        m_parts.on_event(std::move(ended));
    });
}

void CreateDecisions::cancel_adoption()
{
    const auto adoption = std::move(m_adoption);
    m_parts.on_event(CreateUndecided{adoption->job().id, Error{ErrorKind::Cancelled, {}, 0}});
}

void CreateDecisions::tell(const std::string &job)
{
    const auto held = hold(job);
    if (held) {
        m_parts.on_event(undecided(held->record));
        return;
    }
    JobRecord unknown;
    unknown.id = job;
    m_parts.on_event(ended_before(unknown, held.error()));
}

Result<CreateDecisions::Held> CreateDecisions::hold(const std::string &job)
{
    const auto journal = m_parts.journal();
    if (!journal) {
        return tl::unexpected(journal.error());
    }
    // The folder first: its row is what it is as long as that is locked.
    auto folder = SpoolFolder::open(m_spool, job);
    auto found = (*journal)->find(job);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (m_parts.is_under_way(job) || !*found || !(*found)->is_create_unknown()) {
        return fail(ErrorKind::Internal, "no such upload is undecided");
    }
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    if (!auth::may_send((*found)->owner, m_parts.session.account())) {
        return fail(ErrorKind::OtherAccount);
    }
    return Held{std::move(**found), std::move(*folder), **journal};
}

// Whether no upload of the journal's has this object.
bool CreateDecisions::is_nobodys(Journal &journal, const std::string &object_id) const
{
    return !journal.has_object(m_link_key, object_id).value_or(true);
}

void CreateDecisions::go_on(const std::string &job, const Result<void> &decided)
{
    if (decided) {
        m_parts.resume(job);
    } else {
        m_parts.on_event(CreateUndecided{job, decided.error()});
    }
}

} // namespace mmf::publish
