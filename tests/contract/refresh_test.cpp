// An access token that has ended: renewed once for all who need it, and the link kept as long as it may be
// good.
#include "support/engine_fixture.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

// A link, and four of eight files on their way, slowly.
std::string begin_upload(EngineFixture &fixture, const TestPlate &plate)
{
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#*:slow:30");
    std::string job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 4));
    return job;
}

} // namespace

TEST_CASE("an access token that the service does not take any more is refreshed, whatever the rotation")
{
    for (const auto rotation : {sandbox::Rotation::New, sandbox::Rotation::Same, sandbox::Rotation::None}) {
        CAPTURE(static_cast<int>(rotation));
        Setup setup;
        setup.sandbox.rotation = rotation;
        EngineFixture fixture(setup);
        fixture.link();
        for (std::size_t i = 1; i <= 3; ++i) {
            fixture.sandbox.expire_access_tokens();
            const TestPlate plate({tetrahedron()});
            CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
            CHECK(fixture.token_calls() == i);
        }
        CHECK(fixture.sandbox.objects().size() == 3);
        CHECK(fixture.events.all<publish::SignInWanted>().empty());
        // What was kept works after a restart, too.
        fixture.end_engine();
        fixture.sandbox.expire_access_tokens();
        const TestPlate plate({tetrahedron()});
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(fixture.token_calls() == 4);
        CHECK(fixture.events.all<publish::SignInWanted>().empty());
    }
}

TEST_CASE("a token that is known to have expired is not even tried")
{
    EngineFixture fixture;
    fixture.link();
    fixture.expire_link();
    const TestPlate plate({tetrahedron()});
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.calls().at(0) == "POST /v1/oauth/tokens 200");
    CHECK(fixture.creates() == 1);
}

TEST_CASE("several uploads that are refused at once share one refresh")
{
    EngineFixture fixture;
    fixture.link();
    // The four first uploads are held until all of them are there, then the token is dead for each.
    fixture.sandbox.add_fault("POST /api/v2/file#1:401");
    fixture.sandbox.add_fault("POST /api/v2/file#2:401");
    fixture.sandbox.add_fault("POST /api/v2/file#3:401");
    fixture.sandbox.add_fault("POST /api/v2/file#4:401");
    fixture.sandbox.add_fault("POST /api/v2/file#1:slow:50");
    fixture.sandbox.add_fault("POST /api/v2/file#2:slow:50");
    fixture.sandbox.add_fault("POST /api/v2/file#3:slow:50");
    fixture.sandbox.add_fault("POST /api/v2/file#4:slow:100");
    const TestPlate plate(numbered_meshes(4));
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.token_calls() == 1);
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == 8);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a token that expires between the files of an upload is renewed once")
{
    EngineFixture fixture;
    const TestPlate plate(numbered_meshes(8));
    const auto job = begin_upload(fixture, plate);
    fixture.sandbox.expire_access_tokens();
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.token_calls() == 1);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a link that the service has ended is made anew, and the same object goes on")
{
    EngineFixture fixture;
    const TestPlate plate(numbered_meshes(8));
    const auto job = begin_upload(fixture, plate);
    fixture.sandbox.forget_tokens();
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.events.all<publish::SignInWanted>().size() == 1);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a refresh that fails for a while loses no link")
{
    for (const char *fault :
         {"500", "html-503", "html-401", "429:0", "drop-before", "drop-mid", "302", "403"}) {
        CAPTURE(std::string(fault));
        EngineFixture fixture;
        fixture.link();
        fixture.expire_link();
        fixture.sandbox.add_fault(std::string("POST /v1/oauth/tokens#1:") + fault);
        const TestPlate plate({tetrahedron()});
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(fixture.token_calls() == 2);
        CHECK(fixture.events.all<publish::SignInWanted>().empty());
    }
}

TEST_CASE("a refresh that never succeeds ends the publish, which can go on, and keeps the link")
{
    const std::string kept = " Nothing was published; the upload is kept.";
    const std::string unavailable =
        "MyMiniFactory is not available at the moment." + kept + " Try again later.";
    const std::string lost = "The connection to MyMiniFactory was lost." + kept;
    const std::string not_understood = "MyMiniFactory gave an answer that this version does not understand ";
    const std::string newer = " If that happens again, look for a newer version of the plugin.";
    const std::vector<std::pair<const char *, std::string>> table = {
        {"403", unavailable},
        {"500", unavailable},
        {"html-503", unavailable},
        {"html-401", unavailable},
        {"429:0", "MyMiniFactory asks to slow down." + kept + " Try again in a few minutes."},
        {"302", unavailable},
        {"drop-before", lost},
        {"drop-mid", lost},
        {"garbage", not_understood + "(at byte 0: Invalid value)." + kept + newer},
        {"empty-json", not_understood + "(the answer has no usable access token)." + kept + newer},
    };
    for (const auto &[fault, sentence] : table) {
        CAPTURE(std::string(fault));
        Setup setup;
        setup.sandbox.rotation = sandbox::Rotation::None;
        EngineFixture fixture(setup);
        fixture.link();
        fixture.expire_link();
        const auto before = fixture.keyring.get(fixture.profile.link_key());
        fixture.sandbox.add_fault(std::string("POST /v1/oauth/tokens#*:") + fault);
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Failed);
        CHECK(ended.is_resumable);
        CHECK(said(ended) == sentence);
        CHECK(fixture.token_calls() == 5);
        CHECK(fixture.creates() == 0);
        const auto after = fixture.keyring.get(fixture.profile.link_key());
        REQUIRE(after);
        CHECK(after->refresh_token.equals(before->refresh_token.view()));
        fixture.sandbox.clear_faults();
        fixture.engine().resume_all();
        CHECK(fixture.end_of(ended.job).phase == Phase::Done);
        CHECK(fixture.events.all<publish::SignInWanted>().empty());
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("a refresh whose answer is lost has used its token up where it rotates, and only there")
{
    for (const auto rotation : {sandbox::Rotation::New, sandbox::Rotation::Same, sandbox::Rotation::None}) {
        for (const char *fault : {"drop-after", "truncated", "500-after", "garbage", "empty-json"}) {
            CAPTURE(static_cast<int>(rotation));
            CAPTURE(std::string(fault));
            Setup setup;
            setup.sandbox.rotation = rotation;
            EngineFixture fixture(setup);
            fixture.link();
            fixture.expire_link();
            fixture.sandbox.add_fault(std::string("POST /v1/oauth/tokens#1:") + fault);
            const TestPlate plate({tetrahedron()});
            CHECK(said(fixture.publish_to_end(plate)) == "Uploaded. Only you can see it.");
            const bool is_dead = rotation == sandbox::Rotation::New; // a sign-in, and the code's exchange
            CHECK(fixture.token_calls() == (is_dead ? 3 : 2));
            CHECK(fixture.events.all<publish::SignInWanted>().size() == (is_dead ? 1 : 0));
            CHECK(fixture.creates() == 1);
        }
    }
}

TEST_CASE("tokens that end between two requests cost one refresh, or one sign-in where the link ended")
{
    struct Row
    {
        const char *fault;
        std::size_t tokens;
        std::size_t sign_ins;
    };
    for (const Row &row : {
             Row{"POST /api/v2/object#1:expire-tokens", 1, 0},
             Row{"POST /api/v2/file#1:expire-tokens", 1, 0},
             Row{"GET /api/v2/object/{id}/upload_status#1:expire-tokens", 1, 0},
             Row{"POST /api/v2/object#1:forget-tokens", 2, 1},
             Row{"POST /api/v2/file#1:forget-tokens", 2, 1},
             Row{"GET /api/v2/object/{id}/upload_status#1:forget-tokens", 2, 1},
         }) {
        CAPTURE(std::string(row.fault));
        EngineFixture fixture;
        fixture.link();
        fixture.sandbox.add_fault(row.fault);
        const TestPlate plate({tetrahedron()});
        CHECK(said(fixture.publish_to_end(plate)) == "Uploaded. Only you can see it.");
        CHECK(fixture.token_calls() == row.tokens);
        CHECK(fixture.events.all<publish::SignInWanted>().size() == row.sign_ins);
        CHECK(fixture.sandbox.objects().size() == 1);
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("a token whose life is short is renewed before it ends")
{
    Setup setup;
    setup.sandbox.access_token_lifetime = seconds(2);
    EngineFixture fixture(setup);
    fixture.sandbox.add_fault("POST /api/v2/file#*:slow:300");
    setup.policy.parallel_files = 1;
    const TestPlate plate(numbered_meshes(28));
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.token_calls() >= 2);
    CHECK(fixture.creates() == 1);
    CHECK(fixture.file_posts() == 28); // no 401 on the way
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a refresh that the service refuses for good leads to a new sign-in")
{
    for (const char *fault : {"400", "401", "404"}) {
        CAPTURE(std::string(fault));
        EngineFixture fixture;
        fixture.link();
        fixture.expire_link();
        fixture.sandbox.add_fault(std::string("POST /v1/oauth/tokens#1:") + fault);
        const TestPlate plate({tetrahedron()});
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(fixture.token_calls() == 2); // the refused refresh, and the code
        CHECK(fixture.events.all<publish::SignInWanted>().size() == 1);
        CHECK(fixture.creates() == 1);
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("what the service says about the refresh token is what is kept")
{
    for (const auto rotation : {sandbox::Rotation::New, sandbox::Rotation::Same, sandbox::Rotation::None}) {
        CAPTURE(static_cast<int>(rotation));
        Setup setup;
        setup.sandbox.rotation = rotation;
        EngineFixture fixture(setup);
        fixture.link();
        fixture.expire_link();
        const auto before = fixture.keyring.get(fixture.profile.link_key());
        const TestPlate plate({tetrahedron()});
        REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
        fixture.end_engine();
        const auto after = fixture.keyring.get(fixture.profile.link_key());
        REQUIRE(after);
        CHECK_FALSE(after->access_token.equals(before->access_token.view()));
        CHECK(after->refresh_token.equals(before->refresh_token.view()) ==
              (rotation != sandbox::Rotation::New));
        CHECK(after->expires_at > SystemClock().wall_now());
    }
}

TEST_CASE("two publishes at once share one refresh")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /v1/oauth/tokens#*:slow:50");
    SUBCASE("the token is known to have ended")
    {
        fixture.expire_link();
    }
    SUBCASE("the service says so")
    {
        fixture.sandbox.expire_access_tokens();
    }
    const TestPlate first({numbered_mesh(1, "one")});
    const TestPlate second({numbered_mesh(2, "two")});
    fixture.publish(first);
    fixture.publish(second);
    for (int i = 0; i < 2; ++i) {
        const auto ended = fixture.events.wait_for<publish::JobEnded>();
        REQUIRE(ended);
        CHECK(ended->phase == Phase::Done);
    }
    CHECK(fixture.token_calls() == 1);
    CHECK(fixture.sandbox.objects().size() == 2);
    CHECK(fixture.events.all<publish::SignInWanted>().empty());
}
