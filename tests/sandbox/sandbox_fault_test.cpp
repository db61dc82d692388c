// Faults: their grammar, and what a client meets.
#include <doctest/doctest.h>

#include "arguments.hpp"
#include "faults.hpp"
#include "test_client.hpp"

#include <ctime>
#include <future>
#include <stdexcept>

using namespace mmf::sandbox;
using namespace mmf::sandbox::test;

namespace {

constexpr const char *Create = R"({"name":"a","files":[{"filename":"a.stl"}]})";

} // namespace

TEST_CASE("path patterns")
{
    CHECK(path_matches("/a/b", "/a/b"));
    CHECK(path_matches("/a/{id}/c", "/a/17/c"));
    CHECK(path_matches("/a/*", "/a/b/c"));
    CHECK(path_matches("/a/fi*", "/a/file"));
    CHECK(path_matches("*", "/anything"));
    CHECK_FALSE(path_matches("/a/b", "/a/b/c"));
    CHECK_FALSE(path_matches("/a/b/c", "/a/b"));
    CHECK_FALSE(path_matches("/a/{id}/c", "/a//c"));
    CHECK_FALSE(path_matches("/a/{id}", "/a"));
    CHECK_FALSE(path_matches("/a/*", "/b/c"));
}

TEST_CASE("a bad fault says what is wrong")
{
    for (const char *text :
         {"", "GET", "GET /a", "GET /a#1", "GET /a#0:401", "GET /a#x:401", "GET a#1:401", "GET /a#1:200",
          "GET /a#1:nonsense", "GET /a#1:slow", "GET /a#1:slow:x", "GET /a#1:429:x",
          "GET /a#1:429:date:", "GET /a#1:html-1", "GET /a#1:redirect:", "GET /a#1:status-"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(parse_fault(text)), std::invalid_argument);
        CHECK_FALSE(parse_arguments({"--fault", text}).error.empty());
    }
    CHECK(parse_arguments({"--fault", "GET /a#1:429:2", "--quirk", "files-reversed"}).error.empty());
    CHECK_FALSE(parse_arguments({"--port"}).error.empty());
    CHECK_FALSE(parse_arguments({"--port", "65536"}).error.empty());
    CHECK_FALSE(parse_arguments({"extra"}).error.empty());
}

TEST_CASE("faults count the requests that match")
{
    FaultList faults;
    faults.add("GET /a#2:401");
    faults.add("* /a#3+:500");
    faults.add("* /a#*:slow:5");
    CHECK(faults.arrive("GET", "/a").kind == FaultKind::None);
    CHECK(faults.arrive("POST", "/a").kind == FaultKind::None);
    const FaultAction third = faults.arrive("GET", "/a");
    CHECK(third.status == 401);
    CHECK(third.delay == std::chrono::milliseconds(5));
    CHECK(faults.arrive("GET", "/a").status == 500);
    CHECK(faults.arrive("GET", "/b").delay.count() == 0);
}

TEST_CASE("faults that answer")
{
    struct Case
    {
        const char *kind;
        int status;
        const char *body; // a part of it
        std::size_t objects;
    };
    for (const Case &entry : {
             Case{"401", 401, "access_denied", 0},
             Case{"422", 422, "unprocessable_entity", 0},
             Case{"429:7", 429, "error", 0},
             Case{"html-503", 503, "<html>", 0},
             Case{"redirect:http://127.0.0.1:9/", 302, "", 0},
             Case{"500-after", 500, "error", 1},
             Case{"garbage", 200, "no JSON", 1},
             Case{"empty-json", 200, "{}", 1},
             Case{"wrong-types", 200, "\"id\":[]", 1},
             Case{"slow:1", 200, "upload_id", 1},
         }) {
        CAPTURE(entry.kind);
        Sandbox sandbox;
        sandbox.add_fault(std::string("POST /api/v2/object#1:") + entry.kind);
        ApiClient client(sandbox);
        const auto result = client.create(Create);
        REQUIRE(result);
        CHECK(result->status == entry.status);
        CHECK(result->body.find(entry.body) != std::string::npos);
        CHECK(sandbox.objects().size() == entry.objects);
        CHECK((result->get_header_value("Retry-After") == "7") == (entry.status == 429));
        CHECK(sandbox.requests().at(0).status == entry.status);
        CHECK(client.create(Create)->status == 200);
    }
}

TEST_CASE("faults that drop the connection")
{
    struct Case
    {
        const char *kind;
        std::size_t objects;
    };
    for (const Case &entry :
         {Case{"drop-before", 0}, Case{"drop-mid", 0}, Case{"drop-after", 1}, Case{"truncated", 1}}) {
        CAPTURE(entry.kind);
        Sandbox sandbox;
        sandbox.add_fault(std::string("POST /api/v2/object#1:") + entry.kind);
        CHECK_FALSE(ApiClient(sandbox).create(Create));
        CHECK(sandbox.objects().size() == entry.objects);
        CHECK(ApiClient(sandbox).create(Create)->status == 200);
    }
}

TEST_CASE("a wish to wait may be a date")
{
    Sandbox sandbox;
    sandbox.add_fault("POST /api/v2/object#1:429:date:90");
    const auto result = ApiClient(sandbox).create(Create);
    REQUIRE(result);
    CHECK(result->status == 429);
    std::tm parts{};
    const std::string date = result->get_header_value("Retry-After");
    REQUIRE(strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts) != nullptr);
    const auto wait = std::difftime(timegm(&parts), std::time(nullptr));
    CHECK(wait > 80);
    CHECK(wait <= 90);
}

TEST_CASE("a file cut in the middle is failed, and any word for its status can be pretended")
{
    Sandbox sandbox;
    ApiClient client(sandbox);
    REQUIRE(client.create(Create));
    const ReceivedObject object = sandbox.objects().at(0);
    const std::string upload_id = object.files.at(0).upload_id;
    const std::string bytes(1'000'000, 'x');
    sandbox.add_fault("POST /api/v2/file#1:drop-mid");
    CHECK_FALSE(client.send(upload_id, bytes));
    // The drop reaches the client after the file's state has changed.
    CHECK(sandbox.objects().at(0).files.at(0).status == "failed");
    CHECK(sandbox.objects().at(0).files.at(0).bytes < bytes.size());
    CHECK(client.send(upload_id, bytes)->status == 201);
    const std::string path = "/api/v2/object/" + std::to_string(object.id) + "/upload_status";
    sandbox.add_fault("GET /api/v2/object/{id}/upload_status#1:status-failed");
    sandbox.add_fault("GET /api/v2/object/{id}/upload_status#2:status-pending");
    sandbox.add_fault("GET /api/v2/object/{id}/upload_status#3:status-in review");
    for (const char *word : {"failed", "pending", "in review", "done"}) {
        CHECK(std::string(parse(client.http.Get(path)->body)["files"][0]["status"].GetString()) == word);
    }
}

TEST_CASE("a sandbox that stopped reading or is slow ends at once")
{
    for (const char *kind : {"stop-reading", "slow:600000"}) {
        CAPTURE(kind);
        auto sandbox = std::make_unique<Sandbox>();
        sandbox->add_fault(std::string("POST /api/v2/object#1:") + kind);
        ApiClient client(*sandbox);
        auto answer =
            std::async(std::launch::async, [&client] { return static_cast<bool>(client.create(Create)); });
        REQUIRE(sandbox->wait_for_requests("POST", "/api/v2/object", 1, std::chrono::seconds(10)));
        const auto start = std::chrono::steady_clock::now();
        sandbox.reset();
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
        CHECK_FALSE(answer.get());
    }
}

TEST_CASE("an answer that is held back comes when the faults are cleared")
{
    Sandbox sandbox;
    sandbox.add_fault("POST /api/v2/object#1:slow:600000");
    ApiClient client(sandbox);
    auto answer = std::async(std::launch::async, [&client] { return client.create(Create)->status; });
    REQUIRE(sandbox.wait_for_requests("POST", "/api/v2/object", 1, std::chrono::seconds(10)));
    CHECK(answer.wait_for(std::chrono::milliseconds(20)) == std::future_status::timeout);
    sandbox.clear_faults();
    REQUIRE(answer.wait_for(std::chrono::seconds(10)) == std::future_status::ready);
    CHECK(answer.get() == 200);
}

TEST_CASE("faults and tokens can be changed over HTTP, which no fault touches")
{
    Sandbox sandbox;
    sandbox.add_fault("* *#*:503");
    ApiClient client(sandbox);
    CHECK(client.http.Get("/api/v2/user")->status == 503);
    CHECK(client.http.Post("/_sandbox/faults", "GET /api/v2/user#1:404\nnonsense", "text/plain")->status ==
          400);
    CHECK(parse(client.http.Get("/_sandbox/faults")->body)["faults"].Size() == 1);
    CHECK(client.http.Delete("/_sandbox/faults")->status == 200);
    CHECK(client.http.Post("/_sandbox/faults", "GET /api/v2/user#2:404\n", "text/plain")->status == 200);
    CHECK(client.http.Get("/api/v2/user?access_token=abc", {{"Accept", "a%20b"}})->status == 200);
    CHECK(client.http.Get("/api/v2/user")->status == 404);
    CHECK(client.http.Post("/_sandbox/tokens/expire", "", "text/plain")->status == 200);
    CHECK(client.http.Get("/api/v2/user")->status == 401);
    const auto requests = parse(client.http.Get("/_sandbox/requests")->body);
    REQUIRE(requests["requests"].Size() == 4);
    CHECK(std::string(requests["requests"][1]["query"].GetString()) == "access_token=redacted");
    CHECK(std::string(requests["requests"][1]["accept"].GetString()) == "a%20b");
    CHECK(std::string(requests["requests"][1]["authorization"].GetString()) == "Bearer");
}
