// One job that failed goes on: the same object, the same places for its files.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <filesystem>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

TEST_CASE("a job that failed goes on by itself, and no other does")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#*:429:3600");
    const TestPlate plate(numbered_meshes(3));
    const TestPlate other({numbered_mesh(9, "other")});
    const auto failed = fixture.publish_to_end(plate);
    REQUIRE(failed.is_resumable);
    REQUIRE(fixture.publish_to_end(other).is_resumable);
    const auto places = fixture.upload_ids();
    fixture.sandbox.clear_faults();
    fixture.engine().resume(failed.job);
    const auto ended = fixture.end_of(failed.job);
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.object_id == failed.object_id);
    CHECK(ended.name == failed.name);
    CHECK(fixture.creates() == 2);
    CHECK(fixture.upload_ids() == places);
    CHECK(fixture.sandbox.objects().at(1).files.at(0).posts == 0);
}

TEST_CASE("it goes on as often as it fails")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/object#*:429:3600");
    const TestPlate plate({tetrahedron()});
    const auto failed = fixture.publish_to_end(plate);
    REQUIRE(failed.is_resumable);
    fixture.engine().resume(failed.job);
    const auto again = fixture.end_of(failed.job);
    CHECK(again.phase == Phase::Failed);
    CHECK(again.is_resumable);
    fixture.sandbox.clear_faults();
    fixture.engine().resume(failed.job);
    CHECK(fixture.end_of(failed.job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("one that is on its way already goes on, and ends once")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#1:429:3600");
    const TestPlate plate({tetrahedron()});
    const auto failed = fixture.publish_to_end(plate);
    REQUIRE(failed.is_resumable);
    fixture.sandbox.clear_faults();
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    fixture.engine().resume(failed.job);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 2));
    fixture.engine().resume(failed.job); // pressed twice
    const auto ended = fixture.cancel(failed.job, true).first;
    CHECK(ended.phase == Phase::Paused);
    CHECK(fixture.events.all<publish::JobEnded>().size() == 2); // that it failed, and this
    CHECK(fixture.creates() == 1);
}

TEST_CASE("what cannot go on says why, and makes nothing")
{
    EngineFixture fixture;
    fixture.link();
    const TestPlate plate({tetrahedron()});
    const auto kind_of_resuming = [&](const std::string &job) {
        fixture.engine().resume(job);
        const auto ended = fixture.end_of(job);
        CHECK(ended.phase == Phase::Failed);
        CHECK_FALSE(ended.is_resumable);
        REQUIRE(ended.error);
        return std::string(to_string(ended.error->kind));
    };
    SUBCASE("done")
    {
        const auto done = fixture.publish_to_end(plate);
        CHECK(kind_of_resuming(done.job) == to_string(ErrorKind::Internal));
    }
    SUBCASE("nobody's")
    {
        CHECK(kind_of_resuming("nobody") == to_string(ErrorKind::Internal));
    }
    SUBCASE("perhaps created")
    {
        fixture.sandbox.add_fault("POST /api/v2/object#1:drop-after");
        const auto unknown = fixture.publish_to_end(plate);
        REQUIRE(unknown.phase == Phase::UnknownCreate);
        CHECK(kind_of_resuming(unknown.job) == to_string(ErrorKind::Internal));
    }
    SUBCASE("its bytes are gone")
    {
        fixture.sandbox.add_fault("POST /api/v2/object#1:429:3600");
        const auto failed = fixture.publish_to_end(plate);
        std::filesystem::remove_all(fixture.paths.spool_folder());
        CHECK(kind_of_resuming(failed.job) == to_string(ErrorKind::SpoolChanged));
    }
    CHECK(fixture.creates() <= 1);
}
