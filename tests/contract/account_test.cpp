// The account by itself, without a publish: linked, shown with its picture, and given up for another one.
#include "support/engine_fixture.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::test;

namespace {

constexpr const char *Picture = "/users/designer/avatar.png";

void link_account(EngineFixture &fixture)
{
    fixture.engine().link();
    const auto ended = fixture.events.wait_for<publish::LinkEnded>();
    REQUIRE(ended);
    CHECK_FALSE(ended->error);
}

publish::AccountChanged account_named(EngineFixture &fixture, const std::string &name)
{
    const auto told = fixture.events.wait_for<publish::AccountChanged>(
        [&](const publish::AccountChanged &account) { return account.name == name; });
    REQUIRE(told);
    return *told;
}

} // namespace

TEST_CASE("an account is linked without a publish, and it is told for how long")
{
    for (const auto grant : {auth::Grant::Code, auth::Grant::Implicit}) {
        Setup setup;
        setup.grant = grant;
        EngineFixture fixture(setup);
        const auto before = std::chrono::system_clock::now();
        link_account(fixture);
        const auto account = account_named(fixture, "Dora Designer");
        CHECK(account.is_linked);
        CHECK(account.renews_itself == (grant == auth::Grant::Code));
        const auto life = account.good_until - before; // six hours (S0)
        CHECK(life > std::chrono::minutes(355));
        CHECK(life < std::chrono::minutes(365));

        // Nobody is asked twice.
        link_account(fixture);
        CHECK(fixture.token_calls() == (grant == auth::Grant::Code ? 1 : 0));
        CHECK(fixture.creates() == 0);
    }
}

TEST_CASE("a sign-in that comes to nothing is told, and links nobody")
{
    EngineFixture fixture;
    fixture.person = Person::Denies;
    fixture.engine().link();
    const auto ended = fixture.events.wait_for<publish::LinkEnded>();
    REQUIRE(ended);
    REQUIRE(ended->error);
    CHECK(ended->error->kind == ErrorKind::SignInDenied);
    CHECK_FALSE(fixture.keyring.get(fixture.profile.link_key()));
}

TEST_CASE("after an unlink another person is linked, with nothing of the first one")
{
    EngineFixture fixture;
    link_account(fixture);
    account_named(fixture, "Dora Designer");
    fixture.user = "maker";
    fixture.engine().unlink();
    fixture.engine().link();
    const auto ended = fixture.events.wait_for<publish::LinkEnded>();
    REQUIRE(ended);
    CHECK_FALSE(ended->error);
    account_named(fixture, "Max Maker");
    fixture.end_engine();
    CHECK(fixture.keyring.get(fixture.profile.link_key())->account ==
          auth::Account{"502", "maker", "Max Maker"});
}

TEST_CASE("the picture of an account goes no way that the token goes")
{
    EngineFixture fixture;
    link_account(fixture);
    fixture.engine().look_up_avatar();
    const auto found = fixture.events.wait_for<publish::AvatarFound>();
    REQUIRE(found);
    CHECK(found->avatar.bytes.starts_with("\x89PNG"));
    const auto requests = fixture.sandbox.requests();
    const auto fetched = std::find_if(requests.begin(), requests.end(),
                                      [](const auto &request) { return request.path == Picture; });
    REQUIRE(fetched != requests.end());
    CHECK(fetched->authorization_scheme.empty());
}

TEST_CASE("a picture that cannot be had is no matter")
{
    for (const char *fault : {"404", "html-503", "garbage", "redirect:http://127.0.0.1:9/a.png",
                              "drop-before", "truncated", "empty-json"}) {
        CAPTURE(std::string(fault));
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string("GET ") + Picture + "#*:" + fault);
        link_account(fixture);
        fixture.engine().look_up_avatar();
        REQUIRE(fixture.sandbox.wait_for_requests("GET", Picture, 1, Patience));
        // A whole publish later its answer has long been seen.
        const TestPlate plate({tetrahedron()});
        CHECK(fixture.publish_to_end(plate).phase == publish::Phase::Done);
        CHECK(fixture.events.all<publish::AvatarFound>().empty());
    }
}
