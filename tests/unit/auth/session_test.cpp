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

TEST_CASE("session: the store is asked first, once, and a fresh token given out as it is")
{
    World world;
    world.store_link("stored", "refresh", hours(1));
    const auto first = world.ask();
    CHECK(world.store.loads == 0); // nothing happens within the call
    world.loop.run_once(milliseconds(0));
    CHECK(world.store.loads == 1);
    const auto second = world.ask(Interaction::Forbidden);
    world.loop.run_once(milliseconds(0));
    CHECK(first->word() == "waiting");
    CHECK_FALSE(world.session->is_linked());
    world.run();
    CHECK(first->word() == "stored");
    CHECK(second->word() == "stored");
    CHECK(world.ask_and_run()->word() == "stored");
    CHECK(world.store.loads == 1);
    CHECK(world.store.saves == 0);
    CHECK(world.transport.requests.empty());
    CHECK(world.session->is_linked());
    CHECK_FALSE(world.session->store_error());
    CHECK(world.session->account() == Account{"1", "jane", "Jane"});
}

TEST_CASE("session: loading without asking for a token")
{
    World world;
    world.store_link("stored", "refresh", hours(-1));
    int loaded = 0;
    world.session->load([&] { ++loaded; });
    world.session->load([&] { ++loaded; });
    CHECK(loaded == 0);
    world.run();
    CHECK(loaded == 2);
    CHECK(world.session->account().username == "jane");
    world.session->load([&] { ++loaded; });
    CHECK(loaded == 2);
    world.run();
    CHECK(loaded == 3);
    CHECK(world.store.loads == 1);
    CHECK(world.transport.requests.empty());
    CHECK(world.authorizer.asked == 0);
}

TEST_CASE("session: a token that the service refused is not given out again")
{
    World world;
    world.store_link("old", "refresh", hours(1));
    const auto first = world.ask_and_run();
    const auto second = world.ask_and_run();
    REQUIRE(first->word() == "old");
    world.session->refuse_token(Secret("old"));
    const auto again = world.ask_and_run();
    CHECK(again->word() == "waiting");
    world.session->refuse_token(Secret("old")); // the other request with the same token
    const auto beside = world.ask_and_run();
    world.answer(response(200, tokens("new")));
    CHECK(again->word() == "new");
    CHECK(beside->word() == "new");
    world.session->refuse_token(Secret("old")); // and a third one, late
    CHECK(world.ask_and_run()->word() == "new");
    CHECK(world.transport.requests.size() == 1);
    CHECK(world.authorizer.asked == 0);

    SUBCASE("nor when the refresh fails, however long it would have lived")
    {
        world.session->refuse_token(Secret("new"));
        const auto late = world.ask_and_run();
        world.answer(no_response(ErrorKind::Offline, false));
        CHECK(late->word() == "Offline");
        CHECK(world.session->is_linked());
    }
    SUBCASE("an empty one refuses nothing")
    {
        world.session->refuse_token(Secret());
        CHECK(world.ask_and_run()->word() == "new");
    }
}

TEST_CASE("session: a store that does not work")
{
    World world;
    world.store.error = Error{ErrorKind::KeyringLocked, {}, 0};
    const auto asker = world.ask_and_run();
    CHECK(world.session->store_error() == Error{ErrorKind::KeyringLocked, {}, 0});
    REQUIRE(world.authorizer.is_open()); // it goes on without
    world.authorizer.grant_code("code");
    world.answer(response(200, tokens("new", "refresh")));
    CHECK(asker->word() == "new");
    CHECK(world.session->store_error());
    CHECK(world.ask_and_run()->word() == "new");
    CHECK_FALSE(world.log.lines.empty());
    for (const std::string &line : world.log.lines) {
        CHECK(line.find("new") == std::string::npos);
        CHECK(line.find("refresh") == std::string::npos);
    }
    SUBCASE("and later does")
    {
        world.store.error.reset();
        world.clock.advance(hours(1));
        const auto later = world.ask_and_run();
        world.answer(response(200, tokens("newer", "refresh")));
        CHECK(later->word() == "newer");
        CHECK_FALSE(world.session->store_error());
        CHECK(world.stored(&StoredLink::access_token) == "newer");
    }
    SUBCASE("nor when it is to forget")
    {
        std::optional<Result<void>> done;
        world.session->unlink([&](Result<void> result) { done = std::move(result); });
        world.run();
        REQUIRE(done);
        CHECK_FALSE(*done);
        CHECK_FALSE(world.session->is_linked());
    }
}

TEST_CASE("session: answers that come after its end find it gone")
{
    World world;
    world.store_link("old", "refresh", seconds(0));
    std::shared_ptr<Asker> asker;
    SUBCASE("of the loop")
    {
        asker = world.ask();
        world.session.reset();
    }
    SUBCASE("of the store, loading")
    {
        asker = world.ask();
        world.loop.run_once(milliseconds(0));
        REQUIRE(world.store.is_asked());
        world.session.reset();
    }
    SUBCASE("of the token endpoint")
    {
        asker = world.ask_and_run();
        REQUIRE(world.transport.pending() == 1);
        world.session.reset();
        CHECK(world.transport.pending() == 0);
    }
    SUBCASE("of the store, saving")
    {
        asker = world.ask_and_run();
        world.transport.answer(0, response(200, tokens("new")));
        REQUIRE(world.store.is_asked());
        asker = std::make_shared<Asker>();
        world.session.reset();
    }
    SUBCASE("of the person")
    {
        world.store.links.clear();
        asker = world.ask_and_run();
        REQUIRE(world.authorizer.is_open());
        world.session.reset();
        world.authorizer.grant_code("code");
        CHECK(world.transport.requests.empty());
    }
    world.run();
    CHECK(asker->word() == "waiting");
}

TEST_CASE("session: who is called back may ask again, refuse or unlink at once")
{
    World world;
    world.store_link("old", "refresh", hours(1));
    std::vector<std::string> words;
    SUBCASE("ask")
    {
        world.session->token(Interaction::Allowed, [&](const Result<Secret> &first) {
            words.emplace_back(first->view());
            world.session->refuse_token(*first);
            world.session->token(Interaction::Allowed,
                                 [&](const Result<Secret> &second) { words.emplace_back(second->view()); });
        });
        world.run();
        REQUIRE(world.transport.requests.size() == 1);
        world.answer(response(200, tokens("new")));
        CHECK(words == std::vector<std::string>{"old", "new"});
    }
    SUBCASE("unlink")
    {
        world.session->token(Interaction::Allowed, [&](const Result<Secret> &) {
            world.session->unlink([](const Result<void> &) {});
        });
        world.run();
        CHECK(world.store.links.empty());
        CHECK_FALSE(world.session->is_linked());
    }
    SUBCASE("unlink when told that there is no link")
    {
        world.store_link("old", "dead", seconds(0));
        const auto allowed = world.ask();
        world.session->token(Interaction::Forbidden, [&](const Result<Secret> &) {
            world.session->unlink([](const Result<void> &) {});
        });
        world.run();
        world.answer(response(400, "{}"));
        CHECK(allowed->word() == "Cancelled");
        CHECK(world.authorizer.asked == 0);
    }
}
