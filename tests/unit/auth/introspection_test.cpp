#include "auth/introspection.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

Result<Introspection> read(int status, std::string body)
{
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    return read_introspection(response);
}

} // namespace

TEST_CASE("introspection: where there is an endpoint and a secret, and how it is asked")
{
    Profile p = public_service();
    p.client_id = "test_client";
    CHECK_FALSE(can_introspect(p));
    p.introspect_url = "https://auth.myminifactory.com/v1/oauth/introspect";
    CHECK_FALSE(can_introspect(p));
    p.client_secret = Secret("test_secret");
    CHECK(can_introspect(p));
    for (const auto type : {TokenType::Access, TokenType::Refresh}) {
        const auto request = introspection_request(p, {}, Secret("1f96&"), type);
        CHECK(request.url == p.introspect_url);
        CHECK(request.method == http::Method::Post);
        REQUIRE(request.basic);
        CHECK(request.basic->user == "test_client");
        CHECK_FALSE(request.must_not_repeat);
        CHECK(std::get<Secret>(request.body).view() ==
              std::string("token=1f96%26&token_type_hint=") +
                  (type == TokenType::Access ? "access_token" : "refresh_token"));
    }
}

TEST_CASE("introspection: what is said, and what cannot be believed")
{
    const auto said = read(200, R"({"active":true,"client_id":"c","username":"test@username",
        "token_type":"Bearer","exp":1454868090})");
    REQUIRE(said);
    CHECK(said->is_active);
    CHECK(said->username == "test@username");
    CHECK(said->expires_at == WallTime(seconds(1'454'868'090)));
    CHECK_FALSE(read(200, R"({"active":false})").value().is_active);
    const auto odd = read(200, R"({"active":true,"username":"a\nb","exp":"never"})");
    REQUIRE(odd);
    CHECK(odd->username.empty());
    CHECK_FALSE(odd->expires_at);
    for (const char *body :
         {"", "{}", "[]", R"({"active":"true"})", R"({"active":1})", R"({"active":null})"}) {
        CAPTURE(std::string(body));
        CHECK(read(200, body).error().kind == ErrorKind::BadAnswer);
    }
    CHECK(read(401, R"({"error":"Invalid client ID or secret"})").error() ==
          Error{ErrorKind::Rejected, "Invalid client ID or secret", 401});
    CHECK(read(429, "").error().kind == ErrorKind::RateLimited);
    CHECK(read(503, "<html>").error().kind == ErrorKind::Unavailable);
    CHECK(read(200, "<html>").error().kind == ErrorKind::Unavailable);
}
