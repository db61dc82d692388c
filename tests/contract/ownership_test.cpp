// Whose an unfinished upload is: this process's, this link's, and only as long as its files are what they
// were.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <fstream>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

TEST_CASE("files that changed on disk are not sent")
{
    EngineFixture fixture;
    fixture.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    fixture.end_engine();
    const auto path = fixture.paths.spool_folder() / job / "tetrahedron.stl";
    REQUIRE(std::filesystem::exists(path));
    SUBCASE("a byte")
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(100);
        file.put('x');
    }
    SUBCASE("shorter")
    {
        std::filesystem::resize_file(path, 200);
    }
    SUBCASE("gone")
    {
        std::filesystem::remove(path);
    }
    SUBCASE("a link")
    {
        std::filesystem::rename(path, fixture.folder / "moved.stl");
        std::filesystem::create_symlink(fixture.folder / "moved.stl", path);
    }
    fixture.person = Person::Approves;
    fixture.engine().resume_all();
    const auto resumed = fixture.events.wait_for<publish::ResumeStarted>();
    REQUIRE(resumed);
    CHECK(resumed->jobs.empty());
    CHECK(fixture.sandbox.requests().empty());
}

TEST_CASE("two engines on the same folders do not work on the same job")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#1:stop-reading");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 1));
    EventQueue others;
    {
        const auto other = fixture.another_engine(others);
        other->resume_all();
        const auto resumed = others.wait_for<publish::ResumeStarted>();
        REQUIRE(resumed);
        CHECK_FALSE(resumed->error);
        CHECK(resumed->jobs.empty());
        fixture.engine().pause_all();
        fixture.end_engine();
        other->resume_all();
        const auto now = others.wait_for<publish::ResumeStarted>();
        REQUIRE(now);
        CHECK(now->jobs == std::vector<std::string>{job});
        const auto ended = others.wait_for<publish::JobEnded>();
        REQUIRE(ended);
        CHECK(ended->phase == Phase::Done);
    }
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("what belongs to another link is left alone")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 1));
    fixture.end_engine();
    fixture.sandbox.clear_faults();
    const auto requests = fixture.sandbox.requests().size();

    const auto mine = fixture.profile;
    fixture.profile.client_id = "sandbox-public";
    fixture.engine().resume_all();
    const auto resumed = fixture.events.wait_for<publish::ResumeStarted>();
    REQUIRE(resumed);
    CHECK(resumed->jobs.empty());
    fixture.end_engine();
    CHECK(fixture.sandbox.requests().size() == requests);
    CHECK_FALSE(fixture.spool_is_empty());

    fixture.profile = mine;
    fixture.engine().resume_all();
    CHECK(fixture.end_of(job).phase == Phase::Paused); // of the first engine
    CHECK(fixture.end_of(job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("what one user left is not sent as another")
{
    EngineFixture fixture;
    fixture.link("designer");
    fixture.sandbox.add_fault("POST /api/v2/object#*:429:3600");
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    fixture.end_engine();
    fixture.sandbox.clear_faults();
    fixture.link("maker");
    fixture.engine().look_up_account();
    REQUIRE(fixture.events.wait_for<publish::AccountChanged>());
    fixture.engine().resume_all();
    const auto resumed = fixture.events.wait_for<publish::ResumeStarted>();
    REQUIRE(resumed);
    CHECK(resumed->jobs.empty());
    fixture.end_engine();
    CHECK(fixture.sandbox.objects().empty());
    CHECK_FALSE(fixture.spool_is_empty());
}
