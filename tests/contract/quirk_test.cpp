// Where the official texts contradict each other, and what a proxy in between does.
#include "support/engine_fixture.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;
using sandbox::Quirk;

namespace {

publish::JobEnded publish_three(EngineFixture &fixture)
{
    const TestPlate plate(numbered_meshes(3));
    auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    CHECK(said(ended) ==
          (fixture.setup.sandbox.quirks.contains(Quirk::IgnoreVisibility)
               ? "Uploaded. You asked for private, but MyMiniFactory shows it to everyone. Change "
                 "it on its page."
               : "Uploaded. Only you can see it."));
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == 3);
    fixture.check_bytes(plate.meshes());
    const auto objects = fixture.sandbox.objects();
    CHECK(ended.object_id == std::to_string(objects.at(0).id));
    CHECK(ended.object_url == objects.at(0).object_url);
    CHECK(ended.status_url == objects.at(0).status_url);
    return ended;
}

} // namespace

TEST_CASE("every variety of the service ends well")
{
    for (const auto &known : sandbox::quirk_names()) {
        CAPTURE(std::string(known.name));
        Setup setup;
        setup.sandbox.quirks = {known.quirk};
        EngineFixture fixture(setup);
        publish_three(fixture);
    }
}

TEST_CASE("all varieties at once end well")
{
    Setup setup;
    for (const auto &known : sandbox::quirk_names()) {
        setup.sandbox.quirks.insert(known.quirk);
    }
    setup.sandbox.status_path = sandbox::StatusPath::Objects;
    setup.sandbox.status_word = sandbox::StatusWord::Uploaded;
    EngineFixture fixture(setup);
    publish_three(fixture);
}

TEST_CASE("without upload ids in the answer to create the status is asked for them")
{
    for (const auto quirk : {Quirk::CreateWithoutUploadIds, Quirk::CreateWithoutFiles}) {
        Setup setup;
        setup.sandbox.quirks = {quirk};
        EngineFixture fixture(setup);
        const auto ended = publish_three(fixture);
        CHECK(fixture.calls().at(2) == "GET /api/v2/object/" + ended.object_id + "/upload_status 200");
        CHECK(fixture.status_calls() == 2);
    }
}

TEST_CASE("where even the status has no upload ids, the object is told and can be gone on with")
{
    Setup setup;
    setup.sandbox.quirks = {Quirk::CreateWithoutFiles};
    EngineFixture fixture(setup);
    const TestPlate plate({tetrahedron()});
    fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#*:empty-json");
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    CHECK(ended.is_resumable);
    CHECK_FALSE(ended.object_id.empty());
    CHECK_FALSE(ended.object_url.empty());
    CHECK(said(ended) == "MyMiniFactory gave an answer that this version does not understand ('files' is "
                         "missing). What arrived is kept; the upload can go on from there. If that happens "
                         "again, look for a newer version of the plugin.");
    CHECK(fixture.creates() == 1);
    fixture.sandbox.clear_faults();
    fixture.engine().resume_all();
    CHECK(fixture.end_of(ended.job).phase == Phase::Done);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("both words for a complete file are understood")
{
    for (const auto word : {sandbox::StatusWord::Done, sandbox::StatusWord::Uploaded}) {
        Setup setup;
        setup.sandbox.status_word = word;
        EngineFixture fixture(setup);
        publish_three(fixture);
    }
}

TEST_CASE("the other path of the status is found once and remembered")
{
    Setup setup;
    setup.sandbox.status_path = sandbox::StatusPath::Objects;
    EngineFixture fixture(setup);
    fixture.sandbox.add_fault("GET /api/v2/objects/{id}/upload_status#1:status-pending");
    const auto ended = publish_three(fixture);
    const auto calls = fixture.calls();
    const std::string id = ended.object_id;
    REQUIRE(calls.size() == 8);
    CHECK(calls[5] == "GET /api/v2/object/" + id + "/upload_status 404");
    CHECK(calls[6] == "GET /api/v2/objects/" + id + "/upload_status 200");
    CHECK(calls[7] == "GET /api/v2/objects/" + id + "/upload_status 200");
}

TEST_CASE("a proxy's page in place of an answer ends no link and publishes nothing twice")
{
    // As many of the first requests to a place get the page. What is published in the end is right.
    const std::vector<const char *> places = {
        "POST /api/v2/file#1:html-503",
        "POST /api/v2/file#1:html-403",
        "GET /api/v2/object/{id}/upload_status#1:html-503",
        "GET /api/v2/object/{id}/upload_status#1:html-403",
        "GET /api/v2/user#*:html-503",
        "GET /api/v2/user#*:html-401",
    };
    for (const char *place : places) {
        CAPTURE(std::string(place));
        EngineFixture fixture;
        fixture.sandbox.add_fault(place);
        const TestPlate plate(numbered_meshes(2));
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(fixture.creates() == 1);
        fixture.check_bytes(plate.meshes());
        CHECK(fixture.keyring.get(fixture.profile.link_key()).has_value());
    }
}

TEST_CASE("no redirect is followed and no credential goes elsewhere")
{
    sandbox::Sandbox elsewhere;
    const std::vector<std::pair<const char *, const char *>> places = {
        {"POST", "/v1/oauth/tokens"}, {"POST", "/api/v2/object"},
        {"POST", "/api/v2/file"},     {"GET", "/api/v2/object/{id}/upload_status"},
        {"GET", "/api/v2/user"},
    };
    for (const auto &[method, path] : places) {
        CAPTURE(std::string(path));
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string(method) + " " + path + "#*:redirect:" + elsewhere.base_url() +
                                  "/api/v2/object");
        const TestPlate plate({tetrahedron()});
        fixture.publish_to_end(plate);
        CHECK(fixture.creates() <= 1);
    }
    CHECK(elsewhere.requests().empty());
}
