// Pausing, ending, being killed, and going on afterwards with the same object.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

TEST_CASE("a paused upload goes on in another engine with what is missing")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#3+:stop-reading");
    const TestPlate plate(numbered_meshes(6));
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 6));
    fixture.engine().pause_all();
    const auto paused = fixture.end_of(job);
    CHECK(paused.phase == Phase::Paused);
    CHECK(paused.is_resumable);
    CHECK(plate.releases() == 1);
    fixture.end_engine();
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 1);

    fixture.sandbox.clear_faults();
    CHECK(fixture.resume() == std::vector<std::string>{job});
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    CHECK(ended.name == "Test plate");
    CHECK(ended.object_id == paused.object_id);
    CHECK(ended.object_url == paused.object_url);
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == 6 + 4);
    CHECK(fixture.upload_ids().size() == 6);
    CHECK(fixture.events.all<publish::SignInWanted>().size() == 1);
    for (const auto objects = fixture.sandbox.objects(); const auto &file : objects.at(0).files) {
        CHECK(file.posts == 1); // of the others nothing had been read
    }
    fixture.check_bytes(plate.meshes());
    CHECK(fixture.spool_is_empty());

    CHECK(fixture.resume().empty());
}

TEST_CASE("an engine ended in the middle of an upload is gone at once and can be gone on with")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const TestPlate plate({folded_mesh(400'000)});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 1));
    const auto begin = std::chrono::steady_clock::now();
    fixture.end_engine();
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
    CHECK(took < seconds(2));
    CHECK(fixture.end_of(job).phase == Phase::Paused);
    fixture.sandbox.clear_faults();
    fixture.engine().resume_all();
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a pause before the object exists makes it later, once")
{
    EngineFixture fixture;
    fixture.person = Person::DoesNothing;
    const TestPlate plate(numbered_meshes(2));
    const auto job = fixture.publish(plate, [](publish::Draft &draft) {
        draft.description = "kept";
        draft.tags = {"a", "b"};
        draft.source_url = "https://example.org/";
        draft.visibility = api::Visibility::Public;
    });
    REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    fixture.engine().pause_all();
    CHECK(fixture.end_of(job).phase == Phase::Paused);
    fixture.end_engine();
    fixture.person = Person::Approves;
    fixture.engine().resume_all();
    CHECK(fixture.end_of(job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
    const auto object = fixture.sandbox.objects().at(0);
    CHECK(object.name == "Test plate");
    CHECK(object.description == "kept");
    CHECK(object.tags == "a,b");
    CHECK(object.source_url == "https://example.org/");
    CHECK(object.visibility == 2);
}

TEST_CASE("a pause while a new sign-in is asked for by create loses no certainty")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.forget_tokens();
    fixture.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    CHECK(fixture.calls() ==
          std::vector<std::string>{"POST /api/v2/object 401", "POST /v1/oauth/tokens 404"});
    fixture.engine().pause_all();
    // The only create was refused, so nothing can exist.
    CHECK(fixture.end_of(job).phase == Phase::Paused);
    fixture.person = Person::Approves;
    fixture.end_engine();
    REQUIRE(fixture.resume().size() == 1);
    CHECK(fixture.end_of(job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a create that was under way is not sent again by itself")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/object#1:slow:10000");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/object", 1));
    SUBCASE("the engine is ended properly")
    {
        fixture.end_engine();
    }
    SUBCASE("the process is killed")
    {
        fixture.crash();
    }
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::UnknownCreate);
    CHECK(ended.is_resumable);
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 1); // offered: a person is asked then
    fixture.sandbox.clear_faults();
    CHECK(fixture.resume().empty());
    CHECK(fixture.creates() == 1);
    CHECK_FALSE(fixture.spool_is_empty());
}

TEST_CASE("a process that is killed leaves an upload that goes on with the same object")
{
    EngineFixture fixture;
    fixture.link();
    const TestPlate plate(numbered_meshes(6));
    std::string job;
    std::size_t under_way = 0;
    SUBCASE("before create")
    {
        fixture.person = Person::DoesNothing;
        fixture.sandbox.forget_tokens();
        fixture.expire_link();
        job = fixture.publish(plate);
        REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    }
    SUBCASE("while files are sent")
    {
        fixture.sandbox.add_fault("POST /api/v2/file#3+:stop-reading");
        job = fixture.publish(plate);
        REQUIRE(fixture.wait_for_posts("/api/v2/file", 6));
        under_way = 4;
    }
    SUBCASE("while the status is asked")
    {
        fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#1:stop-reading");
        job = fixture.publish(plate);
        REQUIRE(fixture.sandbox.wait_for_requests("GET", "/api/v2/object/{id}/upload_status", 1, Patience));
    }
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 0); // while it is at work
    fixture.crash();
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 1);
    CHECK(fixture.end_of(job).phase == Phase::Paused); // of the first engine, which wrote it elsewhere
    fixture.sandbox.clear_faults();
    fixture.person = Person::Approves;
    fixture.engine().resume_all();
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == 6 + under_way);
    CHECK(fixture.upload_ids().size() == 6);
    fixture.check_bytes(plate.meshes());
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("an end that is kept can be gone on with as soon as it is told")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#*:429:3600");
    const TestPlate plate({tetrahedron()});
    auto ended = fixture.publish_to_end(plate);
    for (int i = 0; i < 20; ++i) {
        CHECK(ended.phase == Phase::Failed);
        REQUIRE(fixture.resume().size() == 1);
        ended = fixture.end_of(ended.job);
    }
    CHECK(fixture.creates() == 1);
}

TEST_CASE("every wish to go on is answered, also by an engine that is ending")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/object#*:429:3600");
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    fixture.end_engine();
    fixture.sandbox.clear_faults();
    for (std::size_t i = 1; i <= 10; ++i) {
        fixture.engine().resume_all();
        fixture.end_engine();
        CHECK(fixture.events.all<publish::ResumeStarted>().size() == i);
    }
    // Nothing that was begun on the way was left in doubt.
    fixture.engine().resume_all();
    REQUIRE(fixture.events.wait_for<publish::JobEnded>(
        [&](const auto &end) { return end.job == ended.job && end.phase == Phase::Done; }));
    fixture.check_bytes(plate.meshes());
}
