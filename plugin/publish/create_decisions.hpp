// Creates whose answer was lost, and what a person decides about each: to look for its object, to go on with
// one, to create it anew, or to forget it. Belongs to the loop's thread; owned by the engine's worker.
//
// Nobody decides about an upload that another process works on, that is under way here, or that another
// account began.
#pragma once

#include "api/client.hpp"
#include "auth/session.hpp"
#include "base/loop.hpp"
#include "publish/job.hpp"
#include "publish/journal.hpp"
#include "publish/lost_create.hpp"
#include "publish/spool.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace mmf::publish {

// The answer to `search`.
struct ObjectsSearched
{
    std::string job;
    Result<std::vector<ObjectMatch>> found;
};

// The answer to `adopt`, `create_anew` or `forget` that could not be done; the job is as it was.
struct CreateUndecided
{
    std::string job;
    Error error;
};

using DecisionEvent = std::variant<ObjectsSearched, CreateUndecided, JobEnded>;

// How one is told of that a person is to decide about.
JobEnded undecided(const JobRecord &record);
JobEnded undecided(std::string job, std::string name, api::Visibility visibility);

class CreateDecisions
{
public:
    // All outlive it.
    struct Parts
    {
        Loop &loop;
        auth::Session &session;
        api::Client &api;
        // Opened at the first call.
        std::function<Result<Journal *>()> journal;
        // Whether a job of this process has it.
        std::function<bool(const std::string &job)> is_under_way;
        // Goes on with what was decided.
        std::function<void(const std::string &job)> resume;
        std::function<void(DecisionEvent)> on_event;
    };
    CreateDecisions(std::string link_key, std::filesystem::path spool, Parts parts);

    // ObjectsSearched comes once; a person may be asked to sign in.
    void search(const std::string &job);
    // Each goes on with the job, or CreateUndecided comes.
    void adopt(const std::string &job, const std::string &object_id);
    void create_anew(const std::string &job);
    // JobEnded comes, or CreateUndecided. Its bytes are not kept any more.
    void forget(const std::string &job);

    // Whether the service is asked about an object for it.
    bool is_adopting(const std::string &job) const { return m_adoption && m_adoption->job().id == job; }
    // CreateUndecided comes. Only of one that is.
    void cancel_adoption();

    // Tells of this one, that a person is to decide or why nobody can: JobEnded comes.
    void tell(const std::string &job);

private:
    // No other process decides about it as long as this is there.
    struct Held
    {
        JobRecord record;
        SpoolFolder folder;
        Journal &journal;
    };
    Result<Held> hold(const std::string &job);
    void start_search(Held held);
    void start_adoption(const std::string &job, const std::string &object_id);
    Result<void> adopted(const std::string &job, const LostCreate::Adopted &object);
    bool is_nobodys(Journal &journal, const std::string &object_id) const;
    void go_on(const std::string &job, const Result<void> &decided);
    WallTime now() const { return m_parts.loop.clock().wall_now(); }

    const std::string m_link_key;
    const std::filesystem::path m_spool;
    Parts m_parts;
    // The person need not wait for the search to decide.
    std::unique_ptr<LostCreate> m_search;
    std::unique_ptr<LostCreate> m_adoption;
};

} // namespace mmf::publish
