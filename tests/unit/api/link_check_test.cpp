#include "api/link_check.hpp"

#include "support/client_world.hpp"

#include <doctest/doctest.h>
#include <memory>
#include <optional>
#include <string>

using namespace mmf;
using namespace mmf::api;
using std::chrono::hours;
using test::no_response;
using test::response;

namespace {

struct World : test::ClientWorld
{
    void check()
    {
        state.reset();
        link_check = std::make_unique<LinkCheck>(
            asked_as, Policy{}, LinkCheck::Parts{transport, session, client}, [this](LinkState told) {
                state = std::move(told);
                link_check.reset();
            });
        run();
    }

    auth::Profile with_introspection()
    {
        auth::Profile p = profile;
        p.introspect_url = "https://auth.example.com/introspect";
        return p;
    }

    auth::Profile asked_as = profile;
    std::unique_ptr<LinkCheck> link_check;
    std::optional<LinkState> state;
};

} // namespace

TEST_CASE("link check: without a link nobody is asked")
{
    World world;
    world.store.links.clear();
    world.check();
    REQUIRE(world.state);
    CHECK_FALSE(world.state->is_linked);
    CHECK(world.transport.requests.empty());
}

TEST_CASE("link check: by introspection")
{
    World world;
    world.asked_as = world.with_introspection();
    world.check();
    REQUIRE(world.transport.requests.size() == 1);
    CHECK(world.transport.body(0) == "token=first&token_type_hint=access_token");

    SUBCASE("active, and until when")
    {
        world.answer(response(200, R"({"active":true,"username":"jane","exp":1800000000})"));
        REQUIRE(world.state);
        CHECK(world.state->is_linked);
        CHECK(world.state->is_active);
        CHECK(world.state->name == "Jane");
        CHECK(world.state->expires_at == WallTime(seconds(1'800'000'000)));
        CHECK(world.state->is_renewable);
        CHECK_FALSE(world.state->error);
    }
    SUBCASE("the access token has ended, what renews it has not")
    {
        world.answer(response(200, R"({"active":false})"));
        CHECK_FALSE(world.state);
        CHECK(world.transport.body(1) == "token=refresh&token_type_hint=refresh_token");
        world.answer(response(200, R"({"active":true,"client_id":"test_client"})"));
        REQUIRE(world.state);
        CHECK(world.state->is_active);
        CHECK_FALSE(world.state->expires_at);
    }
    SUBCASE("both have ended")
    {
        world.answer(response(200, R"({"active":false})"));
        world.answer(response(200, R"({"active":false})"));
        REQUIRE(world.state);
        CHECK(world.state->is_linked);
        CHECK_FALSE(world.state->is_active);
        CHECK_FALSE(world.state->error);
    }
    SUBCASE("it cannot be told")
    {
        world.answer(no_response(ErrorKind::Offline, false));
        REQUIRE(world.state);
        REQUIRE(world.state->error);
        CHECK(world.state->error->kind == ErrorKind::Offline);
        CHECK(world.state->is_linked);
    }
    // Nothing of it touches the link.
    CHECK(world.session.is_linked());
    CHECK(world.store.saves == 0);
}

TEST_CASE("link check: by the API where there is no introspection")
{
    World world;
    world.check();
    REQUIRE(world.transport.requests.size() == 1);
    CHECK(world.line(0) == "GET https://api.example.com/v2/user");
    SUBCASE("active, until the stored end")
    {
        world.answer(response(200, R"({"username":"jane","name":"Jane Doe"})"));
        REQUIRE(world.state);
        CHECK(world.state->is_active);
        CHECK(world.state->name == "Jane Doe");
        CHECK(world.state->expires_at);
    }
    SUBCASE("refused, and its renewal too: the link has ended")
    {
        world.answer(response(401, R"({"error":"access_denied"})"));
        world.answer(response(404, R"({"error":"Refresh token not found"})"));
        REQUIRE(world.state);
        CHECK(world.state->is_linked);
        CHECK_FALSE(world.state->is_active);
        CHECK_FALSE(world.state->error);
        CHECK(world.authorizer.asked == 0);
    }
    SUBCASE("it cannot be told")
    {
        world.answer(response(503, "<html>"));
        REQUIRE(world.state);
        REQUIRE(world.state->error);
        CHECK(world.state->error->kind == ErrorKind::Unavailable);
    }
    SUBCASE("who asked has gone")
    {
        world.link_check.reset();
        CHECK(world.transport.pending() == 0);
    }
}
