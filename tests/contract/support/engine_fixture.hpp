// An engine and the sandbox it talks to, with folders, keyring, event queue and a person who signs in.
//
// Used on the test's thread; the person answers on the engine's worker thread.
#pragma once

#include "publish/engine.hpp"
#include "publish/plate_draft.hpp"
#include "sandbox/sandbox.hpp"
#include "support/engine_settings.hpp"
#include "support/event_queue.hpp"
#include "support/memory_token_store.hpp"
#include "support/temp_folder.hpp"
#include "support/test_log.hpp"
#include "support/test_plate.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mmf::test {

// What the person does when asked to sign in.
enum class Person
{
    Approves,     // with what the sandbox issues, without its pages
    UsesThePages, // log in and consent over HTTP, with cookies
    Denies,
    ComesBackWithAnotherState,
    BringsAnothersCode, // which somebody else asked for, by a challenge of their own
    MistypesOnce,       // the password, and is asked again
    Closes,             // the window, without an answer
    DoesNothing,
};

struct Setup
{
    auth::Grant grant = auth::Grant::Code;
    sandbox::Options sandbox;
    Policy policy = fast_policy();
};

// How long a cancel takes. What is promised is 100 ms; a busy machine gets more, and one in a sanitizer yet
// more.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr milliseconds Soon{3000};
#else
constexpr milliseconds Soon{500};
#endif

class EngineFixture
{
public:
    explicit EngineFixture(Setup setup = {});
    EngineFixture(const EngineFixture &) = delete;
    EngineFixture &operator=(const EngineFixture &) = delete;
    ~EngineFixture();

    // The engine, made at the first use; ended by `end_engine`, after which a new one has the same folders.
    publish::Engine &engine();
    void end_engine() { m_engine.reset(); }
    // What lies on the disk now is all that the next engine finds, as if the process had been killed.
    void crash();
    // A second one on the same folders, with events of its own.
    std::unique_ptr<publish::Engine> another_engine(EventQueue &events);

    // The keyring has a link already; no one needs to sign in.
    void link(const std::string &user = "designer");
    // As if its access token had ended while nobody looked.
    void expire_link();
    // Another service in place of the sandbox, with a link to it. Before the first use of the engine.
    void speak_to(const std::string &base_url);

    std::string publish(const TestPlate &plate, const std::function<void(publish::Draft &)> &edit = {});
    // Without a question about what was published before.
    std::string publish_now(const TestPlate &plate);
    publish::JobEnded end_of(const std::string &job);
    publish::JobEnded publish_to_end(const TestPlate &plate,
                                     const std::function<void(publish::Draft &)> &edit = {});
    // Goes on with what is unfinished; returns the jobs that are.
    std::vector<std::string> resume();
    // What the last `resume` told of as left where it is.
    std::vector<publish::JobEnded> left;
    // Cancels and returns the end and the time it took.
    std::pair<publish::JobEnded, milliseconds> cancel(const std::string &job, bool keep = false);

    // Requests as "METHOD /path STATUS" in order of arrival, without those that change nothing and may come
    // at any time: of the account's name and of the object's visibility.
    std::vector<std::string> calls() const;
    std::size_t count(const std::string &method, const std::string &path) const;
    std::size_t creates() const { return count("POST", "/api/v2/object"); }
    std::size_t file_posts() const { return count("POST", "/api/v2/file"); }
    std::size_t token_calls() const { return count("POST", "/v1/oauth/tokens"); }
    std::size_t status_calls() const;
    // The query of each file's request, each once.
    std::vector<std::string> upload_ids() const;
    bool wait_for_posts(const std::string &path, std::size_t count) const;

    // The sandbox holds one object with exactly these meshes, in this order.
    void check_bytes(const std::vector<Mesh> &meshes) const;
    bool spool_is_empty() const;

    TempFolder folder;
    Paths paths{folder / "config", folder / "state"};
    Setup setup;
    sandbox::Sandbox sandbox;
    auth::Profile profile;
    Keyring keyring;
    TestLog log;
    EventQueue events;
    std::atomic<Person> person = Person::Approves;
    std::string user = "designer";            // who the person is
    std::atomic<bool> publishes_again = true; // what the person says to what was published before

private:
    Result<auth::Granted> answer(const auth::AuthorizationRequest &request);
    Result<auth::Granted> type_password(const auth::PasswordRequest &request);
    std::string redirect_of(const auth::AuthorizationRequest &request);
    std::string through_the_login(const auth::AuthorizationRequest &request) const;
    std::string through_the_pages(const auth::AuthorizationRequest &request) const;

    std::unique_ptr<publish::Engine> m_engine;
    publish::Engine *m_teller = nullptr; // whose events come; also while it ends
};

// SHA-256 of the STL that an independent writer makes of it.
std::string reference_digest(const Mesh &mesh);

} // namespace mmf::test
