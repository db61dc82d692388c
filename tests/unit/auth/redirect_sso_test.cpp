// S1's redirect: tokens as parameters, and no state.
#include "auth/authorization.hpp"
#include "auth/redirect.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;
using namespace std::string_literals;

namespace {

const std::string Uri = "http://localhost:7330/callback";

Redirect read(const std::string &url)
{
    return read_redirect(url, {Uri, Secret("unused"), Grant::Implicit, Dialect::Sso});
}

} // namespace

TEST_CASE("sso redirect: its four parameters, in the query or the fragment")
{
    for (const std::string &mark : {"?"s, "#"s}) {
        const Redirect redirect =
            read(Uri + mark + "access_token=a%2B1&refresh_token=r&expiration=1700000000&user_id=john%20d");
        REQUIRE(std::holds_alternative<TokenGranted>(redirect));
        const auto &granted = std::get<TokenGranted>(redirect);
        CHECK(granted.access_token.view() == "a+1");
        CHECK(granted.refresh_token.view() == "r");
        CHECK(granted.expires_at == WallTime(seconds(1'700'000'000)));
        CHECK_FALSE(granted.expires_in);
        CHECK(granted.user_id == "john d");
    }
    const Redirect least = read(Uri + "?access_token=a");
    REQUIRE(std::holds_alternative<TokenGranted>(least));
    CHECK(std::get<TokenGranted>(least).refresh_token.empty());
    CHECK(std::get<TokenGranted>(least).user_id.empty());
}

TEST_CASE("sso redirect: nothing in it is trusted")
{
    for (const std::string &query : {""s, "?refresh_token=r"s, "?access_token="s, "?access_token=a%0Ab"s,
                                     "?access_token=a&access_token=b"s, "?access_token=a#access_token=b"s,
                                     "?access_token=a&refresh_token=r&refresh_token=s"s,
                                     "?access_token=a&user_id=1&user_id=2"s, "?access_token=%zz"s}) {
        CAPTURE(query);
        CHECK(std::holds_alternative<UnusableRedirect>(read(Uri + query)));
    }
    CHECK(std::holds_alternative<NotTheRedirect>(read("http://localhost:7331/callback?access_token=a")));
    CHECK(std::holds_alternative<NotTheRedirect>(read("http://localhost:7330/callback/?access_token=a")));
    CHECK(std::holds_alternative<AccessRefused>(read(Uri + "?error=access_denied")));
    const Redirect odd =
        read(Uri + "?access_token=a&refresh_token=b%0Dc&expiration=9999999999999&user_id=a%E2%80%AEb");
    REQUIRE(std::holds_alternative<TokenGranted>(odd));
    CHECK(std::get<TokenGranted>(odd).refresh_token.empty());
    CHECK_FALSE(std::get<TokenGranted>(odd).expires_at);
    CHECK(std::get<TokenGranted>(odd).user_id.empty());
}

TEST_CASE("sso redirect: no other dialect's is taken without its state")
{
    for (const auto dialect : {Dialect::MyMiniFactory, Dialect::OAuth2, Dialect::Xee}) {
        for (const auto grant : {Grant::Code, Grant::Implicit, Grant::Mobile}) {
            const Redirect redirect =
                read_redirect(Uri + "?access_token=a&code=c", {Uri, Secret("s"), grant, dialect});
            CHECK(std::holds_alternative<UnusableRedirect>(redirect));
        }
    }
}

TEST_CASE("sso: the page's address has S1's three parameters, and its redirect is for our own window")
{
    Profile p;
    p.client_id = "the client";
    p.dialect = Dialect::Sso;
    p.grant = Grant::Implicit;
    p.authorize_url = "https://example.domain/login";
    p.redirect_uri = Uri;
    p.scope = "7";
    const AuthorizationRequest request = begin_authorization(p, "es").request;
    CHECK(request.url == "https://example.domain/login?client_id=the%20client&"
                         "redirect_uri=http%3A%2F%2Flocalhost%3A7330%2Fcallback&scope=7");
    CHECK(request.top_level_url == request.url);
    CHECK(request.is_embedded_only);
    p.dialect = Dialect::OAuth2;
    CHECK_FALSE(begin_authorization(p, "es").request.is_embedded_only);
}
