// fault-child: one run of the engine in a process of its own, for tests that kill it or take its disk away.
//
//   fault-child publish|resume|publish-on|soak|draft BASE_URL STATE_FOLDER EFFECT AT
//
// publish     the plate that the tests know, to its end
// resume      what is unfinished, as after a new start
// publish-on  publishes, with calls that go wrong; then, with none, goes on or publishes again
// soak        AT publishes of other models each, most of them with some fault of the sandbox's
// draft       keeps a model's draft, changes it with calls that go wrong, keeps another model's with none;
// what
//             it writes so are drafts, settings and links
// EFFECT      count, kill, half, ENOSPC, ENOSPC+, EIO, EIO+, EROFS+, EIO-read, EIO-read+; see calls.hpp
//
// The link comes in FAULT_CHILD_TOKEN and FAULT_CHILD_REFRESH_TOKEN; nobody signs in. It prints a line
// "ended PHASE ERROR RESUMABLE OBJECT" for each end, "resumed N LEFT" for what goes on, and at last "calls
// N"; "draft old|new ERROR" of the change; for a soak "holds FILES THREADS HEAP" after the first publishes
// and at the end. Exit code 0, or 1 where an end did not come.

#include "calls.hpp"

#include "publish/draft_file.hpp"
#include "publish/plate_draft.hpp"
#include "support/engine_settings.hpp"
#include "support/event_queue.hpp"
#include "support/memory_token_store.hpp"

#include "support/process.hpp"
#include "support/test_plate.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <httplib.h>
#include <iostream>
#include <malloc.h>
#include <map>
#include <mutex>
#include <random>

using namespace mmf;
using namespace mmf::test;
using publish::JobEnded;
using publish::Phase;

namespace {

constexpr int MostAttempts = 4;
constexpr std::uint64_t WarmUp = 50; // publishes after which nothing grows any more

CallPlan plan_of(const std::string &effect, std::uint64_t at)
{
    using Effect = CallPlan::Effect;
    using Calls = CallPlan::Calls;
    static const std::map<std::string, CallPlan> plans = {
        {"count", {Calls::Changes, Effect::Kill, 0, false, 0}},
        {"kill", {Calls::Changes, Effect::Kill, 1, false, 0}},
        {"half", {Calls::Changes, Effect::KillHalf, 1, false, 0}},
        {"ENOSPC", {Calls::Writes, Effect::Fail, 1, false, ENOSPC}},
        {"ENOSPC+", {Calls::Writes, Effect::Fail, 1, true, ENOSPC}},
        {"EIO", {Calls::Writes, Effect::Fail, 1, false, EIO}},
        {"EIO+", {Calls::Writes, Effect::Fail, 1, true, EIO}},
        {"EROFS+", {Calls::Writes, Effect::Fail, 1, true, EROFS}},
        {"EIO-read", {Calls::Reads, Effect::Fail, 1, false, EIO}},
        {"EIO-read+", {Calls::Reads, Effect::Fail, 1, true, EIO}},
    };
    CallPlan plan = plans.at(effect);
    plan.at *= at;
    return plan;
}

// One of the sandbox's faults at one of the next requests, or none.
std::string some_fault(std::mt19937 &random)
{
    constexpr const char *Kinds[] = {"drop-before", "drop-mid", "drop-after",    "stop-reading", "truncated",
                                     "html-503",    "500",      "503:0",         "429:0",        "401",
                                     "422",         "garbage",  "expire-tokens", "status-failed"};
    std::uniform_int_distribution<std::size_t> kind(0, 2 * std::size(Kinds));
    std::uniform_int_distribution<int> request(1, 8);
    const std::size_t chosen = kind(random);
    const int number = request(random);
    return chosen < std::size(Kinds) ? "* /*#" + std::to_string(number) + ":" + Kinds[chosen] : std::string();
}

class Child
{
public:
    Child(const std::string &base_url, const std::filesystem::path &folder, const Policy &policy)
        : m_sandbox(base_url), m_profile(sandbox_profile(base_url, auth::Grant::Code))
    {
        auth::StoredLink link =
            link_of("designer", Secret(std::getenv("FAULT_CHILD_TOKEN"))); // NOLINT(concurrency-mt-unsafe)
        link.refresh_token =
            Secret(std::getenv("FAULT_CHILD_REFRESH_TOKEN")); // NOLINT(concurrency-mt-unsafe)
        m_keyring.put(m_profile.link_key(), link);
        m_engine = std::make_unique<publish::Engine>(
            publish::Engine::Options{
                m_profile, policy, {folder / "config", folder / "state"}, "fault-child/1", "en"},
            [this](Loop &loop) { return std::make_unique<MemoryTokenStore>(loop, m_keyring); }, m_log,
            [this](publish::EngineEvent event) {
                if (const auto *joined = std::get_if<publish::JobJoined>(&event)) {
                    const std::lock_guard lock(m_mutex);
                    m_instead[joined->job] = joined->instead;
                }
                if (std::holds_alternative<publish::SignInWanted>(event)) {
                    m_engine->finish_sign_in(fail(ErrorKind::Cancelled));
                }
                m_events.post(std::move(event));
            });
    }

    std::optional<JobEnded> publish() { return publish(m_plate); }
    std::optional<JobEnded> publish(const TestPlate &plate)
    {
        auto made = publish::draft_of(plate.acquire());
        // Asks nobody: what was published before is not published again.
        return end_of(m_engine->publish({std::move(made->draft), std::move(made->source), false}));
    }

    bool resume()
    {
        m_engine->resume_all();
        const auto started = m_events.wait_for<publish::ResumeStarted>();
        if (!started || started->error) {
            return false;
        }
        std::cout << "resumed " << started->jobs.size() << ' ' << started->left.size() << '\n';
        return std::all_of(started->jobs.begin(), started->jobs.end(),
                           [this](const std::string &job) { return end_of(job).has_value(); });
    }

    // As a person does who meets a full disk and makes room.
    bool publish_on()
    {
        std::optional<JobEnded> ended = publish();
        plan_calls({});
        return go_on(std::move(ended), m_plate, true);
    }

    bool soak(std::uint64_t count)
    {
        std::mt19937 random(20); // NOLINT(cert-msc51-cpp): the same each time
        for (std::uint64_t i = 1; i <= count; ++i) {
            const TestPlate plate({numbered_mesh(static_cast<int>(2 * i), "a"),
                                   numbered_mesh(static_cast<int>(2 * i + 1), "b")});
            m_sandbox.Post("/_sandbox/faults", some_fault(random), "text/plain");
            auto ended = publish(plate);
            m_sandbox.Delete("/_sandbox/faults");
            if (!go_on(std::move(ended), plate, false)) {
                return false;
            }
            m_events.forget();
            if (i == std::min(WarmUp, count) || i == count) {
                const ProcessHoldings holdings;
                std::cout << "holds " << holdings.files << ' ' << holdings.threads << ' '
                          << ::mallinfo2().uordblks << std::endl;
            }
        }
        return true;
    }

private:
    // Of the job, or of the one that it left its bytes to.
    std::optional<JobEnded> end_of(const std::string &job)
    {
        auto ended = m_events.wait_for<JobEnded>([&](const JobEnded &end) {
            const std::lock_guard lock(m_mutex);
            const auto instead = m_instead.find(job);
            return end.job == job || (instead != m_instead.end() && end.job == instead->second);
        });
        if (ended) {
            const char *error = ended->error ? to_string(ended->error->kind) : "none";
            std::cout << "ended " << static_cast<int>(ended->phase) << ' ' << error << ' '
                      << ended->is_resumable << ' ' << (ended->object_id.empty() ? "-" : ended->object_id)
                      << std::endl;
        }
        return ended;
    }

    // While it can; then `again`, once more. Whether every end came.
    bool go_on(std::optional<JobEnded> ended, const TestPlate &plate, bool again)
    {
        for (int attempt = 1; attempt < MostAttempts && ended && ended->phase != Phase::Done &&
                              ended->phase != Phase::UnknownCreate && (ended->is_resumable || again);
             ++attempt) {
            if (ended->is_resumable) {
                m_engine->resume(ended->job);
                ended = end_of(ended->job);
            } else {
                ended = publish(plate);
            }
        }
        return ended.has_value();
    }

    TestPlate m_plate{numbered_meshes(3)};
    httplib::Client m_sandbox;
    auth::Profile m_profile;
    Keyring m_keyring;
    NoLog m_log;
    std::mutex m_mutex; // guards what follows
    std::map<std::string, std::string> m_instead;
    EventQueue m_events;
    std::unique_ptr<publish::Engine> m_engine;
};

publish::KeptDraft draft_with(const std::string &description)
{
    publish::KeptDraft draft;
    draft.draft.name = "Vase";
    draft.draft.description = description;
    return draft;
}

// Whether both models' drafts are there, whole.
bool keep_drafts(const std::filesystem::path &file, const CallPlan &plan)
{
    const WallTime now = SystemClock().wall_now();
    const auto old_draft = draft_with("before");
    const auto new_draft = draft_with("after");
    bool is_kept = publish::keep_draft(file, "a", old_draft, now).has_value();
    plan_calls(plan);
    const auto changed = publish::keep_draft(file, "a", new_draft, now);
    const std::uint64_t calls = counted_calls();
    plan_calls({});
    const auto other = publish::keep_draft(file, "b", new_draft, now);
    const auto book = publish::read_drafts(file);
    if (!is_kept || !other || *other || !book || book->find("a") == nullptr || book->find("b") == nullptr) {
        return false;
    }
    const bool is_new = book->find("a")->draft == new_draft;
    is_kept = is_new || (!changed && book->find("a")->draft == old_draft);
    std::cout << "draft " << (is_new ? "new " : "old ")
              << (changed ? "none" : to_string(changed.error().kind)) << "\ncalls " << calls << std::endl;
    return is_kept && book->find("b")->draft == new_draft;
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 6) {
        std::cerr << "fault-child publish|resume|publish-on BASE_URL STATE_FOLDER EFFECT AT\n";
        return 2;
    }
    const std::string what = arguments[1];
    const std::uint64_t at = std::stoull(arguments[5]);
    if (what == "draft") {
        return keep_drafts(std::filesystem::path(arguments[3]) / "state" / "drafts.json",
                           plan_of(arguments[4], at))
                   ? 0
                   : 1;
    }
    Child child(arguments[2], arguments[3], what == "soak" ? impatient_policy() : fast_policy());
    plan_calls(plan_of(arguments[4], at));
    bool is_ended = false;
    if (what == "resume") {
        is_ended = child.resume();
    } else if (what == "soak") {
        is_ended = child.soak(at);
    } else {
        is_ended = what == "publish" ? child.publish().has_value() : child.publish_on();
    }
    std::cout << "calls " << counted_calls() << std::endl;
    return is_ended ? 0 : 1;
}
