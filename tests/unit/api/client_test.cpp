#include "api/client.hpp"

#include "support/client_world.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::api;
using test::into;
using test::no_response;
using test::response;
using test::teapot;
using World = test::ClientWorld;

namespace {

std::optional<std::string> header(const http::Request &request, std::string_view name)
{
    for (const http::Header &h : request.headers) {
        if (h.name == name) {
            return h.value;
        }
    }
    return std::nullopt;
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
