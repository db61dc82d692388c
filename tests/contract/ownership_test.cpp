// Whose an unfinished upload is: this process's, this link's, and only as long as its files are what they
// were.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <list>
#include <set>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

// An upload that waits for somebody to sign in, and of which the service knows nothing.
std::string leave_spooled(EngineFixture &fixture, const TestPlate &plate)
{
    fixture.person = Person::DoesNothing;
    auto job = fixture.publish(plate);
    REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    fixture.end_engine();
    return job;
}

} // namespace

TEST_CASE("files that changed on disk are not sent")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    const auto job = leave_spooled(fixture, plate);
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
    SUBCASE("gone with its folder")
    {
        std::filesystem::remove_all(path.parent_path());
    }
    fixture.person = Person::Approves;
    CHECK(fixture.resume().empty());
    REQUIRE(fixture.left.size() == 1);
    CHECK(fixture.left[0].job == job);
    REQUIRE(fixture.left[0].error);
    CHECK(fixture.left[0].error->kind == ErrorKind::SpoolChanged);
    CHECK_FALSE(fixture.left[0].is_resumable);
    CHECK(fixture.sandbox.requests().empty());

    // It was told, and that was its end.
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 0);
    CHECK(fixture.spool_is_empty());
    CHECK(fixture.resume().empty());
    CHECK(fixture.left.empty());
}

TEST_CASE("files that cannot be read just now are not given up")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    const auto job = leave_spooled(fixture, plate);
    const auto folder = fixture.paths.spool_folder() / job;
    const auto away = fixture.folder / "away";
    std::filesystem::rename(fixture.paths.spool_folder(), away);
    std::filesystem::create_symlink("spool", fixture.paths.spool_folder()); // to itself: ELOOP
    fixture.person = Person::Approves;
    CHECK(fixture.resume().empty());
    REQUIRE(fixture.left.size() == 1);
    REQUIRE(fixture.left[0].error);
    CHECK(fixture.left[0].error->kind == ErrorKind::Disk);
    CHECK(fixture.left[0].is_resumable);
    fixture.end_engine();
    std::filesystem::remove(fixture.paths.spool_folder());
    std::filesystem::rename(away, fixture.paths.spool_folder());
    CHECK(fixture.resume() == std::vector<std::string>{job});
    CHECK(fixture.end_of(job).phase == Phase::Paused); // of the first engine
    CHECK(fixture.end_of(job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
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

TEST_CASE("two engines that go on at the same time do each upload once")
{
    EngineFixture fixture;
    fixture.person = Person::DoesNothing;
    // The first is so large that the others are through in one engine while the other one still reads it.
    std::list<TestPlate> plates;
    plates.emplace_back(std::vector{folded_mesh(400'000)});
    for (const Mesh &mesh : numbered_meshes(8)) {
        plates.emplace_back(std::vector{mesh});
    }
    for (const TestPlate &plate : plates) {
        fixture.publish(plate);
    }
    std::set<std::string> spooled;
    while (spooled.size() < plates.size()) {
        const auto waiting = fixture.events.wait_for<publish::JobProgress>(
            [](const publish::JobProgress &progress) { return progress.phase == Phase::NeedToken; });
        REQUIRE(waiting);
        spooled.insert(waiting->job);
    }
    fixture.end_engine();
    fixture.link();
    EventQueue others;
    const auto other = fixture.another_engine(others);
    fixture.engine().resume_all();
    other->resume_all();
    std::size_t done = 0;
    for (EventQueue *events : {&fixture.events, &others}) {
        const auto started = events->wait_for<publish::ResumeStarted>();
        REQUIRE(started);
        CHECK(started->left.empty());
        for (std::size_t i = 0; i < started->jobs.size(); ++i) {
            const auto ended = events->wait_for<publish::JobEnded>(
                [](const publish::JobEnded &end) { return end.phase != Phase::Paused; });
            REQUIRE(ended);
            CHECK(ended->phase == Phase::Done);
            ++done;
        }
    }
    CHECK(done == plates.size());
    CHECK(fixture.creates() == plates.size());
    CHECK(fixture.file_posts() == plates.size());
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("what belongs to another link is left alone")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 1));
    // How it is shown is asked beside that, and must not be counted later.
    REQUIRE(fixture.sandbox.wait_for_requests("GET", "/api/v2/objects/{id}", 1, Patience));
    fixture.end_engine();
    fixture.sandbox.clear_faults();
    const auto requests = fixture.sandbox.requests().size();

    const auto mine = fixture.profile;
    fixture.profile.client_id = "sandbox-public";
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 1);
    CHECK(fixture.resume().empty());
    fixture.end_engine();
    CHECK(fixture.sandbox.requests().size() == requests);
    CHECK_FALSE(fixture.spool_is_empty());
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 0); // not offered to who cannot go on with it

    fixture.profile = mine;
    fixture.engine().resume_all();
    CHECK(fixture.end_of(job).phase == Phase::Paused); // of the first engine
    CHECK(fixture.end_of(job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
}

namespace {

// An upload of the fixture's user that the service has the object of, and nothing else.
std::string leave_unfinished(EngineFixture &fixture, const TestPlate &plate)
{
    fixture.sandbox.add_fault("POST /api/v2/file#*:429:3600");
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    CHECK(ended.is_resumable);
    fixture.end_engine();
    fixture.sandbox.clear_faults();
    return ended.job;
}

Setup setup_for(auth::Grant grant)
{
    Setup setup;
    setup.grant = grant;
    return setup;
}

} // namespace

TEST_CASE("what one user left is not sent as another, whatever names people see")
{
    EngineFixture fixture;
    fixture.link("designer");
    const TestPlate plate({tetrahedron()});
    const auto job = leave_unfinished(fixture, plate);
    auto link = fixture.keyring.get(fixture.profile.link_key()).value();
    fixture.link("maker");
    // The same name for people, as two accounts may have.
    auto other = fixture.keyring.get(fixture.profile.link_key()).value();
    other.account.name = link.account.name;
    fixture.keyring.put(fixture.profile.link_key(), other);
    const auto posts = fixture.file_posts(); // how it is shown may still be asked of its first user
    CHECK(fixture.resume().empty());
    REQUIRE(fixture.left.size() == 1);
    CHECK(fixture.left[0].job == job);
    CHECK(fixture.left[0].error.value().kind == ErrorKind::OtherAccount);
    fixture.end_engine();
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 0); // not offered to who cannot go on with it
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == posts);
    CHECK_FALSE(fixture.spool_is_empty());

    // Its owner goes on with it, under another name for people.
    link.account.name = "Somebody else";
    fixture.keyring.put(fixture.profile.link_key(), link);
    CHECK(fixture.resume() == std::vector<std::string>{job});
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("the first publish after a sign-in is journalled as its user's")
{
    for (const auto grant : {auth::Grant::Code, auth::Grant::Implicit}) {
        CAPTURE(static_cast<int>(grant));
        EngineFixture fixture(setup_for(grant));
        const TestPlate plate({tetrahedron()});
        fixture.sandbox.add_fault("POST /api/v2/object#*:429:3600");
        const auto job = fixture.publish(plate);
        fixture.end_of(job);
        fixture.end_engine();
        const auto row =
            publish::Journal::open(fixture.paths.journal_file()).value().find(job).value().value();
        CHECK(auth::is_same(row.owner, auth::Account{"501", "designer", ""}));
    }
}

TEST_CASE("who signs in as another while an upload goes on does not send it")
{
    struct Row
    {
        auth::Grant grant;
        bool is_linked; // by tokens that are found dead on the way
    };
    for (const Row row : {Row{auth::Grant::Code, false}, Row{auth::Grant::Code, true},
                          Row{auth::Grant::Implicit, false}, Row{auth::Grant::Implicit, true}}) {
        CAPTURE(static_cast<int>(row.grant));
        CAPTURE(row.is_linked);
        EngineFixture fixture(setup_for(row.grant));
        const TestPlate plate({tetrahedron()});
        const auto job = leave_unfinished(fixture, plate);
        const auto posts = fixture.file_posts();
        fixture.user = "maker";
        if (row.is_linked) {
            fixture.sandbox.forget_tokens();
        } else {
            fixture.keyring.erase(fixture.profile.link_key());
        }
        CHECK(fixture.resume() == std::vector<std::string>{job});
        const auto ended = fixture.end_of(job);
        CHECK(ended.phase == Phase::Failed);
        REQUIRE(ended.error);
        CHECK(ended.error->kind == ErrorKind::OtherAccount);
        CHECK(ended.is_resumable);
        CHECK(fixture.file_posts() == posts);
        CHECK_FALSE(fixture.spool_is_empty());
        fixture.end_engine();

        fixture.user = "designer";
        fixture.keyring.erase(fixture.profile.link_key());
        CHECK(fixture.resume() == std::vector<std::string>{job});
        CHECK(fixture.end_of(job).phase == Phase::Done);
        CHECK(fixture.creates() == 1);
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("where the service does not say who is linked, what has an owner stays, and new ones go")
{
    EngineFixture fixture(setup_for(auth::Grant::Implicit));
    const TestPlate plate({tetrahedron()});
    const auto job = leave_unfinished(fixture, plate);
    fixture.keyring.erase(fixture.profile.link_key());
    fixture.sandbox.add_fault("GET /api/v2/user#*:500");
    const auto posts = fixture.file_posts();
    // However often it is tried.
    for (int attempt = 0; attempt < 3; ++attempt) {
        CHECK(fixture.resume() == std::vector<std::string>{job});
        const auto ended = fixture.end_of(job);
        REQUIRE(ended.error);
        CHECK(ended.error->kind == ErrorKind::Unavailable);
        CHECK(ended.is_resumable);
        CHECK(fixture.file_posts() == posts);
    }
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.sandbox.objects().size() == 2);

    // And once the service tells, in the same run.
    fixture.sandbox.clear_faults();
    CHECK(fixture.resume() == std::vector<std::string>{job});
    CHECK(fixture.end_of(job).phase == Phase::Done);
}

TEST_CASE("a create that was refused goes on as whoever signs in then")
{
    for (const auto grant : {auth::Grant::Code, auth::Grant::Implicit}) {
        CAPTURE(static_cast<int>(grant));
        EngineFixture fixture(setup_for(grant));
        fixture.link("designer");
        fixture.sandbox.forget_tokens();
        fixture.user = "maker";
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Done);
        CHECK(fixture.sandbox.objects().at(0).owner == "maker");
        fixture.end_engine();
        const auto row =
            publish::Journal::open(fixture.paths.journal_file()).value().find(ended.job).value().value();
        CHECK(row.owner.username != "designer");
        CHECK(row.owner.is_known());
    }
}

TEST_CASE("an attempt that is replaced by another is not resumed")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/object#*:429:3600");
    const TestPlate plate({tetrahedron()});
    const auto first = fixture.publish_to_end(plate);
    CHECK(first.is_resumable);
    CHECK(first.object_id.empty());
    fixture.sandbox.clear_faults();
    fixture.engine().discard(first.job);
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.resume().empty());
    CHECK(fixture.left.empty());
    CHECK(fixture.sandbox.objects().size() == 1);
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("what may exist at the service is not discarded")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    const auto job = leave_unfinished(fixture, plate);
    fixture.engine().discard(job);
    CHECK(fixture.resume() == std::vector<std::string>{job});
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.creates() == 1);
}
