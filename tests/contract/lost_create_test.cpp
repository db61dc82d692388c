// The answer to a create is lost: the upload stops, a person decides whether its object is there, and it goes
// on with one object in all.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::test;
using publish::CreateUndecided;
using publish::JobEnded;
using publish::JobJoined;
using publish::ObjectsSearched;
using publish::Phase;

namespace {

constexpr const char *AnswerIsLost = "POST /api/v2/object#1:drop-after"; // and the object is there
constexpr const char *RequestIsLost = "POST /api/v2/object#1:drop-mid";  // and it is not

struct LostCreateFixture : EngineFixture
{
    explicit LostCreateFixture(const char *fault) : plate(numbered_meshes(2), "Vase")
    {
        publishes_again = false;
        link();
        sandbox.add_fault(fault);
        lost = publish(plate);
        const JobEnded ended = end_of(lost);
        REQUIRE(ended.phase == Phase::UnknownCreate);
        CHECK(ended.is_resumable);
        sandbox.clear_faults();
    }

    std::vector<publish::ObjectMatch> search()
    {
        engine().search_object(lost);
        const auto searched = events.wait_for<ObjectsSearched>();
        REQUIRE(searched);
        CHECK(searched->job == lost);
        REQUIRE(searched->found);
        return *searched->found;
    }

    Error undecided()
    {
        const auto told = events.wait_for<CreateUndecided>();
        REQUIRE(told);
        CHECK(told->job == lost);
        return told->error;
    }

    void check_arrived(const JobEnded &ended)
    {
        CHECK(ended.phase == Phase::Done);
        REQUIRE(sandbox.objects().size() == 1);
        CHECK(ended.object_id == std::to_string(sandbox.objects()[0].id));
        CHECK_FALSE(ended.object_url.empty());
        CHECK_FALSE(ended.status_url.empty());
        check_bytes(plate.meshes());
        CHECK(spool_is_empty());
    }

    TestPlate plate;
    std::string lost;
};

} // namespace

TEST_CASE("lost create: its object is found by name and files, and gets them")
{
    LostCreateFixture fixture(AnswerIsLost);
    SUBCASE("at once") {}
    SUBCASE("in another run")
    {
        fixture.end_engine();
    }
    const auto found = fixture.search();
    REQUIRE(found.size() == 1);
    CHECK(found[0].id == std::to_string(fixture.sandbox.objects().at(0).id));
    CHECK(found[0].name == "Vase");
    CHECK_FALSE(found[0].object_url.empty());
    fixture.engine().adopt_object(fixture.lost, found[0].id);
    fixture.check_arrived(fixture.end_of(fixture.lost));
    CHECK(fixture.creates() == 1);

    // From now on it is an upload like any other.
    const auto again = fixture.end_of(fixture.publish_now(fixture.plate));
    CHECK(again.published_before);
    CHECK(fixture.creates() == 1);
}

TEST_CASE("lost create: where it is not there, it is created when the person says so")
{
    LostCreateFixture fixture(RequestIsLost);
    CHECK(fixture.sandbox.objects().empty());
    CHECK(fixture.search().empty());
    fixture.engine().create_anew(fixture.lost);
    fixture.check_arrived(fixture.end_of(fixture.lost));
    CHECK(fixture.creates() == 2);
}

TEST_CASE("lost create: an object with other files is not taken for it")
{
    LostCreateFixture fixture(AnswerIsLost);
    const TestPlate other({numbered_mesh(7, "other")}, "Vase"); // of the same name
    const auto published = fixture.end_of(fixture.publish_now(other));
    REQUIRE(published.phase == Phase::Done);
    CHECK(fixture.search().size() == 1);
    fixture.engine().adopt_object(fixture.lost, published.object_id);
    CHECK(fixture.undecided().kind == ErrorKind::OtherObject);
    fixture.engine().adopt_object(fixture.lost, "999999");
    CHECK(fixture.undecided().kind == ErrorKind::Rejected);
    CHECK(fixture.count("POST", "/api/v2/file") == 1); // the other's

    // And it can still be decided.
    fixture.engine().adopt_object(fixture.lost, fixture.search().at(0).id);
    CHECK(fixture.end_of(fixture.lost).phase == Phase::Done);
}

TEST_CASE("lost create: an object that has its files already is another one")
{
    LostCreateFixture fixture(AnswerIsLost);
    // The model as it was before a change: of the same name, with files of the same names.
    const TestPlate before({numbered_mesh(7, "part 1"), numbered_mesh(8, "part 2")}, "Vase");
    const auto published = fixture.end_of(fixture.publish_now(before));
    REQUIRE(published.phase == Phase::Done);
    REQUIRE(fixture.sandbox.objects().size() == 2);
    const auto found = fixture.search();
    REQUIRE(found.size() == 1);
    CHECK(found[0].id != published.object_id);
    fixture.engine().adopt_object(fixture.lost, published.object_id);
    CHECK(fixture.undecided().kind == ErrorKind::OtherObject);
}

TEST_CASE("lost create: an object that waits for another upload's files is not taken from it")
{
    LostCreateFixture fixture(AnswerIsLost);
    const TestPlate other({numbered_mesh(7, "part 1"), numbered_mesh(8, "part 2")}, "Vase");
    fixture.sandbox.add_fault("POST /api/v2/file#*:429:3600");
    const auto paused = fixture.end_of(fixture.publish_now(other));
    REQUIRE(paused.is_resumable);
    fixture.sandbox.clear_faults();
    CHECK(fixture.search().size() == 1);
    fixture.engine().adopt_object(fixture.lost, paused.object_id);
    CHECK(fixture.undecided().kind == ErrorKind::OtherObject);
}

TEST_CASE("lost create: who knows the number need not wait for the search")
{
    LostCreateFixture fixture(AnswerIsLost);
    const std::string id = std::to_string(fixture.sandbox.objects().at(0).id);
    fixture.end_engine();
    fixture.expire_link(); // both must wait for a token
    fixture.engine().search_object(fixture.lost);
    fixture.engine().adopt_object(fixture.lost, id);
    fixture.check_arrived(fixture.end_of(fixture.lost));
    CHECK(fixture.creates() == 1);
}

TEST_CASE("lost create: a decision can be taken back while the service is asked")
{
    LostCreateFixture fixture(AnswerIsLost);
    const std::string id = std::to_string(fixture.sandbox.objects().at(0).id);
    fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#1:slow:5000");
    fixture.engine().adopt_object(fixture.lost, id);
    REQUIRE(fixture.sandbox.wait_for_requests("GET", "/api/v2/object/{id}/upload_status", 1, Patience));
    fixture.engine().cancel(fixture.lost, true);
    CHECK(fixture.undecided().kind == ErrorKind::Cancelled);
    CHECK(fixture.count("POST", "/api/v2/file") == 0);
    fixture.engine().adopt_object(fixture.lost, id);
    fixture.check_arrived(fixture.end_of(fixture.lost));
}

TEST_CASE("lost create: of two slicers one decides")
{
    LostCreateFixture fixture(RequestIsLost);
    fixture.sandbox.add_fault("POST /api/v2/object#1:slow:1500");
    fixture.engine().create_anew(fixture.lost);
    REQUIRE(fixture.wait_for_posts("/api/v2/object", 2));
    EventQueue others;
    {
        const auto other = fixture.another_engine(others);
        other->create_anew(fixture.lost);
        other->forget_create(fixture.lost);
        for (int i = 0; i < 2; ++i) {
            const auto told = others.wait_for<CreateUndecided>();
            REQUIRE(told);
            CHECK(told->error.kind == ErrorKind::Busy);
        }
    }
    fixture.check_arrived(fixture.end_of(fixture.lost));
    CHECK(fixture.creates() == 2);
}

TEST_CASE("lost create: forgotten, its bytes go, and the same can be published again")
{
    LostCreateFixture fixture(RequestIsLost);
    fixture.engine().forget_create(fixture.lost);
    const auto ended = fixture.end_of(fixture.lost);
    CHECK(ended.phase == Phase::Cancelled);
    CHECK_FALSE(ended.is_resumable);
    CHECK(fixture.spool_is_empty());
    fixture.engine().create_anew(fixture.lost);
    CHECK(fixture.undecided().kind == ErrorKind::Internal);
    CHECK(fixture.creates() == 1);
    CHECK(fixture.publish_to_end(fixture.plate).phase == Phase::Done);
    CHECK(fixture.creates() == 2);
}

TEST_CASE("lost create: who publishes the same again decides about the first one")
{
    LostCreateFixture fixture(AnswerIsLost);
    SUBCASE("at once") {}
    SUBCASE("in another run")
    {
        fixture.end_engine();
    }
    const auto job = fixture.publish(fixture.plate);
    const auto joined = fixture.events.wait_for<JobJoined>();
    REQUIRE(joined);
    CHECK(joined->job == job);
    CHECK(joined->instead == fixture.lost);
    const auto ended = fixture.end_of(fixture.lost);
    CHECK(ended.phase == Phase::UnknownCreate);
    CHECK(ended.is_resumable);
    CHECK(fixture.creates() == 1);
    fixture.engine().adopt_object(fixture.lost, fixture.search().at(0).id);
    fixture.check_arrived(fixture.end_of(fixture.lost));
    CHECK(fixture.creates() == 1);
}

TEST_CASE("lost create: where nobody is to be asked, nothing is sent, and it is told")
{
    LostCreateFixture fixture(AnswerIsLost);
    const auto refused = fixture.end_of(fixture.publish_now(fixture.plate));
    CHECK(refused.phase == Phase::Failed);
    REQUIRE(refused.error);
    CHECK(refused.error->kind == ErrorKind::UnknownOutcome);
    CHECK_FALSE(refused.is_resumable);

    fixture.engine().resume_all();
    const auto started = fixture.events.wait_for<publish::ResumeStarted>();
    REQUIRE(started);
    CHECK(started->jobs.empty());
    REQUIRE(started->left.size() == 1);
    CHECK(started->left[0].job == fixture.lost);
    CHECK(started->left[0].phase == Phase::UnknownCreate);
    CHECK(fixture.creates() == 1);
}

TEST_CASE("lost create: what one account left is not decided by another")
{
    LostCreateFixture fixture(AnswerIsLost);
    fixture.engine().unlink();
    fixture.user = "maker";
    fixture.engine().search_object(fixture.lost);
    const auto searched = fixture.events.wait_for<ObjectsSearched>();
    REQUIRE(searched);
    REQUIRE_FALSE(searched->found);
    CHECK(searched->found.error().kind == ErrorKind::OtherAccount);
    fixture.engine().create_anew(fixture.lost);
    CHECK(fixture.undecided().kind == ErrorKind::OtherAccount);
    CHECK(fixture.creates() == 1);
}

TEST_CASE("lost create: a search that fails is told, and can be made again")
{
    for (const char *fault : {"GET /api/v2/users/designer/objects#1:500", "GET /api/v2/user#*:drop-before",
                              "GET /api/v2/users/designer/objects#1:garbage"}) {
        CAPTURE(std::string(fault));
        LostCreateFixture fixture(AnswerIsLost);
        fixture.sandbox.add_fault(fault);
        fixture.engine().search_object(fixture.lost);
        const auto searched = fixture.events.wait_for<ObjectsSearched>();
        REQUIRE(searched);
        CHECK_FALSE(searched->found);
        fixture.sandbox.clear_faults();
        CHECK(fixture.search().size() == 1);
    }
}
