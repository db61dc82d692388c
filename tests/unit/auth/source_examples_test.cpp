// Every example of a sign-in in the services' own texts: what is asked is asked so, and what is answered is
// understood so. S0: MyMiniFactory's API documentation; S1: an SSO service; S2: MeshyDB; S3: Xee.
#include "auth/account_creation.hpp"
#include "auth/authorization.hpp"
#include "auth/dialect.hpp"
#include "auth/introspection.hpp"
#include "auth/mobile_grant.hpp"
#include "auth/redirect.hpp"
#include "auth/token_answer.hpp"
#include "auth/token_endpoint.hpp"
#include "base/json.hpp"
#include "http/url.hpp"

#include <doctest/doctest.h>
#include <map>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

using Map = std::map<std::string, std::string>;

Map map_of(const std::string &form)
{
    const auto parameters = http::parse_form(form).value();
    Map map(parameters.begin(), parameters.end());
    REQUIRE(map.size() == parameters.size());
    return map;
}

Map form_of(const http::Request &request)
{
    return map_of(std::string(std::get<Secret>(request.body).view()));
}

// The same members with the same values, in whatever order.
void check_json(const http::Request &request, const char *example)
{
    CHECK(json::parse(std::get<Secret>(request.body).view()).value() == json::parse(example).value());
}

void check_basic(const http::Request &request)
{
    REQUIRE(request.basic);
    CHECK(request.basic->user == "test_client");
    CHECK(request.basic->password.view() == "test_secret");
}

Result<TokenSet> read(Dialect dialect, TokenRequestKind kind, std::string body, int status = 200)
{
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    return read_token_answer(dialect, kind, std::move(response));
}

Profile myminifactory()
{
    Profile p = public_service();
    p.client_id = "test_client";
    p.client_secret = Secret("test_secret");
    p.redirect_uri = "http://yoursite.com/callback";
    return p;
}

Profile service(Dialect dialect, const char *token_url)
{
    Profile p;
    p.dialect = dialect;
    p.client_authentication = traits_of(dialect).client_authentication;
    p.client_id = "test_client";
    p.client_secret = Secret("test_secret");
    p.token_url = token_url;
    return p;
}

} // namespace

TEST_CASE("S0: the authorize addresses")
{
    struct Example
    {
        Grant grant;
        const char *language;
        bool in_frame;
        const char *url;
    };
    const std::string page = "https://auth.myminifactory.com/web/authorize";
    for (const Example &example : std::vector<Example>{
             {Grant::Code, "", false, "response_type=code&state=kjfgierwgn"},
             {Grant::Code, "", true, "response_type=code&state=kjfgierwgn&redirect_type=iframe"},
             {Grant::Code, "hu", false, "response_type=code&state=kjfgierwgn&lang=hu"},
             {Grant::Implicit, "", false, "response_type=token&state=kjfgierwgn"},
             {Grant::Implicit, "", true, "response_type=token&state=kjfgierwgn&redirect_type=iframe"},
             {Grant::Implicit, "hu", false, "response_type=token&state=kjfgierwgn&lang=hu"},
         }) {
        Profile p = myminifactory();
        p.grant = example.grant;
        const std::string url =
            authorize_url(p, Secret("kjfgierwgn"), Secret(), example.language, example.in_frame);
        CHECK(url.substr(0, url.find('?')) == page);
        CHECK(map_of(url.substr(url.find('?') + 1)) ==
              map_of("client_id=test_client&redirect_uri=http://yoursite.com/callback&" +
                     std::string(example.url)));
    }
}

TEST_CASE("S0: the callbacks")
{
    const ExpectedRedirect code{"http://yoursite.com/callback", Secret("kjfgierwgn"), Grant::Code};
    const Redirect granted = read_redirect(
        "http://yoursite.com/callback?code=39835c5e-9576-4b44-b3da-dd9d5a14af94&state=kjfgierwgn", code);
    REQUIRE(std::holds_alternative<CodeGranted>(granted));
    CHECK(std::get<CodeGranted>(granted).code.view() == "39835c5e-9576-4b44-b3da-dd9d5a14af94");

    const Redirect refused =
        read_redirect("http://yoursite.com/callback?error=access_denied&state=kjfgierwgn", code);
    REQUIRE(std::holds_alternative<AccessRefused>(refused));
    CHECK(std::get<AccessRefused>(refused).error == "access_denied");

    const Redirect token =
        read_redirect("http://yoursite.com/#access_token=4d3999a3-b276-4dc5-92f0-05cb905cd82b&"
                      "expires_in=21600&state=somestate&token_type=Bearer",
                      {"http://yoursite.com/", Secret("somestate"), Grant::Implicit});
    REQUIRE(std::holds_alternative<TokenGranted>(token));
    CHECK(std::get<TokenGranted>(token).access_token.view() == "4d3999a3-b276-4dc5-92f0-05cb905cd82b");
    CHECK(std::get<TokenGranted>(token).expires_in == seconds(21600));
}

TEST_CASE("S0: a code for tokens")
{
    const auto request =
        code_request(myminifactory(), {}, Secret("39835c5e-9576-4b44-b3da-dd9d5a14af94"), Secret());
    CHECK(request.url == "https://auth.myminifactory.com/v1/oauth/tokens");
    check_basic(request);
    CHECK(form_of(request) == Map{{"grant_type", "authorization_code"},
                                  {"code", "39835c5e-9576-4b44-b3da-dd9d5a14af94"},
                                  {"redirect_uri", "http://yoursite.com/callback"}});
    const auto tokens = read(Dialect::MyMiniFactory, TokenRequestKind::Code, R"({
        "user_id": 1, "access_token": "00ccd40e-72ca-4e79-a4b6-67c95e2e3f1c", "expires_in": 3600,
        "token_type": "Bearer", "refresh_token": "6fd8d272-375a-4d8a-8d0f-43367dc8b791" })");
    REQUIRE(tokens);
    CHECK(tokens->user_id == "1");
    CHECK(tokens->access_token.view() == "00ccd40e-72ca-4e79-a4b6-67c95e2e3f1c");
    CHECK(tokens->expires_in == seconds(3600));
    CHECK(tokens->refresh_token.view() == "6fd8d272-375a-4d8a-8d0f-43367dc8b791");
}

TEST_CASE("S0: a refresh")
{
    const auto request =
        refresh_request(myminifactory(), {}, Secret("6fd8d272-375a-4d8a-8d0f-43367dc8b791"), "");
    CHECK(request.url == "https://auth.myminifactory.com/v1/oauth/tokens");
    check_basic(request);
    CHECK(form_of(request) ==
          Map{{"grant_type", "refresh_token"}, {"refresh_token", "6fd8d272-375a-4d8a-8d0f-43367dc8b791"}});
    const auto tokens = read(Dialect::MyMiniFactory, TokenRequestKind::Refresh, R"({
        "user_id": 1, "access_token": "1f962bd5-7890-435d-b619-584b6aa32e6c", "expires_in": 3600,
        "token_type": "Bearer", "refresh_token": "3a6b45b8-9d29-4cba-8a1b-0093e8a2b933" })");
    REQUIRE(tokens);
    CHECK(tokens->access_token.view() == "1f962bd5-7890-435d-b619-584b6aa32e6c");
    CHECK(tokens->refresh_token.view() == "3a6b45b8-9d29-4cba-8a1b-0093e8a2b933");
}

TEST_CASE("S0: introspection")
{
    Profile p = myminifactory();
    p.introspect_url = "https://auth.myminifactory.com/v1/oauth/introspect";
    const auto request =
        introspection_request(p, {}, Secret("1f962bd5-7890-435d-b619-584b6aa32e6c"), TokenType::Access);
    CHECK(request.url == p.introspect_url);
    check_basic(request);
    CHECK(form_of(request) ==
          Map{{"token", "1f962bd5-7890-435d-b619-584b6aa32e6c"}, {"token_type_hint", "access_token"}});
    http::Response response;
    response.status = 200;
    response.body = R"({ "active": true, "client_id": "test_client", "username": "test@username",
        "token_type": "Bearer", "exp": 1454868090 })";
    const auto said = read_introspection(response);
    REQUIRE(said);
    CHECK(said->is_active);
    CHECK(said->username == "test@username");
    CHECK(said->expires_at == WallTime(seconds(1454868090)));
}

TEST_CASE("S0: the mobile calls")
{
    Profile p = myminifactory();
    p.client_key = "YOUR_CLIENT_KEY";
    p.mobile_login_url = "https://auth.myminifactory.com/v1/oauth/mobile/login";
    p.mobile_refresh_url = "https://auth.myminifactory.com/v1/oauth/mobile/refresh";
    const auto login = form_of(
        mobile_login_request(p, {}, Secret("ACCESS_TOKEN"), {"ID_OF_THE_DEVICE", "LOCALE", "USER_AGENT"}));
    CHECK(login.size() == 3);
    CHECK(login.at("client_key") == "YOUR_CLIENT_KEY");
    CHECK(login.at("access_token") == "ACCESS_TOKEN");
    const auto device = json::parse(login.at("device_info")).value();
    CHECK(device.MemberCount() == 5);
    for (const char *key : {"device_id", "manufacturer", "device_model", "locale", "user_agent"}) {
        CHECK(json::string_member(device, key));
    }
    CHECK(json::string_member(device, "device_id") == "ID_OF_THE_DEVICE");
    CHECK(json::string_member(device, "locale") == "LOCALE");
    CHECK(json::string_member(device, "user_agent") == "USER_AGENT");
    CHECK(form_of(mobile_refresh_request(p, {}, Secret("OLD_ACCESS_TOKEN"), "ID_OF_THE_DEVICE")) ==
          Map{{"client_key", "YOUR_CLIENT_KEY"},
              {"access_token", "OLD_ACCESS_TOKEN"},
              {"device_id", "ID_OF_THE_DEVICE"}});
    // The words in capitals stand for a text; the table says that the user's id is one.
    const auto tokens =
        read(Dialect::MyMiniFactory, TokenRequestKind::MobileLogin,
             R"({ "user_id": "USER_ID", "access_token": "NEW_ACCESS_TOKEN", "expires_in": 7200,
                  "token_type": "Bearer" })");
    REQUIRE(tokens);
    CHECK(tokens->user_id == "USER_ID");
    CHECK(tokens->access_token.view() == "NEW_ACCESS_TOKEN");
    CHECK(tokens->expires_in == seconds(7200));
    CHECK(tokens->refresh_token.empty());
    CHECK(read(Dialect::MyMiniFactory, TokenRequestKind::Refresh, R"({ "error": "ERROR" })", 400).error() ==
          Error{ErrorKind::NotLinked, "ERROR", 400});
}

TEST_CASE("S1: the login page, a new user, a new token and a refresh")
{
    Profile p = service(Dialect::Sso, "https://example.domain/token");
    p.client_id = "<your_client_id>";
    p.authorize_url = "https://example.domain/login";
    p.redirect_uri = "https://my.site/back";
    p.scope = "<scope>";
    const std::string url = authorize_url(p, Secret(), Secret(), "", true);
    CHECK(url.starts_with("https://example.domain/login?"));
    CHECK(map_of(url.substr(url.find('?') + 1)) == Map{{"client_id", "<your_client_id>"},
                                                       {"scope", "<scope>"},
                                                       {"redirect_uri", "https://my.site/back"}});

    const Redirect redirect = read_redirect("https://my.site/back?access_token=A&refresh_token=R&"
                                            "expiration=1700000000&user_id=7",
                                            {p.redirect_uri, Secret(), Grant::Implicit, Dialect::Sso});
    REQUIRE(std::holds_alternative<TokenGranted>(redirect));
    CHECK(std::get<TokenGranted>(redirect).refresh_token.view() == "R");

    p.client_id = "<client_id>";
    p.scope.clear();
    check_json(password_request(p, {}, "john", Secret("1234")), R"({
        "username": "john", "password": "1234", "client_id": "<client_id>", "scope": 0,
        "response_type": "code" })");
    p.create_account_url = "https://example.domain/user";
    check_json(account_creation_request(p, {}, "john", Secret("1234")),
               R"({ "username": "john", "password": "1234" })");
    http::Response created;
    created.status = 201;
    CHECK(read_account_creation(created));
    check_json(refresh_request(p, {}, Secret("<refresh_token>"), "john"), R"({
        "username": "john", "client_id": "<client_id>", "refresh_token": "<refresh_token>",
        "response_type": "refresh" })");
    const auto tokens = read(Dialect::Sso, TokenRequestKind::Password, R"({
        "access_token": "<access_token>", "refresh_token": "<refresh_token>", "expiration": 1700000000,
        "status_code": 201, "error": null, "success": true })");
    REQUIRE(tokens);
    CHECK(tokens->access_token.view() == "<access_token>");
    CHECK(tokens->refresh_token.view() == "<refresh_token>");
    CHECK(tokens->expires_at == WallTime(seconds(1700000000)));
}

TEST_CASE("S2: a refresh without a secret, its tokens and its errors")
{
    Profile p = service(Dialect::MeshyDb, "https://auth.meshydb.com/acme/connect/token");
    p.client_id = "{publicKey}";
    p.client_secret = Secret();
    const auto request = refresh_request(p, {}, Secret("{refresh_token}"), "");
    CHECK(request.url == "https://auth.meshydb.com/acme/connect/token");
    CHECK_FALSE(request.basic);
    CHECK(form_of(request) == Map{{"client_id", "{publicKey}"},
                                  {"grant_type", "refresh_token"},
                                  {"refresh_token", "{refresh_token}"}});
    // An anonymous login: the password is static.
    CHECK(form_of(password_request(p, {}, "device", Secret())).at("password") == "nopassword");
    const auto tokens = read(Dialect::MeshyDb, TokenRequestKind::Refresh, R"({ "access_token": "ey...",
        "expires_in": 3600, "token_type": "Bearer", "refresh_token": "ab23cd3343e9328g" })");
    REQUIRE(tokens);
    CHECK(tokens->access_token.view() == "ey...");
    CHECK(tokens->refresh_token.view() == "ab23cd3343e9328g");
    CHECK(read(Dialect::MeshyDb, TokenRequestKind::Refresh, "", 400).error().kind == ErrorKind::NotLinked);
    CHECK(read(Dialect::MeshyDb, TokenRequestKind::Refresh, "", 429).error().kind == ErrorKind::RateLimited);
}

TEST_CASE("S3: a code and a refresh with Basic, its tokens and its two errors")
{
    const Profile p = service(Dialect::Xee, "https://cloud.xee.com/v3/auth/access_token");
    const auto code = code_request(p, {}, Secret("the code"), Secret());
    check_basic(code);
    CHECK(form_of(code) == Map{{"grant_type", "authorization_code"}, {"code", "the code"}});
    const auto refresh = refresh_request(p, {}, Secret("8eb6"), "");
    check_basic(refresh);
    CHECK(form_of(refresh) == Map{{"grant_type", "refresh_token"}, {"refresh_token", "8eb6"}});
    const auto tokens = read(Dialect::Xee, TokenRequestKind::Code, R"({
        "access_token": "22fe0c13e995da4a44a63a7ff549badb5d337a42bf80f17424482e35d4cca91a",
        "expires_at": 1382962374,
        "expires_in": 3600,
        "refresh_token": "8eb667707535655f2d9e14fc6491a59f6e06f2e73170761259907d8de186b6a1",
        "token_type": "bearer" })");
    REQUIRE(tokens);
    CHECK(tokens->access_token.view() == "22fe0c13e995da4a44a63a7ff549badb5d337a42bf80f17424482e35d4cca91a");
    CHECK(tokens->refresh_token.view() == "8eb667707535655f2d9e14fc6491a59f6e06f2e73170761259907d8de186b6a1");
    CHECK(tokens->expires_in == seconds(3600));
    CHECK(tokens->expires_at == WallTime(seconds(1382962374)));
    for (const char *tip : {"Check you've set the grant_type and the code",
                            "Check you've set the grant_type and the refresh_token"}) {
        const auto refused =
            read(Dialect::Xee, TokenRequestKind::Refresh,
                 R"([ { "type": "PARAMETERS_ERROR", "message": "Missing parameter", "tip": ")" +
                     std::string(tip) + "\" } ]",
                 400);
        CHECK(refused.error() == Error{ErrorKind::NotLinked, "Missing parameter", 400});
    }
    CHECK(read(Dialect::Xee, TokenRequestKind::Code, R"({ "message": "Invalid authentication" })", 401)
              .error() == Error{ErrorKind::SignInFailed, "Invalid authentication", 401});
}
