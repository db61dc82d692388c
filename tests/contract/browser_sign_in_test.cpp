// A publish whose sign-in is in the system's browser: the engine's part of it.
#include "support/browser_texts.hpp"
#include "support/engine_fixture.hpp"
#include "support/raw_connection.hpp"
#include "support/reserved_port.hpp"

#include <doctest/doctest.h>
#include <thread>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

using std::chrono::steady_clock;

struct BrowserFixture : EngineFixture
{
    explicit BrowserFixture(auth::Grant grant) : EngineFixture(setup_for(grant))
    {
        person = Person::DoesNothing; // what is done is done by the browser
        profile.redirect_uri = "http://localhost:" + std::to_string(port.port()) + "/callback";
    }

    static Setup setup_for(auth::Grant grant)
    {
        Setup setup;
        setup.grant = grant;
        return setup;
    }

    auth::ExpectedRedirect wait_for_browser()
    {
        const auto wanted = events.wait_for<publish::SignInWanted>();
        REQUIRE(wanted);
        auto opened = auth::LoopbackPort::open(profile.redirect_uri);
        REQUIRE(opened);
        engine().wait_for_browser(std::move(*opened), wanted->request.expected, browser_texts());
        return wanted->request.expected;
    }

    std::string ask(const std::string &start, const std::string &more = {}) const
    {
        RawConnection browser(port.port());
        return browser.ask(start + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port.port()) + "\r\n" +
                           more);
    }

    // What the browser does once the person has allowed it.
    void come_back(const auth::ExpectedRedirect &expected)
    {
        const std::string state(expected.state.view());
        if (expected.grant == auth::Grant::Code) {
            const std::string code = sandbox.issue_code(user, profile.client_id, profile.redirect_uri);
            CHECK(ask("GET /callback?code=" + code + "&state=" + state, "\r\n").starts_with("HTTP/1.1 200"));
            return;
        }
        CHECK(ask("GET /callback", "\r\n").starts_with("HTTP/1.1 200"));
        const std::string fragment = "access_token=" + sandbox.issue_access_token(user) + "&state=" + state;
        const std::string answer =
            ask("POST /callback", "Origin: http://localhost:" + std::to_string(port.port()) +
                                      "\r\nContent-Length: " + std::to_string(fragment.size()) + "\r\n\r\n" +
                                      fragment);
        CHECK(answer.ends_with("granted"));
    }

    milliseconds time_until_port_is_free() const
    {
        const auto begin = steady_clock::now();
        while (!auth::LoopbackPort::open(profile.redirect_uri) && steady_clock::now() - begin < Patience) {
            std::this_thread::yield();
        }
        return std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin);
    }

    ReservedPort port;
};

} // namespace

TEST_CASE("a publish goes on when the browser comes back, by both grants")
{
    for (const auto grant : {auth::Grant::Code, auth::Grant::Implicit}) {
        BrowserFixture fixture(grant);
        const TestPlate plate({tetrahedron()});
        const auto job = fixture.publish(plate);
        const auto expected = fixture.wait_for_browser();
        fixture.come_back(expected);
        const auto answered = fixture.events.wait_for<publish::BrowserAnswered>();
        REQUIRE(answered);
        CHECK(answered->state.equals(expected.state.view()));
        fixture.engine().finish_sign_in(answered->granted);
        CHECK(fixture.end_of(job).phase == Phase::Done);
        fixture.check_bytes(plate.meshes());
        for (const std::string &line : fixture.log.lines()) {
            CHECK(line.find(std::string(expected.state.view())) == std::string::npos);
        }
    }
}

TEST_CASE("whoever cancels while the browser is open has the port back at once")
{
    BrowserFixture fixture(auth::Grant::Code);
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    fixture.wait_for_browser();
    RawConnection slow(fixture.port.port());
    slow.send("GET /callback?code=");
    SUBCASE("in the window")
    {
        fixture.engine().finish_sign_in(fail(ErrorKind::Cancelled));
    }
    SUBCASE("in the publish dialog")
    {
        fixture.engine().cancel(job, false);
        CHECK(fixture.events.wait_for<publish::SignInAbandoned>());
    }
    SUBCASE("by closing the slicer")
    {
        fixture.engine().pause_all();
    }
    CHECK(fixture.time_until_port_is_free() < milliseconds(100));
    CHECK(fixture.end_of(job).phase != Phase::Done);
    CHECK(fixture.events.all<publish::BrowserAnswered>().empty());
    CHECK(fixture.sandbox.requests().empty());
}

TEST_CASE("the engine ends while a browser is waited for")
{
    BrowserFixture fixture(auth::Grant::Implicit);
    const TestPlate plate({tetrahedron()});
    fixture.publish(plate);
    fixture.wait_for_browser();
    const auto begin = steady_clock::now();
    fixture.end_engine();
    CHECK(steady_clock::now() - begin < seconds(2));
    CHECK(auth::LoopbackPort::open(fixture.profile.redirect_uri));
}
