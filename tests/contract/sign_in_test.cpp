// The sign-in while a model is published: both grants, and a person who goes through with it or does not.
#include "support/engine_fixture.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

TEST_CASE("the pages of the service lead to a link, by both grants")
{
    for (const auto grant : {auth::Grant::Code, auth::Grant::Implicit}) {
        Setup setup;
        setup.grant = grant;
        EngineFixture fixture(setup);
        fixture.person = Person::UsesThePages;
        fixture.user = "maker";
        const TestPlate plate({tetrahedron()});
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        fixture.check_bytes(plate.meshes());
        CHECK(fixture.sandbox.objects().at(0).owner == "maker");
        CHECK(fixture.token_calls() == (grant == auth::Grant::Code ? 1 : 0));
        const auto link = fixture.keyring.get(fixture.profile.link_key());
        REQUIRE(link);
        CHECK_FALSE(link->access_token.empty());
        CHECK(link->refresh_token.empty() == (grant == auth::Grant::Implicit));
    }
}

TEST_CASE("a code is exchanged with the proof that it was asked for here")
{
    EngineFixture fixture;
    fixture.profile.pkce = true;
    SUBCASE("of a client with a secret")
    {
        fixture.person = Person::UsesThePages;
    }
    SUBCASE("however the code came")
    {
        fixture.person = Person::Approves;
    }
    const TestPlate plate({tetrahedron()});
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.token_calls() == 1);
    fixture.check_bytes(plate.meshes());
    for (const auto &request : fixture.sandbox.requests()) {
        CHECK(request.query.find("verifier") == std::string::npos);
    }
}

TEST_CASE("a code that somebody else asked for is of no use")
{
    EngineFixture fixture;
    fixture.profile.pkce = true;
    fixture.person = Person::BringsAnothersCode;
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    REQUIRE(ended.error);
    CHECK(*ended.error == Error{ErrorKind::SignInFailed, "Invalid code verifier", 400});
    CHECK(fixture.creates() == 0);
    fixture.person = Person::Approves;
    fixture.engine().resume(ended.job);
    CHECK(fixture.end_of(ended.job).phase == Phase::Done);
}

TEST_CASE("the account's name is told and kept")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    const auto told = fixture.events.wait_for<publish::AccountChanged>(
        [](const auto &account) { return account.name == "Dora Designer"; });
    REQUIRE(told);
    CHECK(told->is_linked);
    CHECK_FALSE(told->store_error);
    fixture.end_engine();
    CHECK(fixture.keyring.get(fixture.profile.link_key())->account ==
          auth::Account{"501", "designer", "Dora Designer"});

    fixture.engine().look_up_account();
    const auto looked_up = fixture.events.wait_for<publish::AccountChanged>();
    REQUIRE(looked_up);
    CHECK(looked_up->name == "Dora Designer");
    fixture.engine().unlink();
    const auto unlinked = fixture.events.wait_for<publish::AccountChanged>();
    REQUIRE(unlinked);
    CHECK_FALSE(unlinked->is_linked);
    CHECK_FALSE(fixture.keyring.get(fixture.profile.link_key()));
    CHECK(fixture.count("GET", "/api/v2/user") == 1);
}

TEST_CASE("a broken keyring costs nothing but the memory of the link")
{
    EngineFixture fixture;
    fixture.keyring.break_down();
    const TestPlate plate({tetrahedron()});
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    const auto told = fixture.events.wait_for<publish::AccountChanged>();
    REQUIRE(told);
    CHECK(told->is_linked);
    REQUIRE(told->store_error);
    CHECK(told->store_error->kind == ErrorKind::KeyringLocked);
}

TEST_CASE("a stored link needs no person")
{
    EngineFixture fixture;
    fixture.link();
    const TestPlate plate({tetrahedron()});
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.token_calls() == 0);
    CHECK(fixture.events.all<publish::SignInWanted>().empty());
}

TEST_CASE("whoever says no publishes nothing and can change their mind")
{
    struct Row
    {
        Person person;
        ErrorKind error;
        std::string sentence;
    };
    for (const Row &row :
         {Row{Person::Denies, ErrorKind::SignInDenied,
              "You did not allow the upload on MyMiniFactory's page. Nothing was published; the upload is "
              "kept."},
          Row{Person::ComesBackWithAnotherState, ErrorKind::SignInFailed,
              "The sign-in did not work: it does not belong to this sign-in. Nothing was published; the "
              "upload is kept. Please try again."}}) {
        for (const auto grant : {auth::Grant::Code, auth::Grant::Implicit}) {
            Setup setup;
            setup.grant = grant;
            EngineFixture fixture(setup);
            fixture.person = row.person;
            const TestPlate plate({tetrahedron()});
            const auto ended = fixture.publish_to_end(plate);
            CHECK(ended.phase == Phase::Failed);
            CHECK(ended.is_resumable);
            REQUIRE(ended.error);
            CHECK(std::string(to_string(ended.error->kind)) == to_string(row.error));
            CHECK(said(ended) == row.sentence);
            CHECK(fixture.sandbox.requests().empty());
            fixture.person = Person::Approves;
            fixture.engine().resume_all();
            CHECK(fixture.end_of(ended.job).phase == Phase::Done);
            fixture.check_bytes(plate.meshes());
        }
    }
}

TEST_CASE("a code that the service refuses is told with the service's reason")
{
    Setup setup;
    std::string secret = "sandbox-secret";
    std::string reason;
    SUBCASE("the secret is wrong")
    {
        secret = "wrong";
        reason = "Invalid client ID or secret";
    }
    SUBCASE("the code has expired")
    {
        setup.sandbox.code_lifetime = seconds(0);
        reason = "Authorization code expired";
    }
    EngineFixture fixture(setup);
    fixture.profile.client_secret = Secret(secret);
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    REQUIRE(ended.error);
    CHECK(ended.error->kind == ErrorKind::SignInFailed);
    CHECK(said(ended) == "The sign-in did not work: " + reason +
                             ". Nothing was published; the upload is kept. Please try again.");
    CHECK(fixture.token_calls() == 1);
    CHECK(fixture.creates() == 0);
}

TEST_CASE("whoever closes the sign-in before there is an object publishes nothing, and nothing stays")
{
    EngineFixture fixture;
    fixture.person = Person::Closes;
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Cancelled);
    CHECK_FALSE(ended.is_resumable);
    CHECK(said(ended) == "Cancelled. Nothing was published.");
    CHECK(fixture.sandbox.requests().empty());
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("whoever closes the sign-in with the object there can go on later")
{
    EngineFixture fixture;
    fixture.link();
    fixture.person = Person::Closes;
    fixture.sandbox.add_fault("POST /api/v2/file#*:401");
    fixture.sandbox.add_fault("POST /v1/oauth/tokens#1:404");
    const TestPlate plate(numbered_meshes(2));
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Paused);
    CHECK(ended.is_resumable);
    CHECK(said(ended) == "Paused. What arrived is kept; the upload can go on later.");
    CHECK_FALSE(ended.object_id.empty());
    CHECK_FALSE(fixture.spool_is_empty());
    fixture.sandbox.clear_faults();
    fixture.person = Person::Approves;
    fixture.engine().resume_all();
    CHECK(fixture.end_of(ended.job).phase == Phase::Done);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a code that cannot be exchanged is told after one sign-in, and the upload can go on")
{
    const std::string unavailable = "the service is not available at the moment";
    const std::string unreadable = "the service gave an answer that cannot be understood (";
    struct Row
    {
        std::string fault;
        std::string reason;
    };
    for (const Row &row : {Row{"500", unavailable}, Row{"html-503", unavailable},
                           Row{"429:0", "the service asks to slow down"}, Row{"garbage", unreadable},
                           Row{"empty-json", unreadable}, Row{"wrong-types", unreadable},
                           Row{"truncated", "the connection to the service was lost"}}) {
        CAPTURE(row.fault);
        EngineFixture fixture;
        fixture.sandbox.add_fault("POST /v1/oauth/tokens#*:" + row.fault);
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(fixture.events.all<publish::SignInWanted>().size() == 1);
        CHECK(fixture.token_calls() == 1); // a code is good for one exchange
        CHECK(fixture.creates() == 0);
        CHECK(ended.phase == Phase::Failed);
        CHECK(ended.is_resumable);
        CHECK(said(ended).starts_with("The sign-in did not work: " + row.reason));
        CHECK(said(ended).ends_with(". Nothing was published; the upload is kept. Please try again."));

        fixture.sandbox.clear_faults();
        fixture.engine().resume(ended.job);
        CHECK(fixture.end_of(ended.job).phase == Phase::Done);
        CHECK(fixture.creates() == 1);
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("a sign-in in the middle of an upload is asked for once, too, when its code cannot be exchanged")
{
    EngineFixture fixture;
    fixture.link();
    SUBCASE("while the object is created")
    {
        fixture.sandbox.add_fault("POST /api/v2/object#*:401");
    }
    SUBCASE("while files are sent")
    {
        fixture.sandbox.add_fault("POST /api/v2/file#*:401");
    }
    fixture.sandbox.add_fault("POST /v1/oauth/tokens#1:404"); // the link has died
    for (int call = 2; call < 10; ++call) {
        fixture.sandbox.add_fault("POST /v1/oauth/tokens#" + std::to_string(call) + ":500");
    }
    const TestPlate plate(numbered_meshes(3));
    const auto ended = fixture.publish_to_end(plate);
    CHECK(fixture.events.all<publish::SignInWanted>().size() == 1);
    CHECK(fixture.token_calls() == 2);
    CHECK(ended.phase == Phase::Failed);
    CHECK(ended.is_resumable);
    REQUIRE(ended.error);
    CHECK(ended.error->kind == ErrorKind::SignInFailed);

    fixture.sandbox.clear_faults();
    fixture.engine().resume(ended.job);
    CHECK(fixture.end_of(ended.job).phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
}
