// The token calls of each dialect (contract §3): what is sent, and what the answers mean.
#include "auth/dialect.hpp"
#include "auth/mobile_grant.hpp"
#include "auth/token_answer.hpp"
#include "auth/token_endpoint.hpp"
#include "base/json.hpp"
#include "http/url.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

Profile profile_of(Dialect dialect)
{
    Profile p;
    p.client_id = "the client";
    p.client_secret = Secret("sword=fish");
    p.dialect = dialect;
    p.client_authentication = traits_of(dialect).client_authentication;
    p.token_url = "https://auth.example.com/token";
    p.redirect_uri = DefaultRedirectUri;
    return p;
}

std::string body_of(const http::Request &request)
{
    return std::string(std::get<Secret>(request.body).view());
}

Result<TokenSet> read(Dialect dialect, TokenRequestKind kind, int status, std::string body)
{
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    return read_token_answer(dialect, kind, std::move(response));
}

constexpr auto Refresh = TokenRequestKind::Refresh;
constexpr auto Password = TokenRequestKind::Password;
constexpr auto Code = TokenRequestKind::Code;

} // namespace

TEST_CASE("dialects: each has its row, its own name and grants")
{
    CHECK(all_dialects().size() == 5);
    for (const DialectTraits &traits : all_dialects()) {
        CAPTURE(std::string(traits.name));
        CHECK(&traits_of(traits.dialect) == &traits);
        CHECK_FALSE(traits.grants.empty());
        CHECK((!traits.usual_grant || has_grant(traits, *traits.usual_grant)));
    }
}

TEST_CASE("dialects: S1's calls are JSON and have no secret")
{
    Profile p = profile_of(Dialect::Sso);
    const auto code = password_request(p, {}, "john \"j\"", Secret("12&34"));
    CHECK(body_of(code) == R"({"username":"john \"j\"","password":"12&34","client_id":"the client",)"
                           R"("scope":0,"response_type":"code"})");
    const auto refresh = refresh_request(p, {}, Secret("r"), "john");
    CHECK(body_of(refresh) ==
          R"({"username":"john","client_id":"the client","refresh_token":"r","response_type":"refresh"})");
    for (const auto &request : {code, refresh}) {
        CHECK(request.method == http::Method::Post);
        CHECK(request.url == p.token_url);
        CHECK(request.must_not_repeat);
        CHECK_FALSE(request.basic);
        CHECK_FALSE(request.bearer);
        REQUIRE(request.headers.size() == 2);
        CHECK(request.headers[0].value == "application/json");
        CHECK(request.headers[1].value == "application/json");
    }
    const auto scope = [&](const char *scope) {
        p.scope = scope;
        return body_of(password_request(p, {}, "j", Secret("p")));
    };
    CHECK(scope("17").find(R"("scope":17,)") != std::string::npos);
    CHECK(scope("read").find(R"("scope":"read",)") != std::string::npos);
    CHECK(scope("99999999999999999999").find(R"("scope":"99999999999999999999",)") != std::string::npos);
}

TEST_CASE(
    "dialects: S2's calls are forms of a client without a secret, and anonymous ones have a password too")
{
    Profile p = profile_of(Dialect::MeshyDb);
    CHECK(body_of(password_request(p, {}, "jane", Secret("pass word"))) ==
          "grant_type=password&username=jane&password=pass%20word&client_id=the%20client");
    CHECK(body_of(password_request(p, {}, "jane", Secret())) ==
          "grant_type=password&username=jane&password=nopassword&client_id=the%20client");
    CHECK(body_of(refresh_request(p, {}, Secret("ab23cd"), "jane")) ==
          "grant_type=refresh_token&refresh_token=ab23cd&client_id=the%20client");
    CHECK_FALSE(refresh_request(p, {}, Secret("r"), "jane").basic);
}

TEST_CASE("dialects: S3's code goes with Basic, and alone")
{
    const Profile p = profile_of(Dialect::Xee);
    const auto code = code_request(p, {}, Secret("c"), Secret());
    CHECK(body_of(code) == "grant_type=authorization_code&code=c");
    REQUIRE(code.basic);
    CHECK(code.basic->password.view() == "sword=fish");
    CHECK(body_of(refresh_request(p, {}, Secret("r"), "")) == "grant_type=refresh_token&refresh_token=r");
}

TEST_CASE("dialects: RFC 6749's password grant")
{
    Profile p = profile_of(Dialect::OAuth2);
    p.scope = "a b";
    const auto request = password_request(p, {}, "jane", Secret("p"));
    CHECK(body_of(request) == "grant_type=password&username=jane&password=p&scope=a%20b");
    CHECK(request.basic);
}

TEST_CASE("mobile grant: login with all of the device's five, renewal by the same device; never a secret")
{
    Profile p = profile_of(Dialect::MyMiniFactory);
    p.client_key = "the key";
    p.mobile_login_url = "https://auth.example.com/mobile/login";
    p.mobile_refresh_url = "https://auth.example.com/mobile/refresh";
    const auto login = mobile_login_request(p, {}, Secret("a+b"), {"d1", "es_ES", "agent/1"});
    const auto form = http::parse_form(body_of(login)).value();
    REQUIRE(form.size() == 3);
    CHECK(form[0] == std::pair<std::string, std::string>("client_key", "the key"));
    CHECK(form[1] == std::pair<std::string, std::string>("access_token", "a+b"));
    CHECK(form[2].first == "device_info");
    const auto device = json::parse(form[2].second).value();
    CHECK(device.MemberCount() == 5);
    CHECK(json::string_member(device, "device_id") == "d1");
    CHECK(json::string_member(device, "locale") == "es_ES");
    CHECK(json::string_member(device, "user_agent") == "agent/1");
    CHECK_FALSE(json::string_member(device, "manufacturer").value_or("").empty());
    CHECK_FALSE(json::string_member(device, "device_model").value_or("").empty());
    CHECK(login.url == p.mobile_login_url);

    const auto renewal = mobile_refresh_request(p, {}, Secret("old"), "d1");
    CHECK(renewal.url == p.mobile_refresh_url);
    CHECK(body_of(renewal) == "client_key=the%20key&access_token=old&device_id=d1");
    for (const auto &request : {login, renewal}) {
        CHECK_FALSE(request.basic);
        CHECK(request.must_not_repeat);
        CHECK(body_of(request).find("fish") == std::string::npos);
    }
}

TEST_CASE("dialects: when a token ends, as each says it")
{
    struct Row
    {
        Dialect dialect;
        const char *members;
        std::optional<seconds> in;
        std::optional<std::int64_t> at;
    };
    const auto none = std::nullopt;
    for (const Row &row : std::vector<Row>{
             {Dialect::Xee, R"("expires_at":1382962374,"expires_in":3600)", seconds(3600), 1382962374},
             {Dialect::Xee, R"("expires_at":"1382962374")", none, 1382962374},
             {Dialect::Sso, R"("expiration":1700000000)", none, 1700000000},
             {Dialect::Sso, R"("expiration":1700000000000)", none, none}, // milliseconds are no moment
             {Dialect::Sso, R"("expiration":-1)", none, none},
             {Dialect::Sso, R"("expiration":0)", none, none},
             {Dialect::Sso, R"("expiration":9223372036854775807)", none, none},
             {Dialect::Sso, R"("expiration":"soon")", none, none},
             {Dialect::Sso, R"("expiration":null)", none, none},
             {Dialect::Sso, R"("expires_at":1700000000)", none, none}, // another dialect's word
             {Dialect::MyMiniFactory, R"("expires_at":1382962374)", none, none},
         }) {
        CAPTURE(std::string(row.members));
        const auto tokens =
            read(row.dialect, Code, 200, R"({"access_token":"a",)" + std::string(row.members) + "}");
        REQUIRE(tokens);
        CHECK(tokens->expires_in == row.in);
        CHECK(tokens->expires_at.has_value() == row.at.has_value());
        if (row.at) {
            CHECK(tokens->expires_at->time_since_epoch().count() == *row.at);
        }
    }
}

TEST_CASE("dialects: what a refusal means, of each")
{
    struct Row
    {
        Dialect dialect;
        TokenRequestKind kind;
        int status;
        const char *body;
        Error error;
    };
    const auto ended = ErrorKind::NotLinked;
    const auto failed = ErrorKind::SignInFailed;
    const auto wrong = ErrorKind::WrongCredentials;
    const auto later = ErrorKind::Unavailable;
    const auto oauth2 = Dialect::OAuth2;
    for (const Row &row : std::vector<Row>{
             // RFC 6749 §5.2: what ends a link, and what is the client's fault and keeps it.
             {oauth2, Refresh, 400, R"({"error":"invalid_grant"})", {ended, "invalid_grant", 400}},
             {oauth2, Refresh, 401, R"({"error":"invalid_client"})", {failed, "invalid_client", 401}},
             {oauth2, Refresh, 400, R"({"error":"invalid_request"})", {failed, "invalid_request", 400}},
             {oauth2,
              Refresh,
              400,
              R"({"error":"unauthorized_client"})",
              {ended, "unauthorized_client", 400}},
             {oauth2,
              Refresh,
              400,
              R"({"error":"unsupported_grant_type","error_description":"No."})",
              {ended, "No.", 400}},
             {oauth2, Refresh, 400, R"({"error":"invalid_scope"})", {ended, "invalid_scope", 400}},
             {oauth2, Refresh, 400, R"({"error":"token_gone"})", {ended, "token_gone", 400}},
             {oauth2, Refresh, 403, R"({"error":"invalid_grant"})", {ended, "invalid_grant", 403}},
             {oauth2, Refresh, 403, R"({"error":"blocked"})", {later, "blocked", 403}},
             {oauth2, Refresh, 503, R"({"error":"temporarily_unavailable"})", {later, "", 503}},
             {oauth2, Refresh, 429, R"({"error":"invalid_grant"})", {ErrorKind::RateLimited, "", 429}},
             {oauth2, Code, 400, R"({"error":"invalid_grant"})", {failed, "invalid_grant", 400}},
             {oauth2, Code, 401, R"({"error":"invalid_client"})", {failed, "invalid_client", 401}},
             {oauth2, Password, 400, R"({"error":"invalid_grant"})", {wrong, "invalid_grant", 400}},
             {oauth2, Password, 401, R"({"error":"invalid_client"})", {failed, "invalid_client", 401}},
             {oauth2,
              Password,
              400,
              R"({"error":"unauthorized_client"})",
              {failed, "unauthorized_client", 400}},
             // S1: whatever the status is.
             {Dialect::Sso,
              Refresh,
              200,
              R"({"success":false,"error":"gone","status_code":401})",
              {ended, "gone", 401}},
             {Dialect::Sso, Refresh, 200, R"({"success":false,"error":null})", {ended, "", 400}},
             {Dialect::Sso, Refresh, 201, R"({"error":{"code":7},"access_token":"a"})", {ended, "", 400}},
             {Dialect::Sso,
              Refresh,
              200,
              R"({"success":false,"status_code":503,"error":"busy"})",
              {later, "", 503}},
             {Dialect::Sso,
              Refresh,
              200,
              R"({"success":false,"status_code":429})",
              {ErrorKind::RateLimited, "", 429}},
             {Dialect::Sso,
              Refresh,
              200,
              R"({"success":false,"status_code":"x","error":"e"})",
              {ended, "e", 400}},
             {Dialect::Sso,
              Refresh,
              404,
              R"({"success":false,"status_code":200,"error":"e"})",
              {ended, "e", 404}},
             {Dialect::Sso, Password, 401, R"({"success":false,"error":"wrong"})", {wrong, "wrong", 401}},
             {Dialect::Sso, Password, 500, "{}", {later, "", 500}},
             // S2: 400 for anything that is wrong.
             {Dialect::MeshyDb, Refresh, 400, "", {ended, "", 400}},
             {Dialect::MeshyDb, Password, 400, R"({"error":"invalid_grant"})", {wrong, "invalid_grant", 400}},
             {Dialect::MeshyDb, Refresh, 429, "", {ErrorKind::RateLimited, "", 429}},
             // S3: an array, or one message.
             {Dialect::Xee,
              Code,
              400,
              R"([{"type":"PARAMETERS_ERROR","message":"Missing parameter","tip":"Check the code"}])",
              {failed, "Missing parameter", 400}},
             {Dialect::Xee,
              Refresh,
              401,
              R"({"message":"Invalid authentication"})",
              {ended, "Invalid authentication", 401}},
             {Dialect::Xee, Refresh, 400, "[]", {ended, "", 400}},
             {Dialect::Xee, Refresh, 400, R"([["x"]])", {ended, "", 400}},
             {Dialect::Xee, Refresh, 400, R"([[[{"message":"m"}]]])", {ended, "m", 400}},
             // S0's mobile grant.
             {Dialect::MyMiniFactory,
              TokenRequestKind::MobileLogin,
              401,
              R"({"error":"Invalid client key"})",
              {failed, "Invalid client key", 401}},
         }) {
        CAPTURE(row.status);
        CAPTURE(std::string(row.body));
        const auto answer = read(row.dialect, row.kind, row.status, row.body);
        REQUIRE_FALSE(answer);
        CHECK(answer.error() == row.error);
    }
    // An array or a lie about success is no token.
    CHECK(read(Dialect::Xee, Code, 200, R"([{"access_token":"a"}])").error().kind == ErrorKind::BadAnswer);
    CHECK(read(Dialect::Sso, Code, 200, R"({"success":true})").error().kind == ErrorKind::BadAnswer);
    CHECK(read(Dialect::Sso, Code, 200, "[]").error().kind == ErrorKind::BadAnswer);
}
