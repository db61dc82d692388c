// A diagnosis of the sandbox and of everything that can stand in front of it, over real sockets.
#include "auth/loopback_port.hpp"
#include "diagnosis/diagnosis.hpp"
#include "support/certificates.hpp"
#include "support/event_queue.hpp"
#include "support/memory_token_store.hpp"
#include "support/reserved_port.hpp"
#include "support/stub_service.hpp"
#include "support/temp_folder.hpp"
#include "support/test_log.hpp"

#include "sandbox/sandbox.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <doctest/doctest.h>
#include <mutex>

using namespace mmf;
using namespace mmf::test;
using diagnosis::Check;
using diagnosis::Finding;
using diagnosis::State;
using diagnosis::What;

namespace {

// What a diagnosis tells, until it has ended.
class Told
{
public:
    void post(diagnosis::Event event)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (auto *check = std::get_if<Check>(&event)) {
                m_checks.push_back(std::move(*check));
            } else {
                ++m_ends;
            }
        }
        m_changed.notify_all();
    }
    std::vector<Check> wait_for_end()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, Patience, [this] { return m_ends > 0; });
        CHECK(m_ends == 1);
        return m_checks;
    }
    bool wait_for_check()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, Patience, [this] { return !m_checks.empty(); });
    }
    int ends() const
    {
        const std::lock_guard lock(m_mutex);
        return m_ends;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Check> m_checks;
    int m_ends = 0;
};

auth::Profile profile_of(const std::string &base_url)
{
    auth::Profile profile = auth::public_service();
    profile.api_base_url = base_url + "/api/v2";
    profile.authorize_url = base_url + "/web/authorize";
    profile.token_url = base_url + "/v1/oauth/tokens";
    profile.client_id = "sandbox-client";
    profile.client_secret = Secret("sandbox-secret");
    profile.grant = auth::Grant::Code;
    profile.redirect_uri = "http://localhost:" + std::to_string(ReservedPort().port()) + "/callback";
    return profile;
}

struct Patient
{
    explicit Patient(const std::string &base_url) : subject{profile_of(base_url), "en", std::string()} {}

    std::unique_ptr<diagnosis::Diagnosis> begin()
    {
        Policy policy;
        policy.connect_timeout = seconds(5);
        return std::make_unique<diagnosis::Diagnosis>(
            diagnosis::Diagnosis::Options{subject, policy, "contract-tests/1"},
            [this](Loop &loop) { return std::make_unique<MemoryTokenStore>(loop, keyring); }, log,
            [this](diagnosis::Event event) { told.post(std::move(event)); });
    }
    // Each thing once.
    std::vector<Check> checks()
    {
        const auto running = begin();
        auto all = told.wait_for_end();
        std::sort(all.begin(), all.end(), [](const Check &a, const Check &b) { return a.what < b.what; });
        CHECK(std::adjacent_find(all.begin(), all.end(), [](const Check &a, const Check &b) {
                  return a.what == b.what;
              }) == all.end());
        return all;
    }

    diagnosis::Subject subject;
    Keyring keyring;
    TestLog log;
    Told told;
};

Check of(const std::vector<Check> &checks, What what)
{
    const auto found =
        std::find_if(checks.begin(), checks.end(), [&](const Check &check) { return check.what == what; });
    REQUIRE(found != checks.end());
    return *found;
}

void check_is(const std::vector<Check> &checks, What what, State state, Finding finding)
{
    const Check found = of(checks, what);
    CAPTURE(static_cast<int>(what));
    CAPTURE(found.detail);
    CHECK(static_cast<int>(found.state) == static_cast<int>(state));
    CHECK(static_cast<int>(found.finding) == static_cast<int>(finding));
}

// What needs the service is not judged.
void check_nothing_else(const std::vector<Check> &checks)
{
    for (const What what : {What::Clock, What::Api, What::SignInPage, What::Framing, What::ClientSecret}) {
        check_is(checks, what, State::Skipped, Finding::NotReached);
    }
}

std::string http_date(std::chrono::minutes from_now)
{
    const std::time_t at = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + from_now);
    std::tm utc = {};
    ::gmtime_r(&at, &utc);
    char text[64];
    REQUIRE(std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc) > 0);
    return text;
}

// The service with an answer of its own for a path, and with its usual ones else.
StubService::Answer usual(const httplib::Request &request)
{
    if (request.path == "/web/authorize") {
        return {200, "<!doctype html><title>Sign in</title>", "text/html; charset=utf-8"};
    }
    if (request.path == "/v1/oauth/tokens") {
        return {404, R"({"error": "Refresh token not found"})"};
    }
    return {401, R"({"error": "access_denied"})"};
}

} // namespace

TEST_CASE("diagnosis: everything works")
{
    sandbox::Sandbox sandbox;
    Patient patient(sandbox.base_url());
    auth::StoredLink link;
    link.access_token = Secret(sandbox.issue_access_token("designer"));
    link.expires_at = SystemClock().wall_now() + std::chrono::hours(1);
    patient.keyring.put(patient.subject.profile.link_key(), link);

    const auto checks = patient.checks();
    CHECK(checks.size() == 12);
    check_is(checks, What::Client, State::Ok, Finding::ClientIsSet);
    CHECK(of(checks, What::Client).detail == "sand");
    check_is(checks, What::Name, State::Ok, Finding::NamesFound);
    check_is(checks, What::Connection, State::Ok, Finding::Unencrypted);
    check_is(checks, What::Clock, State::Ok, Finding::ClockIsRight);
    check_is(checks, What::Api, State::Ok, Finding::ApiAnswers);
    check_is(checks, What::SignInPage, State::Ok, Finding::PageAnswers);
    check_is(checks, What::ClientSecret, State::Ok, Finding::SecretAccepted);
    check_is(checks, What::Framing, State::Ok, Finding::FrameWorks);
    check_is(checks, What::WebKit, State::Ok, Finding::WebKitWorks);
    check_is(checks, What::BrowserPort, State::Ok, Finding::PortIsFree);
    check_is(checks, What::Keyring, State::Ok, Finding::KeyringWorks);
    check_is(checks, What::Link, State::Ok, Finding::LinkWorks);
    // Nothing was changed, and the account's token was sent to the API alone.
    CHECK(sandbox.objects().empty());
    const auto requests = sandbox.requests();
    CHECK(requests.size() == 4);
    for (const Check &check : checks) {
        CHECK(check.detail.find("sandbox-client") == std::string::npos);
        CHECK(check.detail.find("sandbox-secret") == std::string::npos);
        CHECK(check.detail.find("Designer") == std::string::npos);
    }
}

TEST_CASE("diagnosis: only the connection")
{
    sandbox::Sandbox sandbox;
    Patient patient(sandbox.base_url());
    patient.subject.webkit_error.reset();
    const auto checks = patient.checks();
    CHECK(checks.size() == 9);
    CHECK(std::all_of(checks.begin(), checks.end(),
                      [](const Check &check) { return check.state == State::Ok; }));
}

TEST_CASE("diagnosis: the client")
{
    sandbox::Sandbox sandbox;
    Patient patient(sandbox.base_url());
    auto &profile = patient.subject.profile;
    SUBCASE("its id is wrong")
    {
        profile.client_id = "nobody";
        const auto checks = patient.checks();
        check_is(checks, What::SignInPage, State::Failed, Finding::PageRefused);
        CHECK(of(checks, What::SignInPage).detail == "Invalid client ID");
        check_is(checks, What::Framing, State::Skipped, Finding::NotReached);
        check_is(checks, What::ClientSecret, State::Failed, Finding::SecretRefused);
        check_is(checks, What::Api, State::Ok, Finding::ApiAnswers);
    }
    SUBCASE("its secret is wrong")
    {
        profile.client_secret = Secret("other-secret");
        const auto checks = patient.checks();
        check_is(checks, What::SignInPage, State::Ok, Finding::PageAnswers);
        check_is(checks, What::ClientSecret, State::Failed, Finding::SecretRefused);
    }
    SUBCASE("it signs in by user name and password: there is no page to look at")
    {
        profile.grant = auth::Grant::Password;
        profile.authorize_url.clear();
        profile.client_secret = {};
        const auto checks = patient.checks();
        check_is(checks, What::SignInPage, State::Skipped, Finding::NoPage);
        check_is(checks, What::Framing, State::Skipped, Finding::NoPage);
        check_is(checks, What::Api, State::Ok, Finding::ApiAnswers);
        check_is(checks, What::ClientSecret, State::Skipped, Finding::NoSecretNeeded);
    }
    SUBCASE("there is no secret")
    {
        profile.grant = auth::Grant::Implicit;
        profile.client_secret = {};
        check_is(patient.checks(), What::ClientSecret, State::Skipped, Finding::NoSecret);
        CHECK(sandbox.requests().size() == 2);
    }
    SUBCASE("there is none")
    {
        profile.client_id.clear();
        const auto checks = patient.checks();
        check_is(checks, What::Client, State::Failed, Finding::ClientIsMissing);
        check_is(checks, What::SignInPage, State::Skipped, Finding::NotReached);
        check_is(checks, What::Api, State::Ok, Finding::ApiAnswers);
    }
}

TEST_CASE("diagnosis: nobody answers")
{
    const ReservedPort port;
    Patient patient(port.base_url());
    const auto checks = patient.checks();
    check_is(checks, What::Name, State::Ok, Finding::NamesFound);
    check_is(checks, What::Connection, State::Failed, Finding::NoAnswer);
    CHECK(of(checks, What::Connection).detail.find("127.0.0.1") != std::string::npos);
    check_nothing_else(checks);
    check_is(checks, What::Link, State::Skipped, Finding::NoLink);
}

TEST_CASE("diagnosis: a name that nobody has")
{
    Patient patient("https://service.invalid"); // RFC 6761: there never will be one
    const auto checks = patient.checks();
    check_is(checks, What::Name, State::Failed, Finding::NameUnknown);
    CHECK(of(checks, What::Name).detail == "service.invalid");
    check_is(checks, What::Connection, State::Skipped, Finding::NotReached);
    check_nothing_else(checks);
}

TEST_CASE("diagnosis: certificates")
{
    struct Case
    {
        std::string names;
        long seconds;
        bool is_authority_trusted;
        State state;
        Finding finding;
    };
    const std::vector<Case> cases = {
        {"IP:127.0.0.1", 24L * 3600, true, State::Ok, Finding::Verified},
        {"IP:127.0.0.1", 24L * 3600, false, State::Failed, Finding::Untrusted},
        {"DNS:www.example.org", 24L * 3600, true, State::Failed, Finding::OtherName},
        {"IP:127.0.0.1", 1800, true, State::Failed, Finding::OutOfDate},
    };
    for (const Case &the_case : cases) {
        CAPTURE(the_case.names);
        CAPTURE(the_case.seconds);
        const TempFolder folder;
        const Authority authority(folder.path());
        sandbox::Options options;
        options.tls = authority.issue(the_case.names, the_case.seconds);
        sandbox::Sandbox sandbox(options);
        Patient patient(sandbox.base_url());
        if (the_case.is_authority_trusted) {
            patient.subject.profile.ca_file = authority.file();
        }
        const auto checks = patient.checks();
        check_is(checks, What::Connection, the_case.state, the_case.finding);
        if (the_case.state == State::Failed) {
            check_nothing_else(checks);
            CHECK(of(checks, What::Connection).detail.size() > std::string("127.0.0.1: ").size());
            CHECK(sandbox.requests().empty());
        }
    }
}

TEST_CASE("diagnosis: a certificate of nobody's authority but its own")
{
    const TempFolder folder;
    const Authority authority(folder.path());
    sandbox::Options options;
    options.tls = authority.own();
    sandbox::Sandbox sandbox(options);
    Patient patient(sandbox.base_url());
    check_is(patient.checks(), What::Connection, State::Failed, Finding::Untrusted);
}

TEST_CASE("diagnosis: no TLS where there should be")
{
    sandbox::Sandbox sandbox;
    Patient patient("https" + sandbox.base_url().substr(4));
    const auto checks = patient.checks();
    check_is(checks, What::Connection, State::Failed, Finding::NoTls);
    check_nothing_else(checks);
}

TEST_CASE("diagnosis: what answers in the service's place")
{
    const std::string html = "<html><body>Welcome to the hotel</body></html>";
    struct Case
    {
        std::string path;
        StubService::Answer answer;
        What what;
        State state;
        Finding finding;
    };
    const std::vector<Case> cases = {
        {"/api/v2/user", {200, html, "text/html"}, What::Api, State::Failed, Finding::ApiIsPage},
        {"/api/v2/user", {503, html, "text/html"}, What::Api, State::Failed, Finding::ApiIsPage},
        {"/api/v2/user",
         {302, "", "text/plain", {{"Location", "http://portal.example/login?x=1"}}},
         What::Api,
         State::Failed,
         Finding::ApiIsPage},
        {"/api/v2/user", {500, "{}"}, What::Api, State::Failed, Finding::ApiUnavailable},
        {"/api/v2/user", {404, "{}"}, What::Api, State::Failed, Finding::ApiOdd},
        {"/api/v2/user", {401, "not JSON"}, What::Api, State::Failed, Finding::ApiOdd},
        {"/web/authorize",
         {400, "Invalid\nredirect\x1b URI", "text/plain"},
         What::SignInPage,
         State::Failed,
         Finding::PageRefused},
        {"/web/authorize",
         {503, html, "text/html"},
         What::SignInPage,
         State::Failed,
         Finding::PageUnavailable},
        {"/web/authorize",
         {302, "", "text/html", {{"Location", "/login"}}},
         What::SignInPage,
         State::Ok,
         Finding::PageAnswers},
        {"/web/authorize",
         {200, html, "text/html", {{"X-Frame-Options", "DENY"}}},
         What::Framing,
         State::Ok,
         Finding::FrameRefused},
        {"/web/authorize",
         {200, html, "text/html", {{"X-Frame-Options", "SAMEORIGIN"}}},
         What::Framing,
         State::Ok,
         Finding::FrameWorks},
        {"/web/authorize",
         {200, html, "text/html", {{"Content-Security-Policy", "frame-ancestors 'none'"}}},
         What::Framing,
         State::Ok,
         Finding::FrameRefused},
        {"/v1/oauth/tokens",
         {400, R"({"error": "invalid_client"})"},
         What::ClientSecret,
         State::Failed,
         Finding::SecretRefused},
        {"/v1/oauth/tokens",
         {400, R"({"error": "Refresh token expired"})"},
         What::ClientSecret,
         State::Ok,
         Finding::SecretAccepted},
        {"/v1/oauth/tokens",
         {404, html, "text/html"},
         What::ClientSecret,
         State::Warning,
         Finding::SecretUnknown},
        {"/v1/oauth/tokens", {500, "{}"}, What::ClientSecret, State::Warning, Finding::SecretUnknown},
        {"/api/v2/user",
         {401, "{}", "application/json", {{"Date", http_date(std::chrono::minutes(-12))}}},
         What::Clock,
         State::Warning,
         Finding::ClockIsOff},
        {"/api/v2/user",
         {401, "{}", "application/json", {{"Date", http_date(std::chrono::minutes(4))}}},
         What::Clock,
         State::Ok,
         Finding::ClockIsRight},
    };
    for (const Case &the_case : cases) {
        CAPTURE(the_case.path);
        CAPTURE(the_case.answer.status);
        CAPTURE(the_case.answer.body);
        StubService service(
            [&](const httplib::Request &request) {
                return request.path == the_case.path ? the_case.answer : usual(request);
            },
            StubService::User::Asked);
        Patient patient(service.base_url());
        const auto checks = patient.checks();
        check_is(checks, the_case.what, the_case.state, the_case.finding);
        const Check found = of(checks, the_case.what);
        if (the_case.finding == Finding::PageRefused) {
            CHECK(found.detail.find('\n') == std::string::npos);
            CHECK(found.detail.find('\x1b') == std::string::npos);
        }
        if (the_case.answer.status == 302 && the_case.what == What::Api) {
            CHECK(found.detail == "http://portal.example");
        }
        if (the_case.finding == Finding::ClockIsOff) {
            CHECK(std::abs(found.number - 12) <= 1);
        }
    }
}

TEST_CASE("diagnosis: the ways to sign in")
{
    sandbox::Sandbox sandbox;
    Patient patient(sandbox.base_url());
    const ReservedPort taken;
    const auto listener = auth::LoopbackPort::open(taken.base_url());
    REQUIRE(listener);
    SUBCASE("the browser's port is taken")
    {
        patient.subject.profile.redirect_uri = "http://127.0.0.1:" + std::to_string(taken.port()) + "/back";
        const auto checks = patient.checks();
        check_is(checks, What::BrowserPort, State::Warning, Finding::PortIsTaken);
        check_is(checks, What::WebKit, State::Ok, Finding::WebKitWorks);
    }
    SUBCASE("there is no WebKit")
    {
        patient.subject.webkit_error = "libwebkit2gtk-4.0.so.37: cannot open shared object file";
        const auto checks = patient.checks();
        check_is(checks, What::WebKit, State::Warning, Finding::WebKitMissing);
        CHECK(of(checks, What::WebKit).detail.find("libwebkit2gtk") != std::string::npos);
    }
    SUBCASE("neither works")
    {
        patient.subject.webkit_error = "missing";
        patient.subject.profile.redirect_uri = "http://127.0.0.1:" + std::to_string(taken.port()) + "/back";
        check_is(patient.checks(), What::WebKit, State::Failed, Finding::WebKitMissing);
    }
    SUBCASE("the redirect URI leads elsewhere")
    {
        patient.subject.profile.redirect_uri = "com.example.slicer:/callback";
        check_is(patient.checks(), What::BrowserPort, State::Skipped, Finding::NoPort);
    }
}

TEST_CASE("diagnosis: the keyring and the link in it")
{
    sandbox::Sandbox sandbox;
    Patient patient(sandbox.base_url());
    const std::string key = patient.subject.profile.link_key();
    auth::StoredLink link;
    link.access_token = Secret("of-yesterday");
    link.expires_at = SystemClock().wall_now() + std::chrono::hours(1);
    SUBCASE("locked")
    {
        patient.keyring.break_down();
        const auto checks = patient.checks();
        check_is(checks, What::Keyring, State::Warning, Finding::KeyringIsLocked);
        check_is(checks, What::Link, State::Skipped, Finding::LinkUnknown);
    }
    SUBCASE("no link")
    {
        check_is(patient.checks(), What::Link, State::Skipped, Finding::NoLink);
    }
    SUBCASE("one that the service does not know any more")
    {
        patient.keyring.put(key, link);
        check_is(patient.checks(), What::Link, State::Warning, Finding::LinkRefused);
    }
    SUBCASE("one that has run out is not sent")
    {
        link.expires_at = SystemClock().wall_now() - seconds(1);
        patient.keyring.put(key, link);
        check_is(patient.checks(), What::Link, State::Skipped, Finding::LinkRanOut);
    }
}

TEST_CASE("diagnosis: ended in the middle it stops at once and tells nothing more")
{
    sandbox::Sandbox sandbox;
    sandbox.add_fault("* /*#*:slow:600000");
    Patient patient(sandbox.base_url());
    auto running = patient.begin();
    REQUIRE(patient.told.wait_for_check());
    const auto start = std::chrono::steady_clock::now();
    running.reset();
    CHECK(std::chrono::steady_clock::now() - start < seconds(2));
    CHECK(patient.told.ends() == 0);
    sandbox.clear_faults();
}
