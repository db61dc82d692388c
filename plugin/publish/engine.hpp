// Everything behind the windows: the account, the jobs and the one thread they run on.
//
// Made, used and ended on the main thread; nothing it does takes noticeable time there but `pause_all` and
// the destructor, which wait for the worker (well under 2 s: it never blocks). Events are told on the
// worker's thread. No socket, no keyring and no journal is touched before the first call that needs it.
#pragma once

#include "api/avatar_lookup.hpp"
#include "api/client.hpp"
#include "api/link_check.hpp"
#include "auth/loopback_listener.hpp"
#include "auth/profile.hpp"
#include "auth/session.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "base/paths.hpp"
#include "base/policy.hpp"
#include "http/client.hpp"
#include "publish/create_decisions.hpp"
#include "publish/job.hpp"
#include "publish/journal.hpp"
#include "publish/kept_draft.hpp"
#include "publish/pictures.hpp"
#include "publish/upload_history.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace mmf::publish {

struct AccountChanged
{
    bool is_linked = false;
    std::string name; // for people; empty: not known
    // Why the link lasts for this run only; nullopt: it is kept.
    std::optional<Error> store_error;
    // Of a link: until when it is good, and whether it is renewed then without a person.
    WallTime good_until{};
    bool renews_itself = false;
};

// The answer to `look_up_avatar`, where the service has a picture of who is linked.
struct AvatarFound
{
    api::Avatar avatar;
};

// The answer to `link`.
struct LinkEnded
{
    std::optional<Error> error; // nullopt: an account is linked
};

// A person must sign in: show the page, here or by `wait_for_browser`, and call `finish_sign_in`.
struct SignInWanted
{
    auth::AuthorizationRequest request;
};
// The same where the service has no page: ask for user name and password, and call `finish_sign_in`.
struct PasswordWanted
{
    auth::PasswordRequest request;
};
// Nobody waits for either any more.
struct SignInAbandoned
{
};

// The browser came back, or did not in time. An old sign-in's may come after the next one has begun.
struct BrowserAnswered
{
    Secret state; // of the sign-in it belongs to
    Result<auth::Granted> granted;
};

// The answer to `check_link`.
struct LinkChecked
{
    std::string service_name;
    api::LinkState state;
};

// The answer to `resume_all`: these jobs go on from here, each with events of its own.
struct ResumeStarted
{
    std::vector<std::string> jobs;
    std::vector<JobEnded> left; // these cannot go on now, and stay
    std::optional<Error> error;
};

// The journal was damaged. What it said of earlier uploads is lost to this program; new ones are possible.
struct JournalSetAside
{
    std::filesystem::path aside;
};

using EngineEvent =
    std::variant<JobFiles, JobProgress, VisibilityDiffers, AlreadyPublished, JobJoined, JobEnded,
                 AccountChanged, AvatarFound, LinkEnded, SignInWanted, PasswordWanted, SignInAbandoned,
                 BrowserAnswered, LinkChecked, ResumeStarted, ObjectsSearched, CreateUndecided,
                 JournalSetAside, UploadsListed, UploadChecked, UploadRemoved, TagsListed, ThumbnailsRead>;

struct PublishRequest
{
    Draft draft; // checked
    Source source;
    // Whether AlreadyPublished may come where the same was published before; if not, the job ends with the
    // object of then.
    bool may_ask = true;
    Pictures pictures = {}; // the object is published also if the service takes none of them
};

class Engine
{
public:
    using MakeStore = std::function<std::unique_ptr<auth::TokenStore>(Loop &)>;

    struct Options
    {
        auth::Profile profile;
        Policy policy;
        Paths paths;
        std::string user_agent;
        std::string host_language;
    };

    // `on_event` is called on the worker's thread with no lock held; `log` outlives the engine. What a crash
    // left in the incoming folder is removed.
    Engine(Options options, const MakeStore &make_store, Log &log, std::function<void(EngineEvent)> on_event);
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;
    // Pauses what is under way.
    ~Engine();

    // Returns the job's id at once; JobEnded or JobJoined comes for it in every case.
    std::string publish(PublishRequest request);
    // After AlreadyPublished.
    void publish_again(const std::string &job);
    // What waits for its next attempt makes it.
    void try_now(const std::string &job);
    // Goes on with one that ended resumable; JobEnded or JobJoined comes for it once more. One that is under
    // way just goes on.
    void resume(const std::string &job);
    void cancel(const std::string &job, bool keep);
    // One that has ended before its object could exist: it is not to be resumed any more.
    void discard(const std::string &job);

    // Of one that ended as UnknownCreate: a person decides. ObjectsSearched comes once.
    void search_object(const std::string &job);
    // It goes on with this object, or CreateUndecided comes.
    void adopt_object(const std::string &job, const std::string &object_id);
    // The person has looked, and it is not there: it goes on with a create, or CreateUndecided comes.
    void create_anew(const std::string &job);
    // Its bytes are not kept any more. JobEnded comes, or CreateUndecided.
    void forget_create(const std::string &job);

    // Until the model is opened again; no draft: the one that was kept is forgotten.
    void keep_draft(std::string model, std::optional<KeptDraft> draft);
    // What earlier runs left unfinished; ResumeStarted first, then the jobs' events.
    void resume_all();
    // The history, see UploadHistory: each is answered by an event, UploadsListed, UploadChecked or
    // UploadRemoved.
    void list_uploads();
    // Answered by TagsListed.
    void list_tags();
    // Of uploads that were listed; answered by ThumbnailsRead.
    void read_thumbnails(std::vector<std::string> jobs);
    void check_upload(const std::string &job);
    void remove_upload(const std::string &job);
    // Every job has ended, paused where it can go on, when this returns.
    void pause_all();

    // For a profile that lacks it; see auth::Session.
    void set_client_secret(Result<Secret> secret);
    void await_client_secret();

    // AccountChanged comes with what is known without asking anybody.
    void look_up_account();
    // LinkChecked comes, unless a later check takes the place of this one.
    void check_link();
    // AvatarFound may come, of who is linked now.
    void look_up_avatar();
    // Asks a person to sign in unless an account is linked; LinkEnded comes once.
    void link();
    void unlink();
    // For SignInWanted, where the system's browser shows the page: BrowserAnswered comes once, unless the
    // sign-in is finished or abandoned before.
    void wait_for_browser(auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                          const auth::BrowserTexts &texts);
    // For SignInWanted and PasswordWanted.
    void finish_sign_in(Result<auth::Granted> granted);

private:
    class Worker;

    std::unique_ptr<Worker> m_worker;
    std::thread m_thread;
};

} // namespace mmf::publish
