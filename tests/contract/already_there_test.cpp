// The same bytes once more: asked, told or joined, and never a second object by accident.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::AlreadyPublished;
using publish::JobEnded;
using publish::JobJoined;
using publish::Phase;

namespace {

// One whose person is asked, and says nothing by itself.
struct AskingFixture : EngineFixture
{
    explicit AskingFixture(Setup wanted = {}) : EngineFixture(std::move(wanted))
    {
        publishes_again = false;
        link();
    }

    AlreadyPublished question(const std::string &job)
    {
        auto asked = events.wait_for<AlreadyPublished>([&](const auto &event) { return event.job == job; });
        REQUIRE(asked);
        return std::move(*asked);
    }
    std::string joined(const std::string &job)
    {
        const auto told = events.wait_for<JobJoined>([&](const auto &event) { return event.job == job; });
        REQUIRE(told);
        return told->instead;
    }
};

const std::vector<Mesh> &two_parts()
{
    static const std::vector<Mesh> meshes = {numbered_mesh(1, "one"), numbered_mesh(2, "two")};
    return meshes;
}

} // namespace

TEST_CASE("what was published before is asked about, before anything is created")
{
    AskingFixture fixture;
    const TestPlate plate(two_parts(), "Vase");
    const auto first = fixture.publish_to_end(plate);
    REQUIRE(first.phase == Phase::Done);
    CHECK_FALSE(first.published_before);

    // In another order and under other names: the bytes count.
    const TestPlate again({numbered_mesh(2, "upper"), numbered_mesh(1, "lower")}, "Vase, renamed");
    const auto job = fixture.publish(again);
    const auto asked = fixture.question(job);
    CHECK(asked.name == "Vase");
    CHECK(asked.object_url == first.object_url);
    CHECK(asked.status_url == first.status_url);
    CHECK(SystemClock().wall_now() - asked.when < seconds(60));
    CHECK(fixture.creates() == 1);

    SUBCASE("cancel: nothing is sent")
    {
        const auto ended = fixture.cancel(job).first;
        CHECK(ended.phase == Phase::Cancelled);
        CHECK_FALSE(ended.is_resumable);
        CHECK(ended.object_id.empty());
        CHECK(fixture.creates() == 1);
        CHECK(fixture.resume().empty());
    }
    SUBCASE("publish again: a second object, and the third time is asked about that one")
    {
        fixture.engine().publish_again(job);
        fixture.engine().publish_again(job); // pressed twice
        const auto ended = fixture.end_of(job);
        CHECK(ended.phase == Phase::Done);
        CHECK_FALSE(ended.published_before);
        CHECK(fixture.creates() == 2);
        CHECK(ended.object_id != first.object_id);
        const auto third = fixture.publish(plate);
        CHECK(fixture.question(third).name == "Vase, renamed");
        fixture.cancel(third);
    }
    SUBCASE("the slicer is closed: it does not go on some day")
    {
        fixture.end_engine();
        CHECK(fixture.resume().empty());
        CHECK(fixture.creates() == 1);
    }
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("what nobody is to be asked about is told, with the object of then")
{
    AskingFixture fixture;
    const TestPlate plate(two_parts());
    const auto first = fixture.end_of(fixture.publish_now(plate));
    REQUIRE(first.phase == Phase::Done);
    for (const bool is_another_process : {false, true}) {
        if (is_another_process) {
            fixture.end_engine();
        }
        const auto ended = fixture.end_of(fixture.publish_now(plate));
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.published_before);
        CHECK(ended.object_id == first.object_id);
        CHECK(ended.object_url == first.object_url);
        CHECK(ended.status_url == first.status_url);
    }
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == 2);
    CHECK(fixture.events.all<AlreadyPublished>().empty());
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("other bytes, another account or another end of it are not the same")
{
    AskingFixture fixture;
    const TestPlate plate(two_parts());
    SUBCASE("one part more")
    {
        REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
        auto meshes = two_parts();
        meshes.push_back(numbered_mesh(3, "three"));
        const TestPlate more(std::move(meshes));
        CHECK(fixture.end_of(fixture.publish_now(more)).phase == Phase::Done);
        CHECK(fixture.creates() == 2);
    }
    SUBCASE("another account")
    {
        REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
        fixture.end_engine();
        fixture.link("maker");
        const auto ended = fixture.end_of(fixture.publish_now(plate));
        CHECK(ended.phase == Phase::Done);
        CHECK_FALSE(ended.published_before);
        CHECK(fixture.sandbox.objects().at(1).owner == "maker");
    }
    SUBCASE("it was refused")
    {
        fixture.sandbox.add_fault("POST /api/v2/object#1:422");
        REQUIRE(fixture.publish_to_end(plate).phase == Phase::Failed);
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(fixture.creates() == 2);
    }
    CHECK(fixture.events.all<AlreadyPublished>().empty());
}

TEST_CASE("the same bytes at the same moment are one object, and the second is told which")
{
    // Both spool and ask for the token at once; the first to come to its create has it.
    for (const bool may_ask : {true, false}) {
        AskingFixture fixture;
        fixture.sandbox.add_fault("POST /api/v2/file#1:slow:100");
        const TestPlate plate(two_parts());
        const auto first = may_ask ? fixture.publish(plate) : fixture.publish_now(plate);
        const auto second = may_ask ? fixture.publish(plate) : fixture.publish_now(plate);
        CHECK(fixture.joined(second) == first);
        CHECK(fixture.end_of(first).phase == Phase::Done);
        CHECK(fixture.creates() == 1);
        CHECK(fixture.file_posts() == 2);
        CHECK(fixture.events.all<JobEnded>().size() == 1);
        CHECK(fixture.spool_is_empty());
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("what is under way is joined, also one that goes on from an earlier run")
{
    AskingFixture fixture;
    const TestPlate plate(two_parts());
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const auto first = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 2));
    SUBCASE("of this run")
    {
        CHECK(fixture.joined(fixture.publish_now(plate)) == first);
        const auto ended = fixture.cancel(first, true).first;
        CHECK(ended.phase == Phase::Paused);
    }
    SUBCASE("of an earlier one")
    {
        fixture.end_engine();
        REQUIRE(fixture.resume() == std::vector<std::string>{first});
        CHECK(fixture.joined(fixture.publish_now(plate)) == first);
        fixture.sandbox.clear_faults();
        fixture.engine().cancel(first, true);
        fixture.end_of(first);
    }
    CHECK(fixture.creates() == 1);
}

TEST_CASE("a wish to publish again is kept when it fails and goes on later")
{
    AskingFixture fixture;
    const TestPlate plate(two_parts());
    REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    fixture.sandbox.add_fault("POST /api/v2/object#*:429:3600");
    const auto job = fixture.publish(plate);
    fixture.question(job);
    fixture.engine().publish_again(job);
    const auto failed = fixture.end_of(job);
    REQUIRE(failed.phase == Phase::Failed);
    REQUIRE(failed.is_resumable);
    fixture.sandbox.clear_faults();
    fixture.end_engine();
    REQUIRE(fixture.resume().size() == 1);
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.sandbox.objects().size() == 2);
}

TEST_CASE("one that failed before its create does not go on once the same was published")
{
    AskingFixture fixture;
    const TestPlate plate(two_parts());
    fixture.sandbox.add_fault("POST /api/v2/object#1:429:3600");
    const auto failed = fixture.publish_to_end(plate);
    REQUIRE(failed.is_resumable);
    const auto done = fixture.publish_to_end(plate);
    REQUIRE(done.phase == Phase::Done);
    REQUIRE(fixture.resume().size() == 1);
    const auto resumed = fixture.end_of(failed.job);
    CHECK(resumed.phase == Phase::Done);
    CHECK(resumed.published_before);
    CHECK(resumed.object_id == done.object_id);
    CHECK(fixture.sandbox.objects().size() == 1);
}
