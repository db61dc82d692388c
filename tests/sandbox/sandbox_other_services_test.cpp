// The token services of contract §3, over real sockets.
#include <doctest/doctest.h>

#include "test_client.hpp"
#include "text.hpp"

using namespace mmf::sandbox;
using namespace mmf::sandbox::test;

namespace {

struct Services
{
    httplib::Result post(const std::string &path, const std::string &body, const char *type = FormType)
    {
        return http.Post(path, body, type);
    }

    void check_token(const rapidjson::Document &answer)
    {
        REQUIRE(answer.HasMember("access_token"));
        http.set_bearer_token_auth(answer["access_token"].GetString());
        CHECK(http.Get("/api/v2/user")->status == 200);
        http.set_bearer_token_auth("");
    }

    Sandbox sandbox;
    httplib::Client http{sandbox.base_url()};
};

} // namespace

TEST_CASE("S1: tokens by JSON, and a refresh token that stays the same")
{
    Services services;
    const char *json = "application/json";
    const auto ask = [&](const std::string &password) {
        return parse(services
                         .post("/sso/token",
                               R"({"username":"designer","password":")" + password +
                                   R"(","client_id":"sandbox-public","scope":0,"response_type":"code"})",
                               json)
                         ->body);
    };
    const auto tokens = ask("secret");
    CHECK(tokens["success"].GetBool());
    CHECK(tokens["error"].IsNull());
    services.check_token(tokens);
    const std::string refresh = tokens["refresh_token"].GetString();
    const auto renew = [&](const std::string &username) {
        return parse(
            services
                .post("/sso/token",
                      R"({"username":")" + username +
                          R"(","client_id":"sandbox-public","response_type":"refresh","refresh_token":")" +
                          refresh + "\"}",
                      json)
                ->body);
    };
    CHECK(renew("designer")["refresh_token"].GetString() == refresh);
    CHECK_FALSE(renew("maker")["success"].GetBool());
    const auto wrong = ask("x");
    CHECK_FALSE(wrong["success"].GetBool());
    CHECK(wrong["error"].IsString());
}

TEST_CASE("S1: a new user, whose name is then taken")
{
    Services services;
    const auto create = [&](const std::string &username, const std::string &password) {
        return services
            .post("/sso/users", R"({"username":")" + username + R"(","password":")" + password + "\"}",
                  "application/json")
            ->status;
    };
    const std::string login =
        R"({"username":"john","password":"1234","client_id":"sandbox-public","scope":0,"response_type":"code"})";
    const auto has_signed_in = [&] {
        return parse(services.post("/sso/token", login, "application/json")->body)["success"].GetBool();
    };
    CHECK_FALSE(has_signed_in());
    CHECK(create("john", "123") == 400);
    CHECK(create("", "1234") == 400);
    CHECK(create("designer", "1234") == 409);
    CHECK(create("john", "1234") == 201);
    CHECK(create("john", "5678") == 409);
    CHECK(has_signed_in());
    CHECK(services.post("/sso/users", "username=jane&password=1234")->status == 400);
}

TEST_CASE("S1: the page leads to the redirect URI with the tokens as parameters")
{
    Services services;
    const std::string query = "client_id=sandbox-public&redirect_uri=" + percent_encode(RedirectUri);
    CHECK(services.http.Get("/sso/login?" + query)->status == 200);
    CHECK(services.http.Get("/sso/login?client_id=nobody")->status == 400);
    const auto done = services.post("/sso/login?" + query, "username=maker&password=secret");
    REQUIRE(done);
    CHECK(done->status == 302);
    const std::string location = done->get_header_value("Location");
    CHECK(location.starts_with("http://localhost:7330/callback?access_token="));
    for (const char *name : {"&refresh_token=", "&expiration=", "&user_id=maker"}) {
        CHECK(location.find(name) != std::string::npos);
    }
    CHECK(services.post("/sso/login?" + query, "username=maker&password=x")->status == 200);
}

TEST_CASE("S2: a password, an anonymous one, a refresh without a secret; anything else is a 400")
{
    Services services;
    const std::string path = "/meshydb/sandbox-account/connect/token";
    const std::string client = "client_id=sandbox-public&";
    const auto tokens =
        parse(services.post(path, client + "grant_type=password&username=designer&password=secret")->body);
    services.check_token(tokens);
    services.check_token(
        parse(services.post(path, client + "grant_type=password&username=maker&password=nopassword")->body));
    const std::string renew =
        client + "grant_type=refresh_token&refresh_token=" + tokens["refresh_token"].GetString();
    services.check_token(parse(services.post(path, renew)->body));
    for (const std::string &form :
         {renew, client + "grant_type=password&username=designer&password=x", client + "grant_type=x",
          std::string("grant_type=password&username=designer&password=secret")}) {
        CHECK(services.post(path, form)->status == 400);
    }
    CHECK(services.post("/meshydb/other/connect/token", renew)->status == 400);
}

TEST_CASE("S3: Basic, both ends of a token, and its two forms of an error")
{
    Services services;
    const std::string path = "/xee/v3/auth/access_token";
    const auto unknown = services.post(path, "grant_type=refresh_token&refresh_token=x");
    CHECK(unknown->status == 401);
    CHECK(std::string(parse(unknown->body)["message"].GetString()) == "Invalid authentication");
    services.http.set_basic_auth("sandbox-client", "sandbox-secret");
    const std::string code = services.sandbox.issue_code("designer", "sandbox-client", RedirectUri);
    const auto tokens = parse(services.post(path, "grant_type=authorization_code&code=" + code)->body);
    CHECK(tokens["expires_at"].IsInt64());
    CHECK(tokens["expires_in"].GetInt() == 3600);
    CHECK(std::string(tokens["token_type"].GetString()) == "bearer");
    const auto refused = services.post(path, "grant_type=authorization_code&code=" + code);
    CHECK(refused->status == 400);
    CHECK(parse(refused->body)[0]["tip"].IsString());
}

TEST_CASE("RFC 6749: its error codes")
{
    Services services;
    const auto error = [&](const std::string &form) {
        return std::string(parse(services.post("/oauth2/token", form)->body)["error"].GetString());
    };
    CHECK(error("client_id=nobody") == "invalid_client");
    CHECK(error("client_id=sandbox-client&client_secret=wrong") == "invalid_client");
    CHECK(error("client_id=sandbox-public&grant_type=magic") == "unsupported_grant_type");
    CHECK(error("client_id=sandbox-public&grant_type=refresh_token&refresh_token=x") == "invalid_grant");
    CHECK(error("client_id=sandbox-public&grant_type=password&username=designer&password=x") ==
          "invalid_grant");
    services.check_token(
        parse(services
                  .post("/oauth2/token",
                        "client_id=sandbox-public&grant_type=password&username=designer&password=secret")
                  ->body));
}
