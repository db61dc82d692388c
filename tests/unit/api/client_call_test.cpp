#include "api/client.hpp"

#include "support/client_world.hpp"

#include <cstddef>
#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::api;
using test::into;
using test::no_response;
using test::response;
using test::teapot;
using World = test::ClientWorld;

TEST_CASE("client: a 401 refreshes once and repeats once")
{
    World world;
    std::optional<Outcome<CreatedObject>> created;
    const auto call = world.client.create_object(teapot(), into(created));
    world.run();
    world.answer(response(401, R"({"error":"access_denied"})"));
    REQUIRE(world.transport.requests.size() == 2);
    CHECK(world.line(1) == "POST " + world.profile.token_url);
    CHECK(world.bearer(1) == "none");
    world.answer(response(200, R"({"access_token":"second","expires_in":3600})"));
    REQUIRE(world.transport.requests.size() == 3);
    CHECK(world.line(2) == world.line(0));
    CHECK(world.transport.body(2) == world.transport.body(0));
    CHECK(world.bearer(2) == "second");
    CHECK_FALSE(created);
    SUBCASE("and it works")
    {
        world.answer(response(200, R"({"id":42})"));
        REQUIRE(created);
        CHECK(created->has_value());
    }
    SUBCASE("and is refused again")
    {
        world.answer(response(401, R"({"error":"access_denied"})"));
        REQUIRE(created);
        CHECK(created->error().error.kind == ErrorKind::NotLinked);
        CHECK(world.transport.requests.size() == 3);
    }
    SUBCASE("and is lost")
    {
        world.answer(no_response(ErrorKind::ConnectionLost));
        REQUIRE(created);
        CHECK(judge_create(created->error()) == Verdict::Unknown);
    }
}

TEST_CASE("client: a refresh that fails says that nothing was sent")
{
    World world;
    std::optional<Outcome<CreatedObject>> created;
    const auto call = world.client.create_object(teapot(), into(created));
    world.run();
    world.answer(response(401));
    world.answer(no_response(ErrorKind::Timeout));
    REQUIRE(created);
    CHECK_FALSE(created->error().may_have_arrived);
    CHECK(judge_create(created->error()) == Verdict::Repeat);
}

TEST_CASE("client: two requests with one refused token cost one refresh")
{
    World world;
    std::optional<Outcome<User>> first;
    std::optional<Outcome<User>> second;
    const auto a = world.client.user(into(first));
    const auto b = world.client.user(into(second));
    world.run();
    REQUIRE(world.transport.requests.size() == 2);
    world.transport.answer(0, response(401));
    world.run();
    REQUIRE(world.transport.requests.size() == 3);
    world.transport.answer(2, response(200, R"({"access_token":"second"})"));
    world.run();
    world.transport.answer(1, response(401));
    world.run();
    REQUIRE(world.transport.requests.size() == 5);
    CHECK(world.bearer(3) == "second");
    CHECK(world.bearer(4) == "second");
}

TEST_CASE("client: keeps the pace")
{
    World world;
    std::vector<CallHandle> calls;
    int answers = 0;
    for (int i = 0; i < 7; ++i) {
        calls.push_back(world.client.user([&](const Outcome<User> &) { ++answers; }));
    }
    world.run();
    CHECK(world.transport.requests.size() == 5);
    world.clock.advance(milliseconds(999));
    world.run();
    CHECK(world.transport.requests.size() == 5);
    calls.pop_back(); // ended while it waits for its turn
    world.clock.advance(milliseconds(1));
    world.run();
    CHECK(world.transport.requests.size() == 6);
    CHECK(answers == 0);
}

TEST_CASE("client: a call that is ended is not called back, whatever it waits for")
{
    World world;
    std::optional<Outcome<User>> user;
    auto call = world.client.user(into(user));
    SUBCASE("the loop") {}
    SUBCASE("the store")
    {
        world.loop.run_once(milliseconds(0));
    }
    SUBCASE("the answer")
    {
        world.run();
        CHECK(world.transport.pending() == 1);
    }
    SUBCASE("the refresh")
    {
        world.run();
        world.answer(response(401));
    }
    call.reset();
    world.run();
    for (std::size_t i = 0; i < world.transport.requests.size(); ++i) {
        if (world.transport.is_pending(i)) {
            world.transport.answer(i, response(200, R"({"access_token":"second"})"));
        }
    }
    world.run();
    CHECK_FALSE(user);
}

TEST_CASE("client: a call may be ended by what it calls back")
{
    World world;
    CallHandle call;
    bool called = false;
    call = world.client.user([&](const Outcome<User> &) {
        called = true;
        call.reset();
    });
    world.run();
    world.answer(response(200, R"({"username":"jane"})"));
    CHECK(called);
    CHECK(call == nullptr);

    CallHandle status;
    status = world.client.upload_status("1", [&](const Outcome<UploadStatus> &) { status.reset(); });
    world.run();
    world.answer(response(404, "{}"));
    world.answer(response(404, "{}"));
    CHECK(status == nullptr);
}

TEST_CASE("client: whether a request may have arrived is known at any moment")
{
    World world;
    world.store.links.at(world.profile.link_key()).expires_at = world.clock.wall_now();
    std::optional<Outcome<CreatedObject>> created;
    const auto call = world.client.create_object(teapot(), into(created));
    CHECK_FALSE(call->may_have_arrived()); // it waits for the loop
    world.run();
    REQUIRE(world.transport.requests.size() == 1);
    CHECK_FALSE(call->may_have_arrived()); // for a token
    world.answer(response(200, R"({"access_token":"second"})"));
    REQUIRE(world.transport.requests.size() == 2);
    CHECK(call->may_have_arrived()); // for its answer
    world.answer(response(401));
    CHECK_FALSE(call->may_have_arrived()); // it was refused, and waits for another token
    world.answer(response(200, R"({"access_token":"third"})"));
    CHECK(call->may_have_arrived());

    std::vector<CallHandle> calls;
    for (int i = 0; i < 6; ++i) {
        calls.push_back(world.client.user([](const Outcome<User> &) {}));
    }
    world.run();
    CHECK(calls.front()->may_have_arrived());
    CHECK_FALSE(calls.back()->may_have_arrived()); // for its turn
}

TEST_CASE("client: the token is in the header alone")
{
    World world;
    std::vector<CallHandle> calls;
    calls.push_back(world.client.create_object(teapot(), [](const Outcome<CreatedObject> &) {}));
    calls.push_back(world.client.post_file(
        {"slot", "a.stl"}, {"/spool/a.stl", 84}, [](http::Progress) {},
        [](const Outcome<std::monostate> &) {}));
    calls.push_back(world.client.upload_status("42", [](const Outcome<UploadStatus> &) {}));
    calls.push_back(world.client.user([](const Outcome<User> &) {}));
    world.run();
    world.transport.answer(0, response(401));
    world.run();
    REQUIRE(world.transport.requests.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        CAPTURE(i);
        const http::Request &request = world.transport.requests[i];
        CHECK(world.bearer(i) == (i < 4 ? "first" : "none"));
        for (const char *secret : {"first", "refresh=", "token=refresh", "swordfish"}) {
            CHECK(request.url.find(secret) == std::string::npos);
        }
        CHECK(world.transport.body(i).find("first") == std::string::npos);
        bool has_accept = false;
        for (const http::Header &header : request.headers) {
            CHECK(header.value.find("first") == std::string::npos);
            has_accept = has_accept || (header.name == "Accept" && header.value == "application/json");
        }
        CHECK(has_accept);
    }
}
