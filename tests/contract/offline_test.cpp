// Nobody at the other end of the line: told clearly, nothing lost, and tried again.
#include "support/engine_fixture.hpp"
#include "support/reserved_port.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

void check_offline(
    EngineFixture &fixture, const publish::JobEnded &ended, ErrorKind kind = ErrorKind::Offline,
    const std::string &sentence = "MyMiniFactory could not be reached. Nothing was published; the "
                                  "upload is kept. Check the connection to the internet.")
{
    CHECK(ended.phase == Phase::Failed);
    CHECK(ended.is_resumable);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(kind));
    CHECK_FALSE(ended.error->detail.empty());
    CHECK(said(ended) == sentence);
    CHECK(ended.object_id.empty());
    CHECK_FALSE(fixture.spool_is_empty());
}

} // namespace

TEST_CASE("no network at create is told, and the upload can go on")
{
    const ReservedPort nobody;
    EngineFixture fixture;
    fixture.speak_to(nobody.base_url());
    const TestPlate plate({tetrahedron()});
    check_offline(fixture, fixture.publish_to_end(plate));
    CHECK(plate.releases() == 1);
}

TEST_CASE("no network after the sign-in is told, and the upload can go on")
{
    const ReservedPort nobody;
    EngineFixture fixture;
    fixture.profile.token_url = nobody.base_url() + "/v1/oauth/tokens";
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    check_offline(
        fixture, ended, ErrorKind::SignInFailed,
        "The sign-in did not work: the service could not be reached. Nothing was published; the upload is "
        "kept. Please try again.");
    fixture.end_engine();
    fixture.profile.token_url = fixture.sandbox.base_url() + "/v1/oauth/tokens";
    fixture.engine().resume_all();
    CHECK(fixture.end_of(ended.job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("no network at a refresh keeps the link")
{
    const ReservedPort nobody;
    EngineFixture fixture;
    fixture.link();
    fixture.expire_link();
    fixture.profile.token_url = nobody.base_url() + "/v1/oauth/tokens";
    const auto before = fixture.keyring.get(fixture.profile.link_key());
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    check_offline(fixture, ended);
    CHECK(fixture.events.all<publish::SignInWanted>().empty());
    const auto after = fixture.keyring.get(fixture.profile.link_key());
    REQUIRE(after);
    CHECK(after->refresh_token.equals(before->refresh_token.view()));
    fixture.end_engine();
    fixture.profile.token_url = fixture.sandbox.base_url() + "/v1/oauth/tokens";
    fixture.engine().resume_all();
    CHECK(fixture.end_of(ended.job).phase == Phase::Done);
    CHECK(fixture.events.all<publish::SignInWanted>().empty());
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("nobody is reached: told with the time of the next attempt, which can be made at once")
{
    const ReservedPort nobody_yet;
    Setup setup;
    setup.policy.offline_timeout = Patience;
    setup.policy.first_backoff = setup.policy.max_backoff = std::chrono::hours(1);
    EngineFixture fixture(setup);
    fixture.speak_to(nobody_yet.base_url());
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        const auto waiting = fixture.events.wait_for<publish::JobProgress>(
            [](const publish::JobProgress &progress) { return progress.next_try.has_value(); });
        REQUIRE(waiting);
        CHECK(waiting->next_try->because.kind == ErrorKind::Offline);
        CHECK(waiting->next_try->at > SystemClock().now() + std::chrono::minutes(20));
        fixture.engine().try_now(job);
    }
    fixture.engine().cancel(job, false);
    CHECK(fixture.end_of(job).phase == Phase::Cancelled);
}

TEST_CASE("nobody is reached: given up when the patience is over, and it can go on")
{
    const ReservedPort nobody;
    Setup setup;
    setup.policy.offline_timeout = milliseconds(300);
    EngineFixture fixture(setup);
    fixture.speak_to(nobody.base_url());
    const TestPlate plate({tetrahedron()});
    check_offline(fixture, fixture.publish_to_end(plate));
}

TEST_CASE("a create that found nobody is repeated until somebody is there")
{
    const ReservedPort nobody_yet;
    Setup setup;
    setup.policy.offline_timeout = Patience;
    EngineFixture fixture(setup);
    fixture.speak_to(nobody_yet.base_url());
    fixture.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.log.wait_for_line("create: Offline", 3, Patience));

    // Its tokens are its own, so the account is linked again on the way.
    sandbox::Options options;
    options.port = nobody_yet.port();
    sandbox::Sandbox late(options);
    REQUIRE(fixture.events.wait_for<publish::SignInWanted>());
    fixture.engine().finish_sign_in(auth::Granted(auth::CodeGranted{
        Secret(late.issue_code("designer", "sandbox-client", fixture.profile.redirect_uri))}));
    CHECK(fixture.end_of(job).phase == Phase::Done);
    fixture.end_engine();
    REQUIRE(late.objects().size() == 1);
    CHECK(late.objects()[0].files.at(0).sha256 == reference_digest(plate.meshes()[0]));
}

TEST_CASE("a service that goes away in the middle leaves an upload that goes on when it is back")
{
    const ReservedPort port;
    sandbox::Options options;
    options.port = port.port();
    auto first = std::make_unique<sandbox::Sandbox>(options);
    EngineFixture fixture;
    fixture.speak_to(first->base_url());
    auto link = *fixture.keyring.get(fixture.profile.link_key());
    link.access_token = Secret(first->issue_access_token("designer"));
    fixture.keyring.put(fixture.profile.link_key(), link);
    first->add_fault("POST /api/v2/file#*:stop-reading");
    const TestPlate plate(numbered_meshes(2));
    const auto job = fixture.publish(plate);
    REQUIRE(first->wait_for_requests("POST", "/api/v2/file", 2, Patience));
    first.reset();
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::Failed);
    CHECK(ended.is_resumable);
    CHECK_FALSE(ended.object_id.empty());
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Offline));
    CHECK_FALSE(fixture.spool_is_empty());
}
