#include "auth/session.hpp"
#include "support/fake_transport.hpp"
#include "support/session_world.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::auth;
using namespace mmf::test;
using std::chrono::hours;
using World = SessionWorld;

namespace {

const Account Jane{"", "jane", "Jane"};

} // namespace

TEST_CASE("account: the same by id, else by user name, never by the name for people")
{
    struct Row
    {
        Account a;
        Account b;
        bool same;
    };
    for (const Row &row : {
             Row{{"1", "jane", "Jane"}, {"1", "renamed", "J."}, true},
             Row{{"1", "jane", "Jane"}, {"2", "jane", "Jane"}, false},
             Row{{"1", "jane", ""}, {"", "jane", ""}, true},
             Row{{"1", "", "Jane"}, {"", "jane", "Jane"}, false}, // cannot be told: not surely
             Row{{"", "jane", ""}, {"", "jane", ""}, true},
             Row{{"", "jane", "Jane"}, {"", "joe", "Jane"}, false},
             Row{{}, {}, false},
             Row{{"", "", "Jane"}, {"", "", "Jane"}, false},
         }) {
        CAPTURE(row.a.id + "/" + row.a.username + " and " + row.b.id + "/" + row.b.username);
        CHECK(is_same(row.a, row.b) == row.same);
        CHECK(is_same(row.b, row.a) == row.same);
    }
}

TEST_CASE("session: a token whose owner is not known is given out when the service has said it, or cannot")
{
    World world(Grant::Implicit);
    world.accounts.is_held_back = true;
    const auto asker = world.ask_and_run();
    world.authorizer.grant_token("token", hours(1));
    world.run();
    CHECK(asker->word() == "waiting");
    CHECK(world.accounts.asked == 1);
    CHECK(world.accounts.changes == 0);

    SUBCASE("the question itself gets the token")
    {
        CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "token");
        CHECK(asker->word() == "waiting");
    }
    SUBCASE("the service tells")
    {
        world.accounts.on_change = [&] {
            CHECK(asker->word() == "waiting"); // first whose it is, then the token
            CHECK(world.session->account() == Jane);
        };
        world.accounts.account = Jane;
        world.accounts.is_held_back = false;
        world.run();
        CHECK(asker->word() == "token");
        CHECK(world.accounts.changes == 1);
        CHECK(world.store.links.at(world.key).account == Jane);
    }
    SUBCASE("the service does not tell, and is not asked again")
    {
        world.accounts.is_held_back = false;
        world.run();
        CHECK(asker->word() == "token");
        CHECK_FALSE(world.session->account().is_known());
        CHECK(world.accounts.changes == 1);
        CHECK(world.ask_and_run()->word() == "token");
        CHECK(world.accounts.asked == 1);
        CHECK(world.accounts.changes == 1);
    }
    SUBCASE("the token is refused meanwhile: another sign-in would give another such token, and so on")
    {
        world.session->refuse_token(Secret("token"));
        CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
        world.accounts.is_held_back = false;
        world.run();
        CHECK(asker->word() == "SignInFailed");
        CHECK(world.authorizer.asked == 1);
    }
    SUBCASE("the link is forgotten meanwhile, and the answer with it")
    {
        world.session->unlink([](const Result<void> &) {});
        CHECK(asker->word() == "Cancelled");
        world.accounts.account = Jane;
        world.accounts.is_held_back = false;
        world.run();
        CHECK_FALSE(world.session->account().is_known());
        CHECK(world.store.links.empty());
    }
}

TEST_CASE("session: a stored token of nobody known that is refused is worth one sign-in")
{
    World world(Grant::Implicit);
    world.store_link("old", "", hours(1));
    world.store.links.at(world.key).account = {};
    world.accounts.is_held_back = true;
    const auto asker = world.ask_and_run();
    world.session->refuse_token(Secret("old"));
    world.accounts.is_held_back = false;
    world.run();
    CHECK(asker->word() == "waiting");
    CHECK(world.authorizer.asked == 1);
}

TEST_CASE("session: where the token's answer says whose it is, only the name is asked for, and nobody waits")
{
    World world;
    world.accounts.is_held_back = true;
    const auto asker = world.ask_and_run();
    world.authorizer.grant_code("code");
    world.accounts.on_change = [&] { CHECK(asker->word() == "waiting"); };
    world.answer(response(200, tokens("token", "refresh")));
    CHECK(asker->word() == "token");
    CHECK(world.session->account() == Account{"1", "", ""});
    CHECK(world.accounts.asked == 1);
    CHECK(world.accounts.changes == 1);
    world.accounts.on_change = nullptr;
    world.accounts.account = Jane;
    world.accounts.is_held_back = false;
    world.run();
    CHECK(world.session->account() == Account{"1", "jane", "Jane"});
    CHECK(world.store.links.at(world.key).account == Account{"1", "jane", "Jane"});
    CHECK(world.accounts.changes == 2);
    CHECK(world.ask_and_run()->word() == "token");
    CHECK(world.accounts.asked == 1);
}

TEST_CASE("session: a stored link says whose it is before its token is given out")
{
    World world;
    world.store_link("token", "refresh", hours(1));
    const auto asker = world.ask();
    world.accounts.on_change = [&] { CHECK(asker->word() == "waiting"); };
    world.run();
    CHECK(asker->word() == "token");
    CHECK(world.accounts.changes == 1);
    CHECK(world.accounts.asked == 0);
}

TEST_CASE("session: another sign-in may be another account's")
{
    World world;
    world.store_link("dead", "", seconds(0));
    const auto asker = world.ask_and_run();
    REQUIRE(world.authorizer.is_open());
    world.authorizer.grant_code("code");
    world.accounts.on_change = [&] { CHECK(asker->word() == "waiting"); };
    std::string answer = tokens("token", "refresh");
    answer.replace(answer.find("\"user_id\":1"), 11, "\"user_id\":2");
    world.answer(response(200, answer));
    CHECK(asker->word() == "token");
    CHECK(world.session->account() == Account{"2", "", ""});
    CHECK(world.accounts.changes == 1);
}
