#include "auth/token_endpoint.hpp"

#include "auth/token_answer.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

Profile profile()
{
    Profile p = public_service();
    p.client_id = "test client&1";
    p.client_secret = Secret("sword=fish");
    p.grant = Grant::Code;
    return p;
}

std::string body_of(const http::Request &request)
{
    return std::string(std::get<Secret>(request.body).view());
}

Result<TokenSet> read(int status, std::string body, TokenRequestKind kind = TokenRequestKind::Code)
{
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    return read_token_answer(Dialect::MyMiniFactory, kind, std::move(response));
}

constexpr std::string_view Whole = R"({"user_id": 1, "access_token": "00ccd40e-72ca-4e79-a4b6-67c95e2e3f1c",
    "expires_in": 3600, "token_type": "Bearer", "refresh_token": "6fd8d272-375a-4d8a-8d0f-43367dc8b791"})";

} // namespace

TEST_CASE("token endpoint: what is sent")
{
    Profile p = profile();
    const Policy policy;
    const std::string code_form = "grant_type=authorization_code&code=a%2Fb%26c&"
                                  "redirect_uri=http%3A%2F%2Flocalhost%3A7330%2Fcallback";
    const std::string refresh_form = "grant_type=refresh_token&refresh_token=r%2B1";
    const auto code = [&] { return code_request(p, policy, Secret("a/b&c"), Secret()); };
    const auto refresh = [&] { return refresh_request(p, policy, Secret("r+1"), "jane"); };

    SUBCASE("to whom and how")
    {
        for (const http::Request &request : {code(), refresh()}) {
            CHECK(request.method == http::Method::Post);
            CHECK(request.url == "https://auth.myminifactory.com/v1/oauth/tokens");
            CHECK(request.timeout == policy.json_answer_timeout);
            CHECK(request.must_not_repeat);
            CHECK_FALSE(request.bearer);
            REQUIRE(request.headers.size() == 2);
            CHECK(request.headers[0].value == "application/json");
            CHECK(request.headers[1].value == "application/x-www-form-urlencoded");
        }
    }
    SUBCASE("the verifier of a challenge goes with the code, and nowhere else")
    {
        const auto proven = code_request(p, policy, Secret("a/b&c"), Secret("dBjftJeZ4CVP-mB92K27"));
        CHECK(body_of(proven) == code_form + "&code_verifier=dBjftJeZ4CVP-mB92K27");
        CHECK(proven.url == code().url);
    }
    SUBCASE("a secret by Basic: nothing of it in the body")
    {
        for (const http::Request &request : {code(), refresh()}) {
            REQUIRE(request.basic);
            CHECK(request.basic->user == "test client&1");
            CHECK(request.basic->password.view() == "sword=fish");
        }
        CHECK(body_of(code()) == code_form);
        CHECK(body_of(refresh()) == refresh_form);
    }
    SUBCASE("by Basic as RFC 6749 has it")
    {
        p.dialect = Dialect::OAuth2;
        p.client_secret = Secret("100%: a+b");
        for (const http::Request &request : {code(), refresh()}) {
            REQUIRE(request.basic);
            CHECK(request.basic->user == "test%20client%261");
            CHECK(request.basic->password.view() == "100%25%3A%20a%2Bb");
        }
    }
    SUBCASE("in the body")
    {
        p.client_authentication = ClientAuthentication::Body;
        CHECK_FALSE(code().basic);
        CHECK(body_of(code()) == code_form + "&client_id=test%20client%261&client_secret=sword%3Dfish");
        CHECK(body_of(refresh()) == refresh_form + "&client_id=test%20client%261&client_secret=sword%3Dfish");
    }
    SUBCASE("not at all")
    {
        p.client_authentication = ClientAuthentication::None;
        CHECK_FALSE(code().basic);
        CHECK(body_of(code()) == code_form + "&client_id=test%20client%261");
    }
    SUBCASE("a client without a secret only says who it is")
    {
        p.client_secret = Secret();
        for (const auto way :
             {ClientAuthentication::Basic, ClientAuthentication::Body, ClientAuthentication::None}) {
            p.client_authentication = way;
            CHECK_FALSE(refresh().basic);
            CHECK(body_of(refresh()) == refresh_form + "&client_id=test%20client%261");
        }
    }
}

TEST_CASE("token endpoint: tokens")
{
    const auto tokens = read(200, std::string(Whole));
    REQUIRE(tokens);
    CHECK(tokens->access_token.view() == "00ccd40e-72ca-4e79-a4b6-67c95e2e3f1c");
    CHECK(tokens->refresh_token.view() == "6fd8d272-375a-4d8a-8d0f-43367dc8b791");
    CHECK(tokens->expires_in == seconds(3600));
    CHECK(tokens->user_id == "1");

    struct Case
    {
        std::string body;
        std::optional<seconds> expires_in;
        const char *refresh_token;
        const char *user_id;
    };
    const auto none = std::nullopt;
    for (const Case &c : std::vector<Case>{
             {R"({"access_token":"a"})", none, "", ""},
             {"\r\n {\"access_token\":\"a\"}\n", none, "", ""},
             {R"({"access_token":"a","expires_in":"7200","user_id":"jane"})", seconds(7200), "", "jane"},
             {R"({"access_token":"a","expires_in":0,"user_id":0})", seconds(0), "", "0"},
             {R"({"access_token":"a","expires_in":-5,"user_id":-5})", none, "", ""},
             {R"({"access_token":"a","expires_in":1.5,"user_id":1.5})", none, "", ""},
             {R"({"access_token":"a","expires_in":"soon","user_id":null})", none, "", ""},
             {R"({"access_token":"a","expires_in":1e400})", none, "", ""},
             {R"({"access_token":"a","expires_in":9223372036854775807})", seconds(9223372036854775807), "",
              ""},
             {R"({"access_token":"a","expires_in":18446744073709551616})", none, "", ""},
             {R"({"access_token":"a","expires_in":[1],"user_id":{}})", none, "", ""},
             {R"({"access_token":"a","refresh_token":null})", none, "", ""},
             {R"({"access_token":"a","token_type":"bearer"})", none, "", ""},
             {R"({"access_token":"a","token_type":null})", none, "", ""},
             {R"({"access_token":"a","user_id":"a\u202eb"})", none, "", ""},
             {R"({"access_token":"a","refresh_token":""})", none, "", ""},
             {R"({"access_token":"a","refresh_token":5})", none, "", ""},
             {R"({"access_token":"a","refresh_token":"b\r\nc"})", none, "", ""},
             {R"({"access_token":"a","refresh_token":"b c~!"})", none, "b c~!", ""},
             {R"({"access_token":"a","error":null,"scope":"x","extra":[{}]})", none, "", ""},
         }) {
        CAPTURE(c.body);
        for (const int status : {200, 201}) {
            const auto answer = read(status, c.body);
            if (std::string_view(c.body).find("1e400") != std::string_view::npos) {
                CHECK(answer.error().kind == ErrorKind::BadAnswer); // a number beyond JSON's own
                continue;
            }
            REQUIRE(answer);
            CHECK(answer->access_token.view() == "a");
            CHECK(answer->refresh_token.view() == c.refresh_token);
            CHECK(answer->expires_in == c.expires_in);
            CHECK(answer->user_id == c.user_id);
        }
    }
    const std::string giant(500'000, 't');
    CHECK(read(200, R"({"access_token":")" + giant + "\"}").value().access_token.view() == giant);
}

TEST_CASE("token endpoint: a success that has none")
{
    for (const std::string body :
         {"", " ", "null", "[]", R"([{"access_token":"a"}])", R"("access_token")", "{}",
          R"({"access_token":""})", R"({"access_token":null})", R"({"access_token":5})",
          R"({"access_token":["a"]})", R"({"access_token":"a\nb"})", R"({"access_token":"a\u0000"})",
          R"({"access_token":"a","token_type":"mac"})", R"({"access_token":"\u00e9"})",
          R"({"Access_Token":"a"})", R"({"error":"no"})", "access_token=a&expires_in=3600",
          "{'access_token':'a'}"}) {
        CAPTURE(body);
        const auto answer = read(200, body);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == ErrorKind::BadAnswer);
    }
}

TEST_CASE("token endpoint: an answer cut off at any byte is no answer")
{
    for (std::size_t size = 0; size < Whole.size(); ++size) {
        CAPTURE(size);
        const auto answer = read(200, std::string(Whole.substr(0, size)), TokenRequestKind::Refresh);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == ErrorKind::BadAnswer);
        CHECK(answer.error().detail.find("00ccd40e") == std::string::npos);
    }
}

TEST_CASE("token endpoint: a refusal, by its status")
{
    struct Case
    {
        int status;
        std::string body;
        ErrorKind of_code;
        ErrorKind of_refresh;
        const char *detail;
    };
    const auto in = ErrorKind::SignInFailed;
    const auto out = ErrorKind::NotLinked;
    const auto later = ErrorKind::Unavailable;
    const auto wait = ErrorKind::RateLimited;
    for (const Case &c : std::vector<Case>{
             // The sentences of the server this one descends from.
             {400, R"({"error":"Invalid grant type"})", in, out, "Invalid grant type"},
             {400, R"({"error":"Authorization code expired"})", in, out, "Authorization code expired"},
             {400, R"({"error":"Invalid redirect URI"})", in, out, "Invalid redirect URI"},
             {400, R"({"error":"Refresh token expired"})", in, out, "Refresh token expired"},
             {401, R"({"error":"Invalid client ID or secret"})", in, out, "Invalid client ID or secret"},
             {404, R"({"error":"Authorization code not found"})", in, out, "Authorization code not found"},
             {404, R"({"error":"Refresh token not found"})", in, out, "Refresh token not found"},
             {500, R"({"error":"Something else"})", later, later, ""},
             // RFC 6749.
             {400, R"({"error":"invalid_grant","error_description":"It is used up"})", in, out,
              "It is used up"},
             {400, R"({"message":"m"})", in, out, "m"},
             {400, R"({"error":["x"]})", in, out, ""},
             {400, R"([{"type":"x","message":"y"}])", in, out, "y"},
             {400, "", in, out, ""},
             {401, "{\"error\":", in, out, ""},
             {404, "not found", in, out, ""},
             {400, R"({"error":"a\u0000\u202eb\nc"})", in, out, "abc"},
             // Not about the token.
             {429, R"({"error":"Slow down"})", wait, wait, ""},
             {429, "<html>", wait, wait, ""},
             {502, "", later, later, ""},
             {503, "<html><body>Service unavailable</body></html>", later, later, ""},
             {599, "x", later, later, ""},
             {403, R"({"error":"blocked"})", later, later, "blocked"},
             {405, "", later, later, ""},
             {302, "", later, later, ""},
             {304, "", later, later, ""},
             {0, "", later, later, ""},
             // A proxy's page says nothing about the account, whatever its status.
             {200, "<!DOCTYPE html><title>Log in to the hotel</title>", later, later, ""},
             {200, "\n  <html>", later, later, ""},
             {400, "<html>", later, later, ""},
             {401, "<html>", later, later, ""},
             {403, "<html>", later, later, ""},
             {404, "<html><h1>404</h1>", later, later, ""},
         }) {
        CAPTURE(c.status);
        CAPTURE(c.body);
        const auto of_code = read(c.status, c.body, TokenRequestKind::Code);
        REQUIRE_FALSE(of_code);
        CHECK(of_code.error() == Error{c.of_code, c.detail, c.status});
        const auto of_refresh = read(c.status, c.body, TokenRequestKind::Refresh);
        REQUIRE_FALSE(of_refresh);
        CHECK(of_refresh.error() == Error{c.of_refresh, c.detail, c.status});
    }
    const std::string giant = R"({"error":")" + std::string(100'000, 'x') + "\"}";
    CHECK(read(400, giant).error().detail.size() == 300);
}
