#include "auth/session.hpp"

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

TEST_CASE("session: a token is refreshed a little before its end")
{
    struct Case
    {
        seconds life;
        milliseconds early; // min(60 s, a fifth)
    };
    for (const Case &c : std::vector<Case>{{hours(6), seconds(60)},
                                           {seconds(300), seconds(60)},
                                           {seconds(100), seconds(20)},
                                           {seconds(5), seconds(1)}}) {
        CAPTURE(c.life.count());
        World world;
        world.store_link("old", "refresh", c.life);
        CHECK(world.ask_and_run()->word() == "old");
        world.clock.advance(milliseconds(c.life) - c.early - milliseconds(1));
        CHECK(world.ask_and_run()->word() == "old");
        CHECK(world.transport.requests.empty());
        world.clock.advance(milliseconds(1));
        const auto asker = world.ask_and_run();
        CHECK(asker->word() == "waiting");
        REQUIRE(world.transport.requests.size() == 1);
        CHECK(world.transport.body(0) == "grant_type=refresh_token&refresh_token=refresh");
        world.answer(response(200, tokens("new")));
        CHECK(asker->word() == "new");
    }
}

TEST_CASE("session: never refreshed on a timer, and a sleep of the machine counts")
{
    World world;
    world.store_link("old", "refresh", hours(1));
    CHECK(world.ask_and_run()->word() == "old");
    world.clock.advance(hours(10));
    world.run();
    CHECK(world.transport.requests.empty());
    const auto asker = world.ask_and_run();
    CHECK(asker->word() == "waiting");
    world.answer(response(200, tokens("new")));
    CHECK(asker->word() == "new");
}

TEST_CASE("session: ten who ask are served by one refresh, and each is answered once")
{
    World world;
    world.store_link("old", "refresh", seconds(0));
    std::vector<std::shared_ptr<Asker>> askers;
    for (int i = 0; i < 10; ++i) {
        askers.push_back(world.ask(i % 2 == 0 ? Interaction::Allowed : Interaction::Forbidden));
        if (i % 3 == 0) {
            world.run();
        }
    }
    world.run();
    REQUIRE(world.transport.requests.size() == 1);
    world.answer(response(200, tokens("new")));
    for (const auto &asker : askers) {
        CHECK(asker->word() == "new");
        CHECK(asker->answers == 1);
    }
    CHECK(world.transport.requests.size() == 1);
    CHECK(world.store.saves == 1);
}

TEST_CASE("session: the three ways of a refresh token")
{
    World world;
    world.store_link("a0", "r0", seconds(0));
    struct Round
    {
        const char *given; // with the new access token
        const char *kept;
    };
    std::string sent = "r0";
    int number = 0;
    for (const Round &round :
         {Round{"r1", "r1"}, Round{"r1", "r1"}, Round{"", "r1"}, Round{"r2", "r2"}, Round{"", "r2"}}) {
        CAPTURE(++number);
        const auto asker = world.ask_and_run();
        CHECK(world.transport.body(world.transport.requests.size() - 1).ends_with("refresh_token=" + sent));
        const std::string access = "a" + std::to_string(number);
        world.answer(response(200, tokens(access, round.given)));
        CHECK(asker->word() == access);
        CHECK(world.stored(&StoredLink::access_token) == access);
        CHECK(world.stored(&StoredLink::refresh_token) == round.kept);
        sent = round.kept;
        world.clock.advance(hours(1));
        if (number == 3) {
            world.restart(); // what is stored is enough
        }
    }
    CHECK(world.store.links.at(world.key).account.name == "Jane");
    CHECK(world.authorizer.asked == 0);
}

TEST_CASE("session: a refresh that could not be made costs no link")
{
    const std::vector<http::Outcome> outcomes = {
        no_response(ErrorKind::Offline, false),
        no_response(ErrorKind::Timeout),
        no_response(ErrorKind::ConnectionLost),
        no_response(ErrorKind::Tls, false),
        response(429, R"({"error":"slow down"})"),
        response(500, R"({"error":"oops"})"),
        response(503, "<html>"),
        response(403, "<html>"),
        response(401, "<html>"),
        response(200, "<html>"),
        response(200, "{}"),
        response(200, tokens("")),
        response(302),
    };
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        CAPTURE(i);
        World world;
        world.store_link("old", "refresh", seconds(300));
        CHECK(world.ask_and_run()->word() == "old");

        world.clock.advance(seconds(250)); // early, but still good
        const auto early = world.ask_and_run();
        world.answer(outcomes[i]);
        CHECK(early->word() == "old");

        world.clock.advance(seconds(50)); // expired
        const auto late = world.ask_and_run(i % 2 == 0 ? Interaction::Allowed : Interaction::Forbidden);
        CHECK(late->word() == "waiting");
        world.answer(outcomes[i]);
        REQUIRE(late->answer);
        REQUIRE_FALSE(*late->answer);
        CHECK(late->answer->error().kind != ErrorKind::NotLinked);
        CHECK(late->answer->error().kind != ErrorKind::SignInFailed);

        CHECK(world.session->is_linked());
        CHECK(world.authorizer.asked == 0);
        CHECK(world.store.saves + world.store.clears == 0);
        CHECK(world.stored(&StoredLink::refresh_token) == "refresh");

        const auto again = world.ask_and_run(); // and the next one tries again
        world.answer(response(200, tokens("new")));
        CHECK(again->word() == "new");
    }
}

TEST_CASE("session: how long a token is said to live")
{
    struct Case
    {
        std::string expires_in;
        seconds still; // good without a refresh
        seconds gone;  // not good any more
    };
    for (const Case &c : std::vector<Case>{
             {"", minutes(58), hours(1)},
             {"-5", minutes(58), hours(1)},
             {"\"7200\"", minutes(118), hours(2)},
             {"9223372036854775807", hours(24 * 364), hours(24 * 365)},
             {"\"abc\"", minutes(58), hours(1)},
         }) {
        CAPTURE(c.expires_in);
        World world;
        world.store_link("old", "refresh", seconds(0));
        const auto asker = world.ask_and_run();
        world.answer(response(200, tokens("new", "", c.expires_in)));
        CHECK(asker->word() == "new");
        world.clock.advance(c.still);
        CHECK(world.ask_and_run()->word() == "new");
        world.clock.advance(c.gone - c.still);
        CHECK(world.ask_and_run()->word() == "waiting");
    }
    SUBCASE("not at all: who waited gets it, the next one another")
    {
        World world;
        world.store_link("old", "refresh", seconds(0));
        const auto asker = world.ask_and_run();
        world.answer(response(200, tokens("new", "", "0")));
        CHECK(asker->word() == "new");
        CHECK(world.ask_and_run()->word() == "waiting");
        CHECK(world.transport.requests.size() == 2);
    }
    SUBCASE("in the store: any number")
    {
        for (const std::string when : {"-9223372036854775808", "9223372036854775807", "-1", "0"}) {
            CAPTURE(when);
            World world;
            const auto link =
                parse_stored_link(R"({"version":1,"access_token":"a","refresh_token":"r","expires_at":)" +
                                  std::string(when) + "}");
            REQUIRE(link);
            world.store.links[world.key] = *link;
            const bool is_far = std::string(when).starts_with("922");
            CHECK(world.ask_and_run()->word() == (is_far ? "a" : "waiting"));
        }
    }
}
