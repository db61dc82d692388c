// Cancelling: it ends at once, whatever is under way, and says what may remain.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

void check_soon(const std::string &where, milliseconds took)
{
    CAPTURE(where);
    CHECK(took <= Soon);
}

} // namespace

TEST_CASE("cancel takes effect while the model is written to disk")
{
    EngineFixture fixture;
    const TestPlate plate({folded_mesh(1'000'000)});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(
        [](const auto &progress) { return progress.phase == Phase::Spooling && progress.done > 0; }));
    const auto [ended, took] = fixture.cancel(job);
    check_soon("while spooling", took);
    CHECK(ended.phase == Phase::Cancelled);
    CHECK_FALSE(ended.is_resumable);
    CHECK(plate.releases() == 1);
    CHECK(fixture.spool_is_empty());
    CHECK(fixture.sandbox.requests().empty());
}

TEST_CASE("cancel takes effect while a person should sign in")
{
    EngineFixture fixture;
    fixture.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    const auto [ended, took] = fixture.cancel(job);
    check_soon("in the sign-in", took);
    CHECK(ended.phase == Phase::Cancelled);
    CHECK(fixture.events.wait_for<publish::SignInAbandoned>());
    CHECK(fixture.sandbox.requests().empty());
    CHECK(fixture.spool_is_empty());
    // The next one asks again.
    fixture.person = Person::Approves;
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
}

TEST_CASE("cancel of one leaves the sign-in to the other that waits for it")
{
    EngineFixture fixture;
    fixture.person = Person::DoesNothing;
    const TestPlate first({numbered_mesh(1, "one")});
    const TestPlate second({numbered_mesh(2, "two")});
    const auto one = fixture.publish(first);
    const auto wanted = fixture.events.wait_for<publish::SignInWanted>();
    REQUIRE(wanted);
    const auto two = fixture.publish(second);
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(
        [&](const auto &progress) { return progress.job == two && progress.phase == Phase::NeedToken; }));
    CHECK(fixture.cancel(one).first.phase == Phase::Cancelled);
    CHECK(fixture.events.all<publish::SignInAbandoned>().empty());
    fixture.engine().finish_sign_in(auth::Granted(auth::CodeGranted{
        Secret(fixture.sandbox.issue_code("designer", "sandbox-client", fixture.profile.redirect_uri))}));
    CHECK(fixture.end_of(two).phase == Phase::Done);
    fixture.check_bytes(second.meshes());
}

TEST_CASE("cancel takes effect while a code is exchanged")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /v1/oauth/tokens#1:slow:10000");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/v1/oauth/tokens", 1));
    const auto [ended, took] = fixture.cancel(job);
    check_soon("before create", took);
    CHECK(ended.phase == Phase::Cancelled);
    CHECK(fixture.creates() == 0);
}

TEST_CASE("cancel during create tells that the object may exist")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/object#1:slow:10000");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/object", 1));
    const auto [ended, took] = fixture.cancel(job);
    check_soon("during create", took);
    CHECK(ended.phase == Phase::Cancelled);
    REQUIRE(ended.error);
    CHECK(ended.error->kind == ErrorKind::UnknownOutcome);
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("cancel between two attempts of create")
{
    Setup setup;
    setup.policy.first_backoff = seconds(60);
    setup.policy.max_backoff = seconds(60);
    EngineFixture fixture(setup);
    fixture.sandbox.add_fault("POST /api/v2/object#1:429");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(
        [](const auto &progress) { return progress.phase == Phase::Creating; }));
    REQUIRE(fixture.wait_for_posts("/api/v2/object", 1));
    // Told once more when the answer has come and the next attempt is due in a minute.
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(
        [](const auto &progress) { return progress.phase == Phase::Creating; }));
    const auto [ended, took] = fixture.cancel(job);
    check_soon("in a back-off", took);
    CHECK(ended.phase == Phase::Cancelled);
    REQUIRE(ended.error);
    CHECK(ended.error->kind == ErrorKind::Cancelled); // it is certain that nothing was made
    CHECK(fixture.creates() == 1);
}

TEST_CASE("cancel during an upload discards, or keeps for later")
{
    for (const bool keep : {false, true}) {
        CAPTURE(keep);
        EngineFixture fixture;
        fixture.sandbox.add_fault("POST /api/v2/file#2:stop-reading");
        auto meshes = numbered_meshes(1);
        meshes.push_back(folded_mesh(400'000));
        const TestPlate plate(std::move(meshes));
        const auto job = fixture.publish(plate);
        REQUIRE(fixture.wait_for_posts("/api/v2/file", 2));
        const auto [ended, took] = fixture.cancel(job, keep);
        check_soon("during an upload", took);
        CHECK(ended.phase == (keep ? Phase::Paused : Phase::Cancelled));
        CHECK(ended.is_resumable == keep);
        CHECK_FALSE(ended.object_url.empty());
        CHECK(fixture.spool_is_empty() == !keep);
        fixture.sandbox.clear_faults();
        CHECK(fixture.resume().size() == (keep ? 1 : 0));
        if (keep) {
            CHECK(fixture.end_of(job).phase == Phase::Done);
            CHECK(fixture.creates() == 1);
            fixture.check_bytes(plate.meshes());
        }
    }
}

TEST_CASE("cancel takes effect while the service is still thinking about the files")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#*:slow:10000");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.sandbox.wait_for_requests("GET", "/api/v2/object/{id}/upload_status", 1, Patience));
    const auto [ended, took] = fixture.cancel(job, true);
    check_soon("while verifying", took);
    CHECK(ended.phase == Phase::Paused);
}

TEST_CASE("cancel of what has ended or never was does nothing")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    fixture.engine().cancel(ended.job, false);
    fixture.engine().cancel("nobody", false);
    fixture.engine().pause_all();
    CHECK(fixture.events.all<publish::JobEnded>().size() == 1);
}

TEST_CASE("cancel takes effect while a link is renewed")
{
    EngineFixture fixture;
    fixture.link();
    fixture.expire_link();
    fixture.sandbox.add_fault("POST /v1/oauth/tokens#1:slow:10000");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/v1/oauth/tokens", 1));
    const auto [ended, took] = fixture.cancel(job);
    check_soon("in a refresh", took);
    CHECK(ended.phase == Phase::Cancelled);
    CHECK(fixture.creates() == 0);
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("cancel while create waits for a new sign-in is certain that nothing was made")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.forget_tokens();
    fixture.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    const auto [ended, took] = fixture.cancel(job);
    check_soon("in a sign-in after create was refused", took);
    CHECK(ended.phase == Phase::Cancelled);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Cancelled));
    CHECK(fixture.events.wait_for<publish::SignInAbandoned>());
    CHECK(fixture.sandbox.objects().empty());
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("cancel takes effect between two attempts of a file")
{
    Setup setup;
    setup.policy.first_backoff = seconds(60);
    setup.policy.max_backoff = seconds(60);
    EngineFixture fixture(setup);
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#1:500");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.log.wait_for_line("file: ", 1, Patience));
    const auto [ended, took] = fixture.cancel(job, true);
    check_soon("in a file's back-off", took);
    CHECK(ended.phase == Phase::Paused);
    CHECK(fixture.file_posts() == 1);
}

TEST_CASE("cancel takes effect between two questions for the status")
{
    Setup setup;
    setup.policy.verify_polls.fill(seconds(60));
    EngineFixture fixture(setup);
    fixture.link();
    fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#1:status-pending");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    const auto is_verifying = [](const auto &progress) { return progress.phase == Phase::Verifying; };
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(is_verifying)); // asked
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(is_verifying)); // answered
    const auto [ended, took] = fixture.cancel(job, true);
    check_soon("between two polls", took);
    CHECK(ended.phase == Phase::Paused);
    CHECK(fixture.status_calls() == 1);
    // Every file is there: going on only asks.
    fixture.engine().resume_all();
    CHECK(fixture.end_of(job).is_confirmed);
    CHECK(fixture.file_posts() == 1);
    CHECK(fixture.creates() == 1);
}

TEST_CASE("cancel takes effect while a request waits for its turn")
{
    Setup setup;
    setup.policy.requests_per_second = 1;
    EngineFixture fixture(setup);
    fixture.link();
    const TestPlate plate(numbered_meshes(40));
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/object", 1));
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(
        [](const auto &progress) { return progress.phase == Phase::Uploading; }));
    const auto [ended, took] = fixture.cancel(job, true);
    check_soon("in the pace", took);
    CHECK(ended.phase == Phase::Paused);
    CHECK(ended.is_resumable);
}

TEST_CASE("what is kept goes on with the same object and the same places for its files")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const TestPlate plate(numbered_meshes(3));
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 3));
    const auto [kept, took] = fixture.cancel(job, true);
    check_soon("during three uploads", took);
    const auto places = fixture.upload_ids();
    REQUIRE(places.size() == 3);
    fixture.sandbox.clear_faults();
    fixture.engine().resume_all();
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.object_id == kept.object_id);
    CHECK(fixture.upload_ids() == places);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}
