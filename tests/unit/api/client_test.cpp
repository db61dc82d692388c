#include "api/client.hpp"

#include "support/fake_authorizer.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_token_store.hpp"
#include "support/fake_transport.hpp"

#include <doctest/doctest.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::api;
using test::no_response;
using test::response;

namespace {

// An account linked with the token 'first' that can be renewed.
struct World
{
    World()
    {
        store.links[profile.link_key()] = {Secret("first"), Secret("refresh"),
                                           clock.wall_now() + std::chrono::hours(1), "Jane", "1"};
    }

    void run()
    {
        for (int i = 0; i < 5; ++i) {
            loop.run_once(milliseconds(0));
            store.answer();
        }
    }
    void answer(http::Outcome outcome)
    {
        REQUIRE(transport.is_pending(transport.requests.size() - 1));
        transport.answer(transport.requests.size() - 1, std::move(outcome));
        run();
    }
    // 'METHOD url' of a request.
    std::string line(std::size_t index) const
    {
        const http::Request &request = transport.requests.at(index);
        return (request.method == http::Method::Get ? "GET " : "POST ") + request.url;
    }
    std::string bearer(std::size_t index) const
    {
        const auto &token = transport.requests.at(index).bearer;
        return token ? std::string(token->view()) : "none";
    }

    auth::Profile profile = [] {
        auth::Profile p = auth::built_in_profile("test_client").value();
        p.client_secret = Secret("swordfish");
        p.grant = auth::Grant::Code;
        return p;
    }();
    test::FakeClock clock;
    test::FakePoller poller{clock};
    Loop loop{clock, poller};
    test::FakeTransport transport;
    test::FakeTokenStore store;
    test::FakeAuthorizer authorizer;
    test::FakeLog log;
    auth::Session session{profile, Policy{}, "en", {loop, transport, store, authorizer, log}};
    Client client{"https://api.example.com/v2", Policy{}, {loop, transport, session}};
};

std::optional<std::string> header(const http::Request &request, std::string_view name)
{
    for (const http::Header &h : request.headers) {
        if (h.name == name) {
            return h.value;
        }
    }
    return std::nullopt;
}

template <typename T>
auto into(std::optional<Outcome<T>> &place)
{
    return [&place](Outcome<T> outcome) { place = std::move(outcome); };
}

NewObject teapot()
{
    NewObject object;
    object.name = "Teapot";
    object.files = {{"teapot.stl", 84}};
    return object;
}

} // namespace

TEST_CASE("client: a create")
{
    World world;
    std::optional<Outcome<CreatedObject>> created;
    const auto call = world.client.create_object(teapot(), into(created));
    CHECK(world.transport.requests.empty());
    world.run();
    REQUIRE(world.transport.requests.size() == 1);
    CHECK(world.line(0) == "POST https://api.example.com/v2/object");
    CHECK(world.bearer(0) == "first");
    CHECK(world.transport.body(0) == to_json(teapot()));
    const http::Request &request = world.transport.requests[0];
    CHECK(request.must_not_repeat);
    CHECK(request.timeout == Policy{}.json_answer_timeout);
    CHECK(header(request, "Accept") == "application/json");
    CHECK(header(request, "Content-Type") == "application/json; charset=utf-8");

    SUBCASE("that succeeds")
    {
        world.answer(response(200, R"({"id":42})"));
        REQUIRE(created);
        REQUIRE(*created);
        CHECK((*created)->id == "42");
    }
    SUBCASE("that succeeds in a way nobody can read")
    {
        world.answer(response(200, "<html>"));
        REQUIRE(created);
        REQUIRE_FALSE(*created);
        CHECK(judge_create(created->error()) == Verdict::Unknown);
        CHECK(created->error().error.status == 200);
    }
    SUBCASE("whose answer is lost is not repeated")
    {
        world.answer(no_response(ErrorKind::Timeout));
        REQUIRE(created);
        CHECK(judge_create(created->error()) == Verdict::Unknown);
        CHECK(world.transport.requests.size() == 1);
    }
    SUBCASE("that is refused with a reason")
    {
        world.answer(response(422, R"({"error_description":"No"})"));
        REQUIRE(created);
        CHECK(created->error().error == Error{ErrorKind::Rejected, "No", 422});
    }
}

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

TEST_CASE("client: a file")
{
    World world;
    std::optional<Outcome<std::monostate>> posted;
    std::vector<std::uint64_t> sent;
    const auto call = world.client.post_file(
        {"15 89&a", "tea pot.stl"}, {"/spool/tea pot.stl", 44784},
        [&](http::Progress progress) { sent.push_back(progress.sent); }, into(posted));
    world.run();
    REQUIRE(world.transport.requests.size() == 1);
    const http::Request &request = world.transport.requests[0];
    CHECK(world.line(0) == "POST https://api.example.com/v2/file?upload_id=15%2089%26a");
    CHECK(header(request, "Content-Type") == "application/octet-stream");
    CHECK(header(request, "Content-Disposition") == "filename=\"tea pot.stl\"");
    CHECK(request.timeout == milliseconds(0)); // as long as it moves
    REQUIRE(std::holds_alternative<http::FileBody>(request.body));
    CHECK(std::get<http::FileBody>(request.body).path == "/spool/tea pot.stl");
    CHECK(std::get<http::FileBody>(request.body).size == 44784);
    request.on_progress({100, 44784});
    CHECK(sent == std::vector<std::uint64_t>{100});
    SUBCASE("any success will do")
    {
        world.answer(response(201, "not JSON"));
        REQUIRE(posted);
        CHECK(posted->has_value());
    }
    SUBCASE("a redirect is none")
    {
        world.answer(response(302));
        REQUIRE(posted);
        CHECK_FALSE(posted->has_value());
    }
}

TEST_CASE("client: the status has two paths")
{
    World world;
    const std::string one = "GET https://api.example.com/v2/object/4%2F2/upload_status";
    const std::string other = "GET https://api.example.com/v2/objects/4%2F2/upload_status";
    const std::string good = R"({"files":[]})";
    std::optional<Outcome<UploadStatus>> status;
    auto call = world.client.upload_status("4/2", into(status));
    world.run();
    REQUIRE(world.line(0) == one);

    SUBCASE("the first is there")
    {
        world.answer(response(200, good));
        REQUIRE(status);
        CHECK(status->has_value());
        CHECK(world.transport.requests.size() == 1);
    }
    SUBCASE("only the second is, which is remembered")
    {
        for (const int absent : {404, 405}) {
            CAPTURE(absent);
            if (absent == 404) {
                world.answer(response(404, "{}"));
                REQUIRE(world.line(1) == other);
                world.answer(response(200, good));
                REQUIRE(status);
                CHECK(status->has_value());
            } else {
                status.reset();
                call = world.client.upload_status("4/2", into(status));
                world.run();
                REQUIRE(world.line(2) == other);
                world.answer(response(405, "{}")); // and should it move back
                REQUIRE(world.line(3) == one);
                world.answer(response(200, good));
                REQUIRE(status);
                CHECK(status->has_value());
            }
        }
    }
    SUBCASE("neither is: nothing is remembered")
    {
        world.answer(response(404, "{}"));
        world.answer(response(404, R"({"error":"gone"})"));
        REQUIRE(status);
        CHECK(status->error().error == Error{ErrorKind::Rejected, "gone", 404});
        call = world.client.upload_status("4/2", into(status));
        world.run();
        CHECK(world.line(2) == one);
    }
    SUBCASE("a failure is no reason to try the second")
    {
        world.answer(response(500));
        REQUIRE(status);
        CHECK(status->error().error.kind == ErrorKind::Unavailable);
        CHECK(world.transport.requests.size() == 1);
    }
    SUBCASE("ended in between")
    {
        world.transport.answer(0, response(404, "{}"));
        call.reset();
        world.run();
        CHECK(world.transport.requests.size() == 1);
        CHECK_FALSE(status);
    }
}

TEST_CASE("client: who is linked is asked without a sign-in")
{
    World world;
    world.store.links.clear();
    std::optional<Outcome<User>> user;
    const auto call = world.client.user(into(user));
    world.run();
    REQUIRE(user);
    CHECK(user->error().error.kind == ErrorKind::NotLinked);
    CHECK(world.authorizer.asked == 0);
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
