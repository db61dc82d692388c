// S1's new account: what each answer means, and that the sign-in goes on with it.
#include "auth/account_creation.hpp"

#include "support/session_world.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;
using test::no_response;
using test::response;
using World = test::SessionWorld;

namespace {

constexpr const char *Tokens = R"({"access_token": "token", "refresh_token": "refresh",
    "expiration": 4000000000, "status_code": 201, "error": null, "success": true})";

Profile sso_profile()
{
    Profile p = test::profile_for(Grant::Password);
    p.dialect = Dialect::Sso;
    p.client_secret = Secret();
    p.client_authentication = ClientAuthentication::None;
    p.create_account_url = "https://auth.example.com/users";
    return p;
}

// Somebody who waits for a token while the person creates an account.
struct Creation : World
{
    Creation() : World(sso_profile()), asker(ask_and_run())
    {
        REQUIRE(authorizer.password_request);
        CHECK(authorizer.password_request->may_create_account);
        create();
    }

    void create() { authorizer.finish(Granted(PasswordGranted{"john", Secret("1234"), true})); }
    std::string last_url() const { return transport.requests.back().url; }

    std::shared_ptr<test::Asker> asker;
};

} // namespace

TEST_CASE("account creation: only 201 says that the account is there")
{
    struct Case
    {
        int status;
        const char *body;
        Error error;
    };
    CHECK(read_account_creation(response(201)));
    CHECK(read_account_creation(response(201, R"({"username": "john"})")));
    CHECK(read_account_creation(response(201, "garbage")));
    const auto refused = ErrorKind::AccountRefused;
    for (const Case &c : std::vector<Case>{
             {409, R"({"error": "This name is taken"})", {refused, "This name is taken", 409}},
             {400, R"({"message": "Too short"})", {refused, "Too short", 400}},
             {422, "", {refused, "", 422}},
             {200,
              R"({"success": false, "error": "This name is taken"})",
              {refused, "This name is taken", 200}},
             {429, "", {ErrorKind::RateLimited, "", 429}},
             {500, R"({"error": "x"})", {ErrorKind::Unavailable, "", 500}},
             {404, "<html>Not here</html>", {ErrorKind::Unavailable, "", 404}},
         }) {
        CAPTURE(c.status);
        const auto created = read_account_creation(response(c.status, c.body));
        REQUIRE_FALSE(created);
        CHECK(created.error() == c.error);
    }
}

TEST_CASE("account creation: the new account is signed in to")
{
    Creation world;
    CHECK(world.last_url() == "https://auth.example.com/users");
    world.answer(response(201));
    CHECK(world.last_url() == sso_profile().token_url);
    CHECK(world.asker->word() == "waiting");
    world.answer(response(200, Tokens));
    CHECK(world.asker->word() == "token");
    CHECK(world.authorizer.asked == 1);
    CHECK(world.store.links.at(world.key).renewal.login == "john");
}

TEST_CASE("account creation: who wants a name that is taken is asked again, with the reason")
{
    Creation world;
    world.answer(response(409, R"({"error": "This name is taken"})"));
    CHECK(world.authorizer.asked == 2);
    CHECK(world.authorizer.password_request->username == "john");
    CHECK(world.authorizer.password_request->refusal ==
          Error{ErrorKind::AccountRefused, "This name is taken", 409});
    world.create();
    world.answer(response(201));
    world.answer(response(200, Tokens));
    CHECK(world.asker->word() == "token");
}

TEST_CASE("account creation: what the service has surely not got is sent again")
{
    Creation world;
    world.answer(no_response(ErrorKind::Offline, false));
    world.loop.run_once(seconds(60));
    REQUIRE(world.transport.requests.size() == 2);
    CHECK(world.transport.body(1) == world.transport.body(0));
    world.answer(response(201));
    CHECK(world.last_url() == sso_profile().token_url);
}

TEST_CASE("account creation: an unknown outcome ends the sign-in")
{
    Creation world;
    world.answer(no_response(ErrorKind::ConnectionLost, true));
    CHECK(world.asker->word() == "SignInFailed");
    CHECK(world.transport.requests.size() == 1);
    CHECK_FALSE(world.session->is_linked());
}
