// The sign-ins beside the code: mobile, password, S1's redirect; and what of a sign-in is sent again.
#include "auth/session.hpp"

#include "base/json.hpp"
#include "http/url.hpp"
#include "support/session_world.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace mmf;
using namespace mmf::auth;
using std::chrono::hours;
using test::no_response;
using test::response;
using test::tokens;
using World = test::SessionWorld;

namespace {

Profile mobile_profile()
{
    Profile p = test::profile_for(Grant::Mobile);
    p.client_secret = Secret();
    p.client_key = p.client_id;
    p.mobile_login_url = "https://auth.example.com/mobile/login";
    p.mobile_refresh_url = "https://auth.example.com/mobile/refresh";
    return p;
}

Profile password_profile(Dialect dialect)
{
    Profile p = test::profile_for(Grant::Password);
    p.dialect = dialect;
    p.client_secret = Secret();
    p.client_authentication = ClientAuthentication::None;
    return p;
}

// A field of the last form that was sent.
std::string sent(const World &world, const std::string &name)
{
    const auto form = http::parse_form(world.transport.body(world.transport.requests.size() - 1)).value();
    for (const auto &[key, value] : form) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::string device_id_of_login(const World &world)
{
    const auto device = json::parse(sent(world, "device_info")).value();
    return json::string_member(device, "device_id").value_or("");
}

} // namespace

TEST_CASE("session: the mobile grant signs in by the page, then renews itself as the same device")
{
    World world(mobile_profile());
    const auto asker = world.ask_and_run();
    REQUIRE(world.authorizer.is_open());
    CHECK(world.authorizer.request->url.find("response_type=token") != std::string::npos);
    world.authorizer.grant_token("implicit", hours(6));
    world.run();
    CHECK(world.transport.requests.at(0).url == "https://auth.example.com/mobile/login");
    CHECK(sent(world, "access_token") == "implicit");
    const std::string device = device_id_of_login(world);
    CHECK(device.size() >= 32);
    CHECK(asker->word() == "waiting"); // the page's own token is revoked by that, and never given out
    world.answer(response(200, tokens("first", "", "7200")));
    CHECK(asker->word() == "first");
    CHECK(world.store.links.at(world.key).renewal.device_id == device);

    world.restart();
    world.clock.advance(hours(3));
    for (const char *next : {"second", "third"}) {
        const std::string before = world.stored(&StoredLink::access_token);
        const auto late = world.ask_and_run(Interaction::Forbidden);
        CHECK(world.transport.requests.back().url == "https://auth.example.com/mobile/refresh");
        CHECK(sent(world, "access_token") == before);
        CHECK(sent(world, "device_id") == device);
        CHECK(sent(world, "client_key") == "test_client");
        world.answer(response(200, tokens(next, "", "7200")));
        CHECK(late->word() == next);
        world.session->refuse_token(Secret(next)); // and the refused one renews, too
    }
    CHECK(world.authorizer.asked == 1);

    SUBCASE("a renewal that is refused leads to the page, and the same device")
    {
        const auto again = world.ask_and_run();
        world.answer(response(404, R"({"error":"Access token not found"})"));
        REQUIRE(world.authorizer.is_open());
        world.authorizer.grant_token("implicit", hours(6));
        CHECK(device_id_of_login(world) == device);
        world.answer(response(200, tokens("anew", "", "7200")));
        CHECK(again->word() == "anew");
    }
    SUBCASE("after unlinking it is another device")
    {
        world.session->unlink([](const Result<void> &) {});
        world.run();
        const auto again = world.ask_and_run();
        world.authorizer.grant_token("implicit", hours(6));
        CHECK(device_id_of_login(world) != device);
    }
}

TEST_CASE("session: a mobile login that is refused is the sign-in's failure, and nothing is linked")
{
    World world(mobile_profile());
    const auto asker = world.ask_and_run();
    world.authorizer.grant_token("implicit", hours(6));
    world.answer(response(401, R"({"error":"Invalid client key"})"));
    CHECK(asker->word() == "SignInFailed");
    CHECK(asker->answer->error().detail == "Invalid client key");
    CHECK_FALSE(world.session->is_linked());
    CHECK(world.store.saves == 0);
}

TEST_CASE("session: without a place to renew at, a mobile token is used to its end")
{
    Profile p = mobile_profile();
    p.mobile_refresh_url.clear();
    World world(p);
    world.ask_and_run();
    world.authorizer.grant_token("implicit", hours(6));
    world.answer(response(200, tokens("mobile", "", "7200")));
    world.clock.advance(hours(2));
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    CHECK(world.transport.requests.size() == 1);
}

TEST_CASE("session: user name and password, asked for until they are right")
{
    World world(password_profile(Dialect::OAuth2));
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    CHECK(world.authorizer.asked == 0);
    const auto asker = world.ask_and_run();
    REQUIRE(world.authorizer.password_request);
    CHECK_FALSE(world.authorizer.request);
    CHECK(world.authorizer.password_request->service_name == "MyMiniFactory");
    CHECK(world.authorizer.password_request->username.empty());
    CHECK_FALSE(world.authorizer.password_request->refusal);
    world.authorizer.grant_password("jane", "typo");
    CHECK(sent(world, "username") == "jane");
    CHECK(sent(world, "password") == "typo");
    world.answer(response(400, R"({"error":"invalid_grant","error_description":"Not so."})"));
    CHECK(asker->word() == "waiting");
    REQUIRE(world.authorizer.asked == 2);
    CHECK(world.authorizer.password_request->username == "jane");
    REQUIRE(world.authorizer.password_request->refusal);
    CHECK(*world.authorizer.password_request->refusal == Error{ErrorKind::WrongCredentials, "Not so.", 400});

    SUBCASE("and the next is right")
    {
        world.authorizer.grant_password("jane", "right");
        world.answer(response(200, tokens("token", "refresh")));
        CHECK(asker->word() == "token");
        CHECK(world.stored(&StoredLink::refresh_token) == "refresh");
        const Secret stored = serialise(world.store.links.at(world.key));
        CHECK(stored.view().find("right") == std::string_view::npos); // the password is kept nowhere
    }
    SUBCASE("and the person gives up")
    {
        world.authorizer.finish(fail(ErrorKind::Cancelled));
        CHECK(asker->word() == "Cancelled");
    }
    SUBCASE("and nobody waits any more")
    {
        world.session->cancel_sign_in();
        CHECK(world.authorizer.abandoned == 1);
        CHECK(asker->word() == "Cancelled");
    }
    SUBCASE("and it is the client that is refused: no password would help")
    {
        world.authorizer.grant_password("jane", "right");
        world.answer(response(401, R"({"error":"invalid_client"})"));
        CHECK(asker->word() == "SignInFailed");
        CHECK(world.authorizer.asked == 2);
    }
    SUBCASE("and the service is not there")
    {
        world.authorizer.grant_password("jane", "right");
        world.answer(response(503));
        CHECK(asker->word() == "SignInFailed");
        CHECK(world.authorizer.asked == 2);
    }
}

TEST_CASE("session: an anonymous account of S2, and a password that has no link to it")
{
    World world(password_profile(Dialect::MeshyDb));
    const auto asker = world.ask_and_run();
    CHECK(world.authorizer.password_request->may_be_anonymous);
    world.authorizer.grant_password("device-1", "");
    CHECK(sent(world, "password") == "nopassword");
    world.answer(response(200, tokens("token", "refresh")));
    CHECK(asker->word() == "token");
    world.session->refuse_token(Secret("token"));
    world.ask_and_run();
    CHECK(sent(world, "grant_type") == "refresh_token");
    world.answer(response(429));
    CHECK(world.session->is_linked()); // a limit ends no link
    world.ask_and_run();
    world.answer(response(400));
    CHECK(world.authorizer.asked == 2);
    CHECK(world.authorizer.password_request->username == "device-1");
}

TEST_CASE("session: S1 renews by the name that was typed, else by the user of the redirect")
{
    Profile p = password_profile(Dialect::Sso);
    std::string login = "john";
    SUBCASE("typed") {}
    SUBCASE("of the redirect")
    {
        p.grant = Grant::Implicit;
        login = "7";
    }
    World world(p);
    const auto asker = world.ask_and_run();
    if (p.grant == Grant::Password) {
        world.authorizer.grant_password("john", "1234");
        world.answer(
            response(200, R"({"access_token":"a","refresh_token":"r","expiration":)" +
                              std::to_string((world.clock.wall_now() + hours(1)).time_since_epoch().count()) +
                              R"(,"status_code":201,"error":null,"success":true})"));
    } else {
        TokenGranted granted{Secret("a"), std::nullopt, world.clock.wall_now() + hours(1), Secret("r"), "7"};
        world.authorizer.finish(Granted(std::move(granted)));
        world.run();
        CHECK(world.session->account().id == "7");
    }
    CHECK(asker->word() == "a");
    CHECK(world.store.links.at(world.key).expires_at == world.clock.wall_now() + hours(1));
    world.restart();
    world.clock.advance(hours(2));
    const auto late = world.ask_and_run(Interaction::Forbidden);
    CHECK(world.transport.body(world.transport.requests.size() - 1) ==
          R"({"username":")" + login +
              R"(","client_id":"test_client","refresh_token":"r","response_type":"refresh"})");
    world.answer(response(200, R"({"access_token":"b","error":null,"success":true})"));
    CHECK(late->word() == "b");
    CHECK(world.stored(&StoredLink::refresh_token) == "r"); // it stays the same
}

TEST_CASE("session: a new link has nothing of the one before that could renew it")
{
    Profile p = test::profile_for(Grant::Implicit);
    p.token_url.clear();
    World world(p);
    world.store_link("old", "of another", seconds(-1));
    world.ask_and_run();
    world.authorizer.grant_token("new", hours(1));
    world.run();
    CHECK(world.stored(&StoredLink::refresh_token).empty());
}

TEST_CASE("session: what of a sign-in the service has surely not got is sent again, and nothing else is")
{
    World world;
    const auto asker = world.ask_and_run();
    world.authorizer.grant_code("code");
    for (std::size_t tries = 1; tries < 5; ++tries) {
        REQUIRE(world.transport.requests.size() == tries);
        world.answer(no_response(ErrorKind::Offline, false));
        CHECK(asker->word() == "waiting");
        CHECK(world.transport.requests.size() == tries); // not at once
        world.loop.run_once(seconds(60));
    }
    REQUIRE(world.transport.requests.size() == 5);
    CHECK(world.transport.body(4) == world.transport.body(0));

    SUBCASE("and it arrives")
    {
        world.answer(response(200, tokens("token")));
        CHECK(asker->word() == "token");
    }
    SUBCASE("within the policy's attempts")
    {
        world.answer(no_response(ErrorKind::Offline, false));
        CHECK(asker->word() == "SignInFailed");
        world.loop.run_once(seconds(60));
        CHECK(world.transport.requests.size() == 5);
    }
    SUBCASE("where it may have arrived the code is used up")
    {
        world.answer(no_response(ErrorKind::ConnectionLost, true));
        CHECK(asker->word() == "SignInFailed");
    }
    CHECK(world.authorizer.asked == 1);
}

TEST_CASE("session: a cancel between two tries ends them")
{
    World world;
    const auto asker = world.ask_and_run();
    world.authorizer.grant_code("code");
    world.answer(no_response(ErrorKind::Offline, false));
    SUBCASE("of the sign-in")
    {
        world.session->cancel_sign_in();
    }
    SUBCASE("of the link")
    {
        world.session->unlink([](const Result<void> &) {});
    }
    CHECK(asker->word() == "Cancelled");
    world.loop.run_once(seconds(60));
    world.run();
    CHECK(world.transport.requests.size() == 1);
}

TEST_CASE("session: a clock that somebody sets changes no token in memory, and the stored end is told anew")
{
    World world;
    world.store_link("old", "refresh", hours(2));
    CHECK(world.ask_and_run()->word() == "old");
    for (const auto shift : {hours(24 * 400), -hours(24 * 800)}) {
        world.clock.shift_wall(shift);
        CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "old");
        CHECK(world.transport.requests.empty());
        CHECK(world.session->present_link().expires_at == world.clock.wall_now() + hours(2));
    }
    // The machine sleeps: that counts.
    world.clock.advance(hours(2));
    world.ask_and_run(Interaction::Forbidden);
    CHECK(world.transport.requests.size() == 1);
    world.answer(response(200, tokens("new")));
    CHECK(world.store.links.at(world.key).expires_at == world.clock.wall_now() + hours(1));
}

TEST_CASE("session: an end that has passed by this machine's clock says that the clocks differ")
{
    Profile p = test::profile_for(Grant::Code);
    p.dialect = Dialect::Xee;
    World world(p);
    world.ask_and_run();
    world.authorizer.grant_code("code");
    world.answer(response(200, R"({"access_token":"a","refresh_token":"r","expires_at":1382962374})"));
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "a");
    CHECK(world.transport.requests.size() == 1);
}
