// What goes right: one object, its files, its fields and the shape of every request.
#include "support/engine_fixture.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

TEST_CASE("one file, from the sign-in to the confirmation")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()}, "Corner");
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Done);
    CHECK_FALSE(ended.error);
    CHECK(ended.is_confirmed);
    CHECK(ended.name == "Corner");
    CHECK(plate.releases() == 1);
    CHECK(fixture.calls() ==
          std::vector<std::string>{"POST /v1/oauth/tokens 200", "POST /api/v2/object 200",
                                   "POST /api/v2/file 201",
                                   "GET /api/v2/object/" + ended.object_id + "/upload_status 200"});
    fixture.check_bytes(plate.meshes());
    const auto object = fixture.sandbox.objects().at(0);
    CHECK(std::to_string(object.id) == ended.object_id);
    CHECK(object.object_url == ended.object_url);
    CHECK(object.status_url == ended.status_url);
    CHECK(object.name == "Corner");
    CHECK(object.owner == "designer");
    CHECK(fixture.spool_is_empty());
    CHECK(fixture.events.all<publish::JobEnded>().size() == 1);
}

TEST_CASE("three files, each placed by its transform")
{
    EngineFixture fixture;
    auto meshes = numbered_meshes(3);
    meshes[1].transform = {2, 0, 0, 5, 0, 1, 0, -7, 0, 0, 3, 0.5F, 0, 0, 0, 1};
    const TestPlate plate(std::move(meshes));
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == 3);
}

TEST_CASE("twelve files keep their order and are sent once each")
{
    EngineFixture fixture;
    const TestPlate plate(numbered_meshes(12));
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
    std::set<std::string> queries;
    for (const auto &request : fixture.sandbox.requests()) {
        if (request.path == "/api/v2/file") {
            queries.insert(request.query);
        }
    }
    CHECK(queries.size() == 12);
    CHECK(fixture.file_posts() == 12);
}

TEST_CASE("no more than four files are under way at once")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const TestPlate plate(numbered_meshes(12));
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 4));
    CHECK_FALSE(fixture.sandbox.wait_for_requests("POST", "/api/v2/file", 5, milliseconds(150)));
    fixture.cancel(job);
}

TEST_CASE("every request has the headers of the contract, and no secret in its address")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron(), numbered_mesh(1, "sphere")});
    REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    REQUIRE(fixture.events.wait_for<publish::AccountChanged>());
    const auto link = fixture.keyring.get(fixture.profile.link_key());
    REQUIRE(link);
    for (const auto &request : fixture.sandbox.requests()) {
        CAPTURE(request.path);
        CHECK(request.user_agent == "contract-tests/1");
        CHECK(request.accept == "application/json");
        CHECK(request.transfer_encoding.empty());
        const bool is_token_call = request.path == "/v1/oauth/tokens";
        CHECK(request.authorization_scheme == (is_token_call ? "Basic" : "Bearer"));
        if (request.path == "/api/v2/file") {
            CHECK(request.content_length == std::to_string(84 + 4 * 50));
            CHECK(request.content_type == "application/octet-stream");
            CHECK(request.query.starts_with("upload_id="));
        } else {
            CHECK(request.query.empty());
        }
    }
    const auto object = fixture.sandbox.objects().at(0);
    for (const auto &file : object.files) {
        CHECK(file.content_disposition == "filename=\"" + file.filename + "\"");
    }
    for (const std::string &line : fixture.log.lines()) {
        CAPTURE(line);
        CHECK(line.find(link->access_token.view()) == std::string::npos);
        CHECK(line.find(link->refresh_token.view()) == std::string::npos);
        CHECK(line.find("sandbox-secret") == std::string::npos);
        CHECK(line.find("upload_id") == std::string::npos);
    }
}

TEST_CASE("what the person wrote arrives as it was written")
{
    for (const auto visibility : {api::Visibility::Private, api::Visibility::Public}) {
        EngineFixture fixture;
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate, [&](publish::Draft &draft) {
            draft.name = "Kätzchen \"<b>\\ \xF0\x9F\x90\xB1 & Co";
            draft.description = "Zwei\nZeilen\t</script> \xF0\x9F\x98\x80";
            draft.source_url = "https://example.org/a?b=c&d=%20";
            draft.tags = {"cat", "größe", "\xF0\x9F\x90\xB1"};
            draft.visibility = visibility;
        });
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.visibility == visibility);
        const auto object = fixture.sandbox.objects().at(0);
        CHECK(object.name == "Kätzchen \"<b>\\ \xF0\x9F\x90\xB1 & Co");
        CHECK(object.description == "Zwei\nZeilen\t</script> \xF0\x9F\x98\x80");
        CHECK(object.source_url == "https://example.org/a?b=c&d=%20");
        CHECK(object.tags == "cat,größe,\xF0\x9F\x90\xB1");
        CHECK(object.visibility == static_cast<int>(visibility));
        const auto json = json::parse(object.request_json);
        REQUIRE(json);
        CHECK(json::member(*json, "visibility") != nullptr);
        CHECK(json::member(*json, "files")->GetArray()[0]["bytes"].IsUint64());
    }
}

TEST_CASE("requests keep the pace")
{
    Setup setup;
    setup.policy.requests_per_second = 8;
    EngineFixture fixture(setup);
    fixture.link();
    const TestPlate plate(numbered_meshes(8));
    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    // One create, eight files, one status: the last two fall into the second second.
    CHECK(std::chrono::steady_clock::now() - begin >= milliseconds(990));
}

TEST_CASE("two models at once are two objects")
{
    EngineFixture fixture;
    const TestPlate first(numbered_meshes(2), "First");
    const TestPlate second({numbered_mesh(7, "other")}, "Second");
    const auto one = fixture.publish(first);
    const auto two = fixture.publish(second);
    const auto is_end = [](const auto &) { return true; };
    REQUIRE(fixture.events.wait_for<publish::JobEnded>(is_end));
    REQUIRE(fixture.events.wait_for<publish::JobEnded>(is_end));
    CHECK(one != two);
    for (const auto &ended : fixture.events.all<publish::JobEnded>()) {
        CHECK(ended.phase == Phase::Done);
    }
    CHECK(fixture.sandbox.objects().size() == 2);
    CHECK(fixture.token_calls() == 1);
    CHECK(fixture.events.all<publish::SignInWanted>().size() == 1);
}
