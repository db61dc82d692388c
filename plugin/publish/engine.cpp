#include "publish/engine.hpp"

#include "auth/dialect.hpp"
#include "base/digest.hpp"
#include "publish/draft_file.hpp"
#include "publish/journal_recovery.hpp"
#include "publish/spool_upkeep.hpp"
#include "publish/thumbnail_folder.hpp"
#include "publish/turn_queue.hpp"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace mmf::publish {

namespace {

// The session's port to a person: passes the wish on as an event and the answer back to the loop.
class EventAuthorizer final : public auth::Authorizer
{
public:
    EventAuthorizer(std::function<void(EngineEvent)> on_event, const Policy &policy,
                    auth::LoopbackListener::Parts parts)
        : m_on_event(std::move(on_event)), m_policy(policy), m_parts(parts)
    {
    }

    void authorize(auth::AuthorizationRequest request, OnGranted on_granted) override
    {
        m_on_granted = std::move(on_granted);
        m_on_event(SignInWanted{std::move(request)});
    }

    void ask_password(auth::PasswordRequest request, OnGranted on_granted) override
    {
        m_on_granted = std::move(on_granted);
        m_on_event(PasswordWanted{std::move(request)});
    }

    void abandon() override
    {
        m_on_granted = nullptr;
        m_listener.reset();
        m_on_event(SignInAbandoned{});
    }

    void wait_for_browser(auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                          const auth::BrowserTexts &texts)
    {
        if (!m_on_granted) {
            return; // abandoned meanwhile
        }
        if (!auth::traits_of(expected.dialect).has_state) {
            m_on_event(
                BrowserAnswered{expected.state, fail(ErrorKind::SignInFailed,
                                                     "the service's redirect is not safe in a browser")});
            return;
        }
        m_listener = std::make_unique<auth::LoopbackListener>(
            std::move(port), expected, texts, m_policy, m_parts,
            [this, state = expected.state](Result<auth::Granted> granted) {
                m_on_event(BrowserAnswered{state, std::move(granted)});
            });
    }

    void finish(Result<auth::Granted> granted)
    {
        m_listener.reset();
        if (const OnGranted on_granted = std::exchange(m_on_granted, nullptr)) {
            on_granted(std::move(granted));
        }
    }

private:
    std::function<void(EngineEvent)> m_on_event;
    Policy m_policy;
    auth::LoopbackListener::Parts m_parts;
    OnGranted m_on_granted;
    std::unique_ptr<auth::LoopbackListener> m_listener; // while a browser is waited for
};

} // namespace

// What lives on the worker's thread. Made before the thread starts and ended after it has.
class Engine::Worker final : private auth::AccountPort
{
public:
    Worker(Options options, const MakeStore &make_store, Log &log, std::function<void(EngineEvent)> on_event)
        : m_options(std::move(options)),
          m_log(log),
          m_on_event(std::move(on_event)),
          m_client({m_options.user_agent, m_options.profile.ca_file}, m_options.policy, log),
          m_loop(m_clock, m_client),
          m_authorizer(m_on_event, m_options.policy, {m_loop, log}),
          m_link_lock(m_options.paths.state, m_options.profile.link_key()),
          m_store(make_store(m_loop)),
          m_session(m_options.profile, m_options.policy, {m_options.host_language, m_options.user_agent},
                    {m_loop, m_client, *m_store, m_link_lock, m_authorizer, *this, log}),
          m_api(m_options.profile.api_base_url, m_options.policy, {m_loop, m_client, m_session}),
          m_avatar(m_options.profile.api_base_url, m_options.policy, m_api, m_client),
          m_thumbnails(m_options.paths.thumbnail_folder()),
          m_create_decisions(m_options.profile.link_key(), m_options.paths.spool_folder(), decision_parts()),
          m_history(m_options.profile.link_key(), m_options.paths.spool_folder(), history_parts())
    {
    }

    Loop &loop() { return m_loop; }
    auth::Session &session() { return m_session; }
    UploadHistory &history() { return m_history; }
    CreateDecisions &create_decisions() { return m_create_decisions; }

    void remove_stale_files() { remove_stale_incoming(m_options.paths.incoming_folder()); }

    void publish(JobRecord record, PublishRequest request)
    {
        record.draft = std::move(request.draft);
        record.link_key = m_options.profile.link_key();
        auto folder = SpoolFolder::create(m_options.paths.spool_folder(), record.id);
        if (!folder) {
            refuse(record, folder.error());
            return;
        }
        if (auto opened = open_journal(); !opened) {
            folder->remove();
            refuse(record, opened.error());
            return;
        }
        add(std::make_unique<Job>(std::move(record), std::move(request.source), std::move(request.pictures),
                                  request.may_ask, std::move(*folder), parts(), on_job_event()));
    }

    void publish_again(const std::string &job)
    {
        if (const auto found = m_jobs.find(job); found != m_jobs.end()) {
            found->second->publish_again();
        }
    }

    void try_now(const std::string &job)
    {
        if (const auto found = m_jobs.find(job); found != m_jobs.end()) {
            found->second->try_now();
        }
    }

    void resume(const std::string &job)
    {
        m_session.load([this, job, pauses = m_pauses] {
            if (m_jobs.count(job) != 0) {
                return; // its end is still to come
            }
            JobRecord record;
            record.id = job;
            auto found = pauses != m_pauses ? fail(ErrorKind::Cancelled) : find_unfinished(job);
            if (found) {
                record = std::move(*found);
            }
            m_session.ask_account_anew();
            auto resumed = found.and_then([&](const auto &) { return this->resumed(job); });
            if (resumed) {
                add(std::move(*resumed));
            } else if (found) {
                m_on_event(not_resumed(record, resumed.error()));
            } else {
                refuse(record, resumed.error());
            }
        });
    }

    // The link first: what one person left is not for another to send.
    void resume_all()
    {
        m_session.load([this, pauses = m_pauses] {
            if (pauses == m_pauses) {
                resume_unfinished();
            } else {
                m_on_event(ResumeStarted{{}, {}, Error{ErrorKind::Cancelled, {}, 0}});
            }
        });
    }

    void resume_unfinished()
    {
        m_session.ask_account_anew();
        ResumeStarted started;
        std::vector<std::unique_ptr<Job>> jobs;
        auto unfinished =
            open_journal().and_then([this] { return m_journal->unfinished(m_options.profile.link_key()); });
        if (!unfinished) {
            started.error = unfinished.error();
        }
        for (JobRecord &record : unfinished.value_or(std::vector<JobRecord>())) {
            if (m_jobs.count(record.id) != 0) {
                continue;
            }
            if (record.is_create_unknown()) {
                if (open_folder(record.id)) {
                    started.left.push_back(undecided(record));
                }
            } else if (auto job = resumed(record.id)) {
                started.jobs.push_back(record.id);
                jobs.push_back(std::move(*job));
            } else if (job.error().kind != ErrorKind::Busy) {
                started.left.push_back(not_resumed(record, job.error()));
            }
        }
        m_on_event(std::move(started));
        for (auto &job : jobs) {
            add(std::move(job));
        }
    }

    void discard(const std::string &job)
    {
        if (m_jobs.count(job) != 0 || !open_journal()) {
            return;
        }
        const auto record = m_journal->find(job);
        const bool may_exist =
            !record || !*record || !(*record)->object_id.empty() || (*record)->is_create_unknown();
        auto folder = open_folder(job);
        if (may_exist || !folder) {
            return;
        }
        if (note(job, JobState::Cancelled)) {
            folder->remove();
        }
    }

    void keep_draft(const std::string &model, const std::optional<KeptDraft> &draft)
    {
        const auto file = m_options.paths.drafts_file();
        const auto aside = publish::keep_draft(file, model, draft, m_clock.wall_now());
        if (!aside) {
            m_log.write(Severity::Warning, "the draft cannot be kept: " + aside.error().detail);
        } else if (*aside) {
            m_log.write(Severity::Warning,
                        file.string() + ": cannot be understood; it is now " + (*aside)->string());
        }
    }

    void cancel(const std::string &job, bool keep)
    {
        if (m_create_decisions.is_adopting(job)) {
            m_create_decisions.cancel_adoption();
            return;
        }
        if (const auto found = m_jobs.find(job); found != m_jobs.end()) {
            found->second->cancel(keep);
            if (m_jobs.size() == 1) {
                m_session.cancel_sign_in(); // nobody else waits for it
            }
        }
    }

    void pause_all()
    {
        ++m_pauses;
        for (auto &[id, job] : m_jobs) {
            job->pause();
        }
        m_session.cancel_sign_in();
    }

    void look_up_account()
    {
        m_session.load([this] { tell_account(); });
    }

    void look_up_avatar()
    {
        m_session.load([this] {
            if (m_session.is_linked()) {
                m_avatar.start([this](api::Avatar avatar) { m_on_event(AvatarFound{std::move(avatar)}); });
            }
        });
    }

    void link()
    {
        m_session.token(auth::Interaction::Allowed, [this](const Result<Secret> &token) {
            m_on_event(LinkEnded{token ? std::nullopt : std::optional(token.error())});
        });
    }

    void unlink()
    {
        m_avatar.stop();
        m_session.unlink([this](Result<void> done) {
            if (!done) {
                m_log.write(Severity::Warning, "the keyring keeps the link: " + done.error().detail);
            }
            tell_account();
        });
    }

    void check_link()
    {
        m_link_check = std::make_unique<api::LinkCheck>(
            m_session.profile(), m_options.policy, api::LinkCheck::Parts{m_client, m_session, m_api},
            [this](api::LinkState state) {
                const auto check = std::move(m_link_check);
                m_on_event(LinkChecked{m_options.profile.name, std::move(state)});
            });
    }

    void wait_for_browser(auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                          const auth::BrowserTexts &texts)
    {
        m_authorizer.wait_for_browser(std::move(port), expected, texts);
    }

    void finish_sign_in(Result<auth::Granted> granted) { m_authorizer.finish(std::move(granted)); }

private:
    Job::Parts parts()
    {
        return {m_loop,
                m_api,
                m_session,
                *m_journal,
                m_thumbnails,
                m_log,
                m_options.policy,
                [this](const std::string &job, const std::string &content) {
                    const auto [claim, is_new] = m_claims.try_emplace(content, job);
                    return is_new || claim->second == job ? std::string() : claim->second;
                },
                [this](const JobRecord &unfinished) { return take_up(unfinished); },
                [this](const std::string &job) { return m_turns.enter(job); }};
    }

    CreateDecisions::Parts decision_parts()
    {
        return {m_loop,
                m_session,
                m_api,
                [this] { return use_journal(); },
                [this](const std::string &job) { return m_jobs.count(job) != 0; },
                [this](const std::string &job) { resume(job); },
                [this](DecisionEvent event) { tell(std::move(event)); }};
    }

    UploadHistory::Parts history_parts()
    {
        return {m_loop,
                m_session,
                m_api,
                m_thumbnails,
                m_log,
                [this] { return use_journal(); },
                [this](const std::string &job) {
                    return m_jobs.count(job) != 0 || m_create_decisions.is_adopting(job);
                },
                [this](HistoryEvent event) { tell(std::move(event)); }};
    }

    template <typename... Events>
    void tell(std::variant<Events...> event)
    {
        std::visit([this](auto &what) { m_on_event(std::move(what)); }, event);
    }

    // In place of one that would publish the same bytes again.
    Result<void> take_up(const JobRecord &unfinished)
    {
        remove_ended(); // its lock, where it ended just now
        if (m_jobs.count(unfinished.id) != 0) {
            m_claims.insert_or_assign(content_key(unfinished.files), unfinished.id);
            return {}; // on its way beside another one of the same bytes, which had the claim
        }
        if (unfinished.is_create_unknown()) {
            const auto folder = open_folder(unfinished.id);
            return folder ? fail(ErrorKind::UnknownOutcome) : tl::unexpected(folder.error());
        }
        return resumed(unfinished.id).map([&](std::unique_ptr<Job> job) {
            m_claims.insert_or_assign(content_key(unfinished.files), unfinished.id);
            add(std::move(job));
        });
    }

    void turn_came(const std::string &job)
    {
        if (const auto found = m_jobs.find(job); found != m_jobs.end()) {
            found->second->turn_came(); // one that has just ended has told so, and leaves its turn by that
        }
    }

    void remove_ended()
    {
        std::erase_if(m_jobs, [](const auto &job) { return job.second->has_told_end(); });
    }

    Result<SpoolFolder> open_folder(const std::string &job) const
    {
        return SpoolFolder::open(m_options.paths.spool_folder(), job);
    }

    bool note(const std::string &job, JobState state)
    {
        const auto noted = m_journal->set_state(job, state, m_clock.wall_now());
        if (!noted) {
            m_log.write(Severity::Error, "the journal cannot be written: " + noted.error().detail);
        }
        return noted.has_value();
    }

    // Why it cannot go on now: OtherAccount, Busy, SpoolChanged, Disk, Journal.
    Result<std::unique_ptr<Job>> resumed(const std::string &id)
    {
        auto folder = open_folder(id);
        // Only now: until its folder was locked, another process may have brought it further, or to its end.
        const auto found = m_journal->find(id);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (!*found || !(*found)->can_go_on()) {
            return fail(ErrorKind::Busy, id + ": ended elsewhere");
        }
        return folder ? resumed(**found, *folder) : tl::unexpected(folder.error());
    }

    // Takes the folder if it can go on.
    Result<std::unique_ptr<Job>> resumed(const JobRecord &record, SpoolFolder &folder)
    {
        if (!may_send(record).value_or(true)) {
            folder.mark(SpoolMark::Kept, m_log); // not to be offered to this account
            return fail(ErrorKind::OtherAccount);
        }
        if (auto whole = verify(folder, record); !whole) {
            return tl::unexpected(whole.error());
        }
        return std::make_unique<Job>(record, std::move(folder), parts(), on_job_event());
    }

    // Where nobody is known to be linked, a token will tell.
    std::optional<bool> may_send(const JobRecord &record) const
    {
        if (record.link_key != m_options.profile.link_key()) {
            return false;
        }
        const auth::Account &account = m_session.account();
        return account.is_known() ? std::optional(auth::may_send(record.owner, account)) : std::nullopt;
    }

    Result<JobRecord> find_unfinished(const std::string &job)
    {
        if (auto opened = open_journal(); !opened) {
            return tl::unexpected(opened.error());
        }
        auto found = m_journal->find(job);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (!*found || !(*found)->can_go_on()) {
            return fail(ErrorKind::Internal, "no such upload can go on");
        }
        return std::move(**found);
    }

    void ask_account(OnTold on_told) override
    {
        m_user_call = m_api.user([this, on_told = std::move(on_told)](const api::Outcome<api::User> &user) {
            const auto call = std::move(m_user_call);
            on_told(user ? std::optional(auth::Account{{}, user->username, user->name}) : std::nullopt);
        });
    }

    void account_changed() override
    {
        if (m_session.is_linked()) {
            for (auto &[id, job] : m_jobs) {
                job->account_changed();
            }
        }
        tell_account();
    }

    void keeping_changed() override { tell_account(); }

    Result<Journal *> use_journal()
    {
        return open_journal().map([this] { return &*m_journal; });
    }

    Result<void> open_journal()
    {
        if (m_journal) {
            return {};
        }
        const auto file = m_options.paths.journal_file();
        auto opened = open_or_renew(file, m_clock.wall_now());
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        m_journal.emplace(std::move(opened->journal));
        if (opened->aside) {
            m_log.write(Severity::Error, file.string() + ": damaged; it is now " + opened->aside->string());
            m_on_event(JournalSetAside{*opened->aside});
        }
        // Behind what is taken up now, which is then held.
        m_loop.post([this] {
            tend_spool(
                m_options.paths.spool_folder(), *m_journal,
                [this](const JobRecord &job) { return may_send(job); }, m_options.policy, m_clock.wall_now(),
                m_log);
            tend_thumbnails();
        });
        return {};
    }

    void tend_thumbnails()
    {
        m_thumbnails.keep_only([this] {
            // What another process is just preparing has its folder before it has a row.
            auto preparing = names_in(m_options.paths.spool_folder());
            return m_journal->listed_jobs().map([&](std::set<std::string> jobs) {
                std::move(preparing.begin(), preparing.end(), std::inserter(jobs, jobs.end()));
                return jobs;
            });
        });
    }

    // One from the journal, which is told so. If its bytes are lost, that is its end; else it is as it was.
    JobEnded not_resumed(const JobRecord &record, const Error &error)
    {
        JobEnded ended = ended_before(record, error);
        ended.is_resumable = error.kind != ErrorKind::SpoolChanged;
        if (!ended.is_resumable && note(record.id, JobState::Refused)) {
            m_log.write(Severity::Warning, error.detail + "; the upload has ended");
            if (auto folder = open_folder(record.id)) {
                folder->remove();
            }
        }
        return ended;
    }

    void refuse(const JobRecord &record, const Error &error) { m_on_event(ended_before(record, error)); }

    static Result<void> verify(const SpoolFolder &folder, const JobRecord &record)
    {
        for (const JobFile &file : record.files) {
            if (auto whole = folder.verify(file.spooled); !whole) {
                return whole;
            }
        }
        return {};
    }

    void add(std::unique_ptr<Job> job)
    {
        Job &added = *job;
        m_jobs[added.id()] = std::move(job);
        if (const auto content = added.content()) {
            m_claims.try_emplace(*content, added.id());
        }
        added.start();
    }

    Job::OnEvent on_job_event()
    {
        return [this](const JobEvent &event) {
            const auto *ended = std::get_if<JobEnded>(&event);
            const auto *joined = std::get_if<JobJoined>(&event);
            if (ended != nullptr || joined != nullptr) {
                // The job is still on the stack of its own call. It goes before anything that the event leads
                // to, such as going on with it.
                const std::string &id = ended != nullptr ? ended->job : joined->job;
                std::erase_if(m_claims, [&](const auto &claim) { return claim.second == id; });
                m_loop.post([this, next = m_turns.leave(id)] {
                    remove_ended();
                    if (next) {
                        turn_came(*next);
                    }
                });
            }
            std::visit([this](const auto &what) { m_on_event(what); }, event);
            if (joined != nullptr && m_jobs.count(joined->instead) == 0) {
                m_create_decisions.tell(joined->instead);
            }
        };
    }

    void tell_account()
    {
        const auth::Account &account = m_session.account();
        AccountChanged told;
        told.is_linked = m_session.is_linked();
        told.name = account.name.empty() ? account.username : account.name;
        told.store_error = m_session.store_error();
        if (told.is_linked) {
            told.good_until = m_session.good_until();
            told.renews_itself = m_session.can_refresh();
        }
        m_on_event(std::move(told));
    }

    Options m_options;
    Log &m_log;
    std::function<void(EngineEvent)> m_on_event;
    SystemClock m_clock;
    http::Client m_client;
    Loop m_loop;
    EventAuthorizer m_authorizer;
    auth::LinkLock m_link_lock;
    std::unique_ptr<auth::TokenStore> m_store;
    auth::Session m_session;
    api::Client m_api;
    api::CallHandle m_user_call;
    std::unique_ptr<api::LinkCheck> m_link_check;
    api::AvatarLookup m_avatar;
    std::optional<Journal> m_journal;
    const ThumbnailFolder m_thumbnails;
    std::map<std::string, std::unique_ptr<Job>> m_jobs;
    std::map<std::string, std::string> m_claims; // which job publishes which bytes, from its create on
    TurnQueue m_turns;
    unsigned m_pauses = 0; // what waits from before one does not begin after it
    CreateDecisions m_create_decisions;
    UploadHistory m_history;
};

Engine::Engine(Options options, const MakeStore &make_store, Log &log,
               std::function<void(EngineEvent)> on_event)
    : m_worker(std::make_unique<Worker>(std::move(options), make_store, log, std::move(on_event))),
      m_thread([this] { m_worker->loop().run(); })
{
    m_worker->loop().post([this] { m_worker->remove_stale_files(); });
}

Engine::~Engine()
{
    m_worker->loop().post([this] { m_worker->pause_all(); });
    m_worker->loop().stop();
    m_thread.join();
}

std::string Engine::publish(PublishRequest request)
{
    JobRecord record;
    record.id = random_token().substr(0, 16);
    std::string id = record.id;
    m_worker->loop().post([this, record = std::move(record), request = std::move(request)]() mutable {
        m_worker->publish(std::move(record), std::move(request));
    });
    return id;
}

void Engine::publish_again(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->publish_again(job); });
}

void Engine::try_now(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->try_now(job); });
}

void Engine::resume(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->resume(job); });
}

void Engine::discard(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->discard(job); });
}

void Engine::cancel(const std::string &job, bool keep)
{
    m_worker->loop().post([this, job, keep] { m_worker->cancel(job, keep); });
}

void Engine::search_object(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->create_decisions().search(job); });
}

void Engine::adopt_object(const std::string &job, const std::string &object_id)
{
    m_worker->loop().post([this, job, object_id] { m_worker->create_decisions().adopt(job, object_id); });
}

void Engine::create_anew(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->create_decisions().create_anew(job); });
}

void Engine::forget_create(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->create_decisions().forget(job); });
}

void Engine::keep_draft(std::string model, std::optional<KeptDraft> draft)
{
    m_worker->loop().post(
        [this, model = std::move(model), draft = std::move(draft)] { m_worker->keep_draft(model, draft); });
}

void Engine::resume_all()
{
    m_worker->loop().post([this] { m_worker->resume_all(); });
}

void Engine::list_uploads()
{
    m_worker->loop().post([this] { m_worker->history().list(); });
}

void Engine::list_tags()
{
    m_worker->loop().post([this] { m_worker->history().list_tags(); });
}

void Engine::read_thumbnails(std::vector<std::string> jobs)
{
    m_worker->loop().post([this, jobs = std::move(jobs)] { m_worker->history().read_thumbnails(jobs); });
}

void Engine::check_upload(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->history().check(job); });
}

void Engine::remove_upload(const std::string &job)
{
    m_worker->loop().post([this, job] { m_worker->history().remove(job); });
}

void Engine::pause_all()
{
    std::promise<void> paused;
    m_worker->loop().post([&] {
        m_worker->pause_all();
        paused.set_value();
    });
    paused.get_future().wait();
}

void Engine::set_client_secret(Result<Secret> secret)
{
    m_worker->loop().post(
        [this, secret = std::move(secret)] { m_worker->session().set_client_secret(secret); });
}

void Engine::await_client_secret()
{
    m_worker->loop().post([this] { m_worker->session().await_client_secret(); });
}

void Engine::look_up_account()
{
    m_worker->loop().post([this] { m_worker->look_up_account(); });
}

void Engine::check_link()
{
    m_worker->loop().post([this] { m_worker->check_link(); });
}

void Engine::look_up_avatar()
{
    m_worker->loop().post([this] { m_worker->look_up_avatar(); });
}

void Engine::link()
{
    m_worker->loop().post([this] { m_worker->link(); });
}

void Engine::unlink()
{
    m_worker->loop().post([this] { m_worker->unlink(); });
}

void Engine::wait_for_browser(auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                              const auth::BrowserTexts &texts)
{
    // Shared only because a task is copied where it is kept.
    const auto shared = std::make_shared<auth::LoopbackPort>(std::move(port));
    m_worker->loop().post(
        [this, shared, expected, texts] { m_worker->wait_for_browser(std::move(*shared), expected, texts); });
}

void Engine::finish_sign_in(Result<auth::Granted> granted)
{
    m_worker->loop().post([this, granted = std::move(granted)] { m_worker->finish_sign_in(granted); });
}

} // namespace mmf::publish
