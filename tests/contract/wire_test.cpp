// The requests themselves, as they came over the wire.
#include "support/engine_fixture.hpp"
#include "support/stub_service.hpp"

#include "base/json.hpp"
#include "support/reference_stl.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;
using Answer = StubService::Answer;

namespace {

// Places whatever was announced; everything arrives.
Answer obliging(const httplib::Request &request)
{
    if (request.path.ends_with("/file")) {
        return {201, "{}"};
    }
    if (request.path.ends_with("/upload_status")) {
        return {404, "{}"};
    }
    std::string files;
    const auto announced = json::parse(request.body);
    for (rapidjson::SizeType i = 0; i < json::member(*announced, "files")->Size(); ++i) {
        files += (i == 0 ? "" : ", ") + (R"({"upload_id": ")" + std::to_string(i) + "\"}");
    }
    return {200, R"({"id": 7, "files": [)" + files + "]}"};
}

} // namespace

TEST_CASE("hostile names of parts start no header and no parameter of their own")
{
    const std::vector<std::string> names = {"a\r\nX-Evil: 1",
                                            "b\"; filename=\"evil.exe",
                                            "c\nContent-Length: 0\n\n",
                                            "d\\",
                                            "\xF0\x9F\xA6\x8A fox",
                                            "%0d%0aX-Evil: 1",
                                            "..",
                                            "/etc/passwd",
                                            std::string(3000, 'x'),
                                            "\xC0\x8A",
                                            "\x7F\x01"};
    std::vector<Mesh> meshes;
    for (std::size_t i = 0; i < names.size(); ++i) {
        meshes.push_back(numbered_mesh(static_cast<int>(i), names[i]));
    }
    StubService service(obliging);
    EngineFixture fixture;
    fixture.speak_to(service.base_url());
    const TestPlate plate(std::move(meshes));
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    const auto posted = service.requests("/file");
    REQUIRE(posted.size() == names.size());
    // What a file's request has, and nothing more; the last two are the library's own notes.
    const std::set<std::string> wanted = {"Host",           "User-Agent",     "Accept",
                                          "Authorization",  "Content-Type",   "Content-Disposition",
                                          "Content-Length", "Accept-Encoding"};
    const std::set<std::string> notes = {"REMOTE_ADDR", "REMOTE_PORT", "LOCAL_ADDR", "LOCAL_PORT"};
    for (const auto &request : posted) {
        std::set<std::string> found;
        for (const auto &[name, value] : request.headers) {
            CAPTURE(name);
            CHECK((wanted.count(name) + notes.count(name)) == 1);
            if (wanted.count(name) != 0) {
                CHECK(found.insert(name).second); // once
            }
        }
        CHECK(found.size() == wanted.size());
        const std::string disposition = request.get_header_value("Content-Disposition");
        CAPTURE(disposition);
        CHECK(disposition.starts_with("filename=\""));
        CHECK(disposition.ends_with(".stl\""));
        CHECK(std::count(disposition.begin(), disposition.end(), '"') == 2);
        CHECK(disposition.find_first_of("\\/\r\n") == std::string::npos);
        CHECK(request.params.size() == 1);
    }
}

TEST_CASE("a file's body is the file, with its exact length")
{
    for (const std::size_t triangles : {1U, 4U, 30'000U}) {
        CAPTURE(triangles);
        StubService service(obliging);
        EngineFixture fixture;
        fixture.speak_to(service.base_url());
        const TestPlate plate({folded_mesh(triangles)});
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        const auto posted = service.requests("/file");
        REQUIRE(posted.size() == 1);
        CHECK(posted[0].get_header_value("Content-Length") == std::to_string(84 + 50 * triangles));
        CHECK_FALSE(posted[0].has_header("Transfer-Encoding"));
        CHECK((posted[0].body == reference::stl(plate.meshes())));
    }
}

TEST_CASE("the visibility is always said, and the size is a number")
{
    for (const auto visibility : {api::Visibility::Private, api::Visibility::Public}) {
        StubService service(obliging);
        EngineFixture fixture;
        fixture.speak_to(service.base_url());
        const TestPlate plate({tetrahedron()});
        fixture.publish_to_end(plate, [&](publish::Draft &draft) { draft.visibility = visibility; });
        const auto creates = service.requests("/object");
        REQUIRE(creates.size() == 1);
        CHECK(creates[0].get_header_value("Content-Type").starts_with("application/json"));
        const auto body = json::parse(creates[0].body);
        REQUIRE(body);
        const auto *said = json::member(*body, "visibility");
        REQUIRE(said != nullptr);
        CHECK((said->IsInt() && said->GetInt() == (visibility == api::Visibility::Public ? 2 : 0)));
        CHECK((*json::member(*body, "files"))[0]["bytes"].GetUint64() == 284);
    }
}

TEST_CASE("a token goes into its header and nowhere else")
{
    StubService service(obliging);
    EngineFixture fixture;
    fixture.speak_to(service.base_url());
    const auto link = fixture.keyring.get(fixture.profile.link_key());
    REQUIRE(link);
    const std::string token(link->access_token.view());
    const TestPlate plate(numbered_meshes(2));
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    const auto requests = service.requests("");
    CHECK(requests.size() >= 4);
    for (const auto &request : requests) {
        CAPTURE(request.target);
        CHECK(request.get_header_value("Authorization") == "Bearer " + token);
        CHECK(request.target.find(token) == std::string::npos);
        CHECK(request.target.find("token") == std::string::npos);
        CHECK(request.body.find(token) == std::string::npos);
    }
}

TEST_CASE("a wish to wait may be a date")
{
    std::atomic<bool> was_asked = false;
    StubService service([&](const httplib::Request &request) -> Answer {
        if (!was_asked.exchange(true)) {
            // Long past: come at once (RFC 9110 §10.2.3).
            return {503, "{}", "application/json", {{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}}};
        }
        return obliging(request);
    });
    EngineFixture fixture;
    fixture.speak_to(service.base_url());
    const TestPlate plate({tetrahedron()});
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(service.count("/object") == 2);
}

TEST_CASE("a request that would break its own head is not sent")
{
    StubService service(obliging);
    TestLog log;
    const Policy policy = fast_policy();
    http::Client client({"contract-tests/1", {}}, policy, log);
    SystemClock clock;
    Loop loop(clock, client);
    http::Request request;
    request.url = service.base_url() + "/";
    SUBCASE("a line break in a header")
    {
        request.headers = {{"Content-Disposition", "a\r\nX-Evil: 1"}};
    }
    SUBCASE("a line break in its name")
    {
        request.headers = {{"A\nX-Evil", "1"}};
    }
    SUBCASE("a user name in the address")
    {
        request.url = "http://a:b@" + service.base_url().substr(7) + "/";
    }
    SUBCASE("another scheme")
    {
        request.url = "ftp://127.0.0.1/";
    }
    std::optional<http::Outcome> outcome;
    const auto transfer = client.send(request, [&](http::Outcome told) { outcome = std::move(told); });
    const auto deadline = std::chrono::steady_clock::now() + Patience;
    while (!outcome && std::chrono::steady_clock::now() < deadline) {
        loop.run_once(milliseconds(100));
    }
    REQUIRE(outcome);
    REQUIRE_FALSE(*outcome);
    CHECK_FALSE(outcome->error().may_have_arrived);
    CHECK(service.count("") == 0);
}
