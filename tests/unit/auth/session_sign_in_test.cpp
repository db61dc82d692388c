#include "auth/session.hpp"

#include "auth/pkce.hpp"
#include "support/session_world.hpp"

#include <doctest/doctest.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;
using std::chrono::hours;
using std::chrono::minutes;
using test::Asker;
using test::no_response;
using test::response;
using test::tokens;
using World = test::SessionWorld;

TEST_CASE("session: a dead refresh token means: sign in again")
{
    for (const int status : {400, 401, 404}) {
        CAPTURE(status);
        World world;
        world.store_link("old", "dead", seconds(-1));
        const auto allowed = world.ask();
        const auto forbidden = world.ask(Interaction::Forbidden);
        world.run();
        world.answer(response(status, R"({"error":"Refresh token not found"})"));
        // Who may not ask a person does not wait for one.
        CHECK(forbidden->word() == "NotLinked");
        CHECK(allowed->word() == "waiting");
        CHECK(world.authorizer.asked == 1);
        CHECK(world.store.clears == 0);
        CHECK(world.stored(&StoredLink::refresh_token) == "dead");

        CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
        const auto other = world.ask_and_run();
        CHECK(world.authorizer.asked == 1);
        world.authorizer.grant_code("code");
        world.answer(response(200, tokens("new", "alive")));
        CHECK(allowed->word() == "new");
        CHECK(other->word() == "new");
        CHECK(world.stored(&StoredLink::refresh_token) == "alive");
    }
}

TEST_CASE("session: nobody is linked")
{
    World world;
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    CHECK(world.authorizer.asked == 0);

    const auto asker = world.ask_and_run();
    CHECK(asker->word() == "waiting");
    REQUIRE(world.authorizer.asked == 1);
    CHECK(world.authorizer.request->expected.grant == Grant::Code);
    CHECK(world.authorizer.request->url.find("lang=sp") != std::string::npos);

    SUBCASE("and links with a code")
    {
        world.authorizer.grant_code("the code");
        REQUIRE(world.transport.requests.size() == 1);
        CHECK(world.transport.body(0).find("code=the%20code&") != std::string::npos);
        CHECK(asker->word() == "waiting");
        world.answer(response(200, tokens("new", "refresh")));
        CHECK(asker->word() == "new");
        CHECK(world.stored(&StoredLink::access_token) == "new");
        CHECK(world.store.links.at(world.key).expires_at == world.clock.wall_now() + hours(1));
        CHECK(world.store.links.at(world.key).account == Account{"1", "", ""});
        CHECK(world.store.saves == 1);
    }
    SUBCASE("and says no, or closes it")
    {
        for (const ErrorKind kind : {ErrorKind::SignInDenied, ErrorKind::Cancelled, ErrorKind::SignInFailed,
                                     ErrorKind::NothingToAsk}) {
            CAPTURE(to_string(kind));
            const auto one = world.ask_and_run();
            world.authorizer.finish(fail(kind));
            CHECK(one->word() == to_string(kind));
            world.ask_and_run(); // the page is opened again for who asks later
        }
        CHECK(asker->word() == "SignInDenied");
        CHECK(world.authorizer.asked == 5);
        CHECK(world.transport.requests.empty());
        CHECK(world.store.saves == 0);
    }
    SUBCASE("and the code cannot be exchanged")
    {
        world.authorizer.grant_code("code");
        const auto forbidden = world.ask_and_run(Interaction::Forbidden);
        CHECK(forbidden->word() == "NotLinked");
        world.answer(response(404, R"({"error":"Authorization code not found"})"));
        CHECK(asker->word() == "SignInFailed");
        CHECK(asker->answer->error().detail == "Authorization code not found");
        CHECK_FALSE(world.session->is_linked());
        CHECK(world.store.saves == 0);
        world.ask_and_run();
        world.authorizer.grant_code("code");
        world.answer(no_response(ErrorKind::Timeout));
        CHECK_FALSE(world.session->is_linked());
        CHECK(world.transport.requests.size() == 2); // a code is never sent twice
    }
    SUBCASE("and nobody waits for it any more")
    {
        world.session->cancel_sign_in();
        CHECK(asker->word() == "Cancelled");
        CHECK(world.authorizer.abandoned == 1);
        world.session->cancel_sign_in();
        CHECK(world.authorizer.abandoned == 1);
        world.ask_and_run();
        CHECK(world.authorizer.asked == 2);
        world.authorizer.grant_code("code");
        world.session->cancel_sign_in(); // while the code is exchanged
        CHECK(world.transport.pending() == 0);
        CHECK_FALSE(world.session->is_linked());
    }
}

TEST_CASE("session: linked by the implicit grant")
{
    World world(Grant::Implicit);
    const auto asker = world.ask_and_run();
    REQUIRE(world.authorizer.asked == 1);
    CHECK(world.authorizer.request->expected.grant == Grant::Implicit);
    world.authorizer.grant_token("implicit", seconds(21600));
    world.run();
    CHECK(asker->word() == "implicit");
    CHECK(world.transport.requests.empty());
    CHECK(world.stored(&StoredLink::refresh_token).empty());

    // Not renewable: used to its very end.
    world.clock.advance(seconds(21600) - milliseconds(1));
    CHECK(world.ask_and_run()->word() == "implicit");
    world.clock.advance(milliseconds(1));
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    const auto late = world.ask_and_run();
    CHECK(late->word() == "waiting");
    CHECK(world.authorizer.asked == 2);
    world.authorizer.grant_token("second", std::nullopt);
    world.run();
    CHECK(late->word() == "second");
    CHECK(world.transport.requests.empty());
}

TEST_CASE("session: a stored refresh token with no place to send it to does not stand in the way")
{
    Profile p = test::profile_for(Grant::Implicit);
    p.token_url.clear();
    World world(p);
    world.store_link("old", "refresh", seconds(-1));
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    const auto asker = world.ask_and_run();
    CHECK(world.transport.requests.empty());
    REQUIRE(world.authorizer.is_open());
    world.authorizer.grant_token("new", hours(1));
    world.run();
    CHECK(asker->word() == "new");
}

TEST_CASE("session: unlinking")
{
    World world;
    world.store_link("old", "refresh", seconds(0));
    int unlinked = 0;
    const auto unlink = [&] {
        world.session->unlink([&](const Result<void> &done) { unlinked += done ? 1 : 0; });
    };
    SUBCASE("while the store is read: what it holds is not taken")
    {
        const auto asker = world.ask();
        world.loop.run_once(milliseconds(0));
        REQUIRE(world.store.is_asked());
        unlink();
        CHECK(asker->word() == "Cancelled");
        world.run();
        CHECK_FALSE(world.session->is_linked());
        CHECK(world.session->account() == Account{});
    }
    SUBCASE("while a refresh is under way: its answer is not waited for")
    {
        const auto asker = world.ask_and_run();
        unlink();
        CHECK(asker->word() == "Cancelled");
        CHECK(world.transport.pending() == 0);
        world.run();
    }
    SUBCASE("while somebody signs in: the page is closed")
    {
        world.store.links.clear();
        const auto asker = world.ask_and_run();
        REQUIRE(world.authorizer.is_open());
        unlink();
        CHECK(asker->word() == "Cancelled");
        CHECK(world.authorizer.abandoned == 1);
        world.run();
    }
    SUBCASE("at rest")
    {
        world.store_link("old", "refresh", hours(1));
        CHECK(world.ask_and_run()->word() == "old");
        unlink();
        world.run();
    }
    CHECK(unlinked == 1);
    CHECK(world.store.links.empty());
    CHECK(world.store.clears == 1);
    CHECK(world.store.saves == 0);
    CHECK_FALSE(world.session->is_linked());
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    const int before = world.authorizer.asked;
    const auto asker = world.ask_and_run();
    CHECK(world.authorizer.asked == before + 1);
    world.authorizer.grant_code("code");
    world.answer(response(200, tokens("new", "r")));
    CHECK(asker->word() == "new");
}

TEST_CASE("session: a code that could not be exchanged is the sign-in's failure, whatever was in the way")
{
    struct Row
    {
        http::Outcome outcome;
        ErrorKind kind;
        std::string detail; // its beginning
    };
    for (const Row &row : {
             Row{no_response(ErrorKind::Offline), ErrorKind::SignInFailed, "could not be reached"},
             Row{no_response(ErrorKind::ConnectionLost), ErrorKind::SignInFailed, "the connection to"},
             Row{no_response(ErrorKind::Timeout), ErrorKind::SignInFailed, "did not answer in time"},
             Row{response(500), ErrorKind::SignInFailed, "is not available at the moment"},
             Row{response(503, "<html>"), ErrorKind::SignInFailed, "is not available at the moment"},
             Row{response(429, "{}"), ErrorKind::SignInFailed, "asks to slow down"},
             Row{response(200, "{}"), ErrorKind::SignInFailed, "cannot be understood (the answer has"},
             // Nothing was sent that another sign-in could send better.
             Row{no_response(ErrorKind::Tls, false), ErrorKind::Tls, ""},
         }) {
        CAPTURE(row.detail);
        World world;
        const auto asker = world.ask_and_run();
        world.authorizer.grant_code("code");
        world.answer(row.outcome);
        CHECK(asker->word() == to_string(row.kind));
        CHECK(asker->answer->error().detail.find(row.detail) != std::string::npos);
        CHECK(world.transport.requests.size() == 1);
        CHECK(world.authorizer.asked == 1);
    }
}

TEST_CASE("session: the proof key of a sign-in goes with its code, and with no other")
{
    Profile profile = test::profile_for(Grant::Code);
    profile.pkce = true;
    World world(profile);
    std::vector<std::string> challenges;
    for (int i = 0; i < 2; ++i) {
        world.session->refuse_token(Secret(world.stored(&StoredLink::access_token)));
        const auto asker = world.ask_and_run();
        REQUIRE(world.authorizer.is_open());
        const std::string url = world.authorizer.request->url;
        world.authorizer.grant_code("c0de");
        const std::string body = world.transport.body(world.transport.requests.size() - 1);
        const std::string name = "&code_verifier=";
        REQUIRE(body.find(name) != std::string::npos);
        const std::string verifier = body.substr(body.find(name) + name.size());
        CHECK(url.find("code_challenge=" + code_challenge(Secret(verifier))) != std::string::npos);
        challenges.push_back(code_challenge(Secret(verifier)));
        world.answer(response(200, tokens("t" + std::to_string(i))));
        CHECK(asker->word() == "t" + std::to_string(i));
    }
    CHECK(challenges.at(0) != challenges.at(1));
}
