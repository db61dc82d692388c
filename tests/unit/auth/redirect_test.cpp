#include "auth/redirect.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::auth;
using namespace std::string_literals;

namespace {

constexpr const char *State = "kjfgierwgn";

ExpectedRedirect expected(Grant grant, const std::string &uri = "http://localhost:7330/callback")
{
    return {uri, Secret(State), grant};
}

template <typename T>
bool is(const Redirect &redirect)
{
    return std::holds_alternative<T>(redirect);
}

} // namespace

TEST_CASE("redirect: a code")
{
    for (const std::string &url : {
             "http://localhost:7330/callback?code=39835c5e-9576&state=kjfgierwgn"s,
             "http://localhost:7330/callback?state=kjfgierwgn&code=39835c5e-9576"s,
             "http://localhost:7330/callback?code=39835c5e-9576&state=kjfgierwgn&iss=x&session_state=y"s,
             "HTTP://LOCALHOST:7330/callback?code=39835c5e-9576&state=kjfgierwgn"s,
             "http://localhost:7330/callback?code=39835c5e-9576&state=%6Bjfgierwgn#_=_"s,
             "http://localhost:7330/callback?&&code=39835c5e%2d9576&state=kjfgierwgn&"s,
         }) {
        CAPTURE(url);
        const Redirect redirect = read_redirect(url, expected(Grant::Code));
        REQUIRE(is<CodeGranted>(redirect));
        CHECK(std::get<CodeGranted>(redirect).code.view() == "39835c5e-9576");
    }
    SUBCASE("of any length and of any visible character")
    {
        const std::string code = std::string(4000, 'x') + "%21%7E%26%3D%2B%25";
        const Redirect redirect = read_redirect(
            "http://localhost:7330/callback?state=kjfgierwgn&code=" + code, expected(Grant::Code));
        REQUIRE(is<CodeGranted>(redirect));
        CHECK(std::get<CodeGranted>(redirect).code.view() == std::string(4000, 'x') + "!~&=+%");
    }
}

TEST_CASE("redirect: other redirect URIs")
{
    const auto with = [](const std::string &uri, const std::string &url) {
        return read_redirect(url, expected(Grant::Code, uri));
    };
    CHECK(is<CodeGranted>(with("my-slicer://callback", "my-slicer://callback?code=1&state=kjfgierwgn")));
    CHECK(is<CodeGranted>(with("my-slicer://callback/", "my-slicer://callback?code=1&state=kjfgierwgn")));
    CHECK(is<NotTheRedirect>(with("my-slicer://callback", "my-slicers://callback?code=1&state=kjfgierwgn")));
    CHECK(is<NotTheRedirect>(with("my-slicer://callback", "my-slicer://callback.x?code=1&state=kjfgierwgn")));
    CHECK(is<CodeGranted>(
        with("http://localhost/callback", "http://localhost:80/callback?code=1&state=kjfgierwgn")));
    CHECK(
        is<CodeGranted>(with("https://example.com/x", "https://example.com:443/x?code=1&state=kjfgierwgn")));
    CHECK(is<NotTheRedirect>(with("not a url", "http://localhost:7330/callback?code=1&state=kjfgierwgn")));
}

TEST_CASE("redirect: other pages, however alike")
{
    const std::string answer = "?code=1&state=kjfgierwgn";
    const std::vector<std::string> cases = {
        "",
        "about:blank",
        "data:text/html,x",
        "javascript:alert(1)",
        "/callback" + answer,
        "https://auth.myminifactory.com/web/authorize?redirect_uri=http://localhost:7330/callback",
        "https://localhost:7330/callback" + answer,
        "http://localhost:7331/callback" + answer,
        "http://localhost/callback" + answer,
        "http://localhost:73300/callback" + answer,
        "http://localhost.evil.example:7330/callback" + answer,
        "http://evil.example/localhost:7330/callback" + answer,
        "http://127.0.0.1:7330/callback" + answer,
        "http://[::1]:7330/callback" + answer,
        "http://localhost:7330@evil.example/callback" + answer,
        "http://localhost:7330@evil.example:7330/callback" + answer,
        "http://user@localhost:7330/callback" + answer,
        "http://user:password@localhost:7330/callback" + answer,
        "http://evil.example\\@localhost:7330/callback" + answer,
        "http://evil.example#@localhost:7330/callback" + answer,
        "http://evil.example?@localhost:7330/callback" + answer,
        "http://localhost:7330/callback/" + answer,
        "http://localhost:7330/callback/x" + answer,
        "http://localhost:7330/callbackx" + answer,
        "http://localhost:7330/callback.html" + answer,
        "http://localhost:7330/" + answer,
        "http://localhost:7330/x/callback" + answer,
        "http://localhost:7330//callback" + answer,
        "http://localhost:7330/./callback" + answer,
        "http://localhost:7330/x/../callback" + answer,
        "http://localhost:7330/Callback" + answer,
        "http://localhost:7330/%63allback" + answer,
        "http://localhost:7330/callback%2F" + answer,
        "http://localhost:7330%2Fcallback" + answer,
        "http://localhost:7330\\callback" + answer,
        "http://localhost:7330/callback\\" + answer,
        "http://localhost:7330/callback;x" + answer,
        "http://localhost:7330/callback" + answer + "\r\nSet-Cookie: x",
        "http://localhost:7330/callback"s + '\0' + answer,
        "http://localhost:7330/callback ?code=1&state=kjfgierwgn",
        "http://localhost:7330/favicon.ico",
        "http://xn--lcalhost-54a:7330/callback" + answer,
        "http://l\xD0\xBE"
        "calhost:7330/callback" +
            answer,
    };
    for (const Grant grant : {Grant::Code, Grant::Implicit}) {
        for (const std::string &url : cases) {
            CAPTURE(url);
            CHECK(is<NotTheRedirect>(read_redirect(url, expected(grant))));
        }
    }
}

TEST_CASE("redirect: the place is right and the rest is not")
{
    const std::string base = "http://localhost:7330/callback";
    const std::string state = "state=kjfgierwgn";
    const std::vector<std::string> cases = {
        "",
        "?",
        "?code=1",
        "?code=1&state=",
        "?code=1&state=wrong",
        "?code=1&state=kjfgierwg",
        "?code=1&state=kjfgierwgnn",
        "?code=1&state=KJFGIERWGN",
        "?code=1&state=kjfgierwgn%00",
        "?code=1&state=+kjfgierwgn",
        "?code=1&State=kjfgierwgn",
        "?code=1&state=kjfgierwgn&state=kjfgierwgn",
        "?code=1&state=wrong&state=kjfgierwgn",
        "?code=1&state=kjfgierwgn#state=kjfgierwgn",
        "?code=1&state=wrong#state=kjfgierwgn",
        "?code=1&code=1&" + state,
        "?code=1&code=2&" + state,
        "?code=1&" + state + "#code=1",
        "?" + state,
        "?code=&" + state,
        "?code&" + state,
        "?code=%00&" + state,
        "?code=a%0D%0AX-Header:%20b&" + state,
        "?code=%7F&" + state,
        "?code=%C3%A9&" + state,
        "?code=%FF&" + state,
        "?code=%&" + state,
        "?code=1&" + state + "&x=%zz",
        "?code=1&" + state + "#%",
        "#code=1&" + state, // a code never comes in the fragment
        "?" + state + "#code=1",
        "#access_token=x&" + state, // a token was not asked for
        "?access_token=x&" + state,
        "?error=access_denied",
        "?error=access_denied&state=wrong",
        "#error=access_denied&state=wrong",
        "?error=a&error=b&" + state,
        "?error=a&" + state + "#error=b",
    };
    for (const std::string &rest : cases) {
        CAPTURE(rest);
        const Redirect redirect = read_redirect(base + rest, expected(Grant::Code));
        REQUIRE(is<UnusableRedirect>(redirect));
        // What came is not repeated, only what is wrong with it.
        CHECK_FALSE(std::get<UnusableRedirect>(redirect).reason.empty());
        CHECK(std::get<UnusableRedirect>(redirect).reason.find("kjfg") == std::string::npos);
    }
}

TEST_CASE("redirect: a token")
{
    struct Case
    {
        std::string fragment;
        std::optional<seconds> expires_in;
    };
    const auto none = std::nullopt;
    const std::vector<Case> cases = {
        {"access_token=4d39-99a3&expires_in=21600&state=kjfgierwgn&token_type=Bearer", seconds(21600)},
        {"state=kjfgierwgn&access_token=4d39%2D99a3", none},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=", none},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=0", seconds(0)},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=-1", none},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=12h", none},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=1.5", none},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=+21600", none},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=9223372036854775807",
         seconds(9223372036854775807)},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=9223372036854775808", none},
        {"access_token=4d39-99a3&state=kjfgierwgn&expires_in=99999999999999999999999999", none},
    };
    for (const Case &c : cases) {
        CAPTURE(c.fragment);
        const Redirect redirect =
            read_redirect("http://localhost:7330/callback#" + c.fragment, expected(Grant::Implicit));
        REQUIRE(is<TokenGranted>(redirect));
        CHECK(std::get<TokenGranted>(redirect).access_token.view() == "4d39-99a3");
        CHECK(std::get<TokenGranted>(redirect).expires_in == c.expires_in);
    }
    for (const std::string rest : {
             "?access_token=x&state=kjfgierwgn", // has been sent to servers already
             "?access_token=x#state=kjfgierwgn",
             "?access_token=x&state=kjfgierwgn#access_token=x",
             "#access_token=x&access_token=y&state=kjfgierwgn",
             "#access_token=x",
             "#access_token=x&state=wrong",
             "#access_token=x&state=kjfgierwgn&state=wrong",
             "#access_token=&state=kjfgierwgn",
             "#access_token=a%0Ab&state=kjfgierwgn",
             "#state=kjfgierwgn",
             "?code=1&state=kjfgierwgn",
             "",
         }) {
        CAPTURE(rest);
        CHECK(is<UnusableRedirect>(
            read_redirect("http://localhost:7330/callback"s + rest, expected(Grant::Implicit))));
    }
}

TEST_CASE("redirect: a refusal")
{
    for (const Grant grant : {Grant::Code, Grant::Implicit}) {
        for (const std::string rest :
             {"?error=access_denied&state=kjfgierwgn", "#error=access_denied&state=kjfgierwgn",
              "?state=kjfgierwgn#error=access_denied", "#state=kjfgierwgn&error=access_denied",
              // An error beside a code: no.
              "?error=access_denied&code=1&state=kjfgierwgn"}) {
            CAPTURE(rest);
            const Redirect redirect =
                read_redirect("http://localhost:7330/callback"s + rest, expected(grant));
            REQUIRE(is<AccessRefused>(redirect));
            CHECK(std::get<AccessRefused>(redirect).error == "access_denied");
        }
    }
    const auto error_of = [](const std::string &value) {
        return std::get<AccessRefused>(
                   read_redirect("http://localhost:7330/callback?state=kjfgierwgn&error=" + value,
                                 expected(Grant::Code)))
            .error;
    };
    CHECK(error_of("a%0D%0Ab%00%E2%80%AEc") == "abc");
    CHECK(error_of("%FF") == "\xEF\xBF\xBD");
    CHECK(error_of(std::string(5000, 'x')).size() == 100);
    CHECK(error_of("") == "");
}

TEST_CASE("redirect: a giant one")
{
    const std::string tail(10'000'000, 'x');
    CHECK(is<UnusableRedirect>(read_redirect("http://localhost:7330/callback?state=kjfgierwgn&code=" + tail,
                                             expected(Grant::Code))));
    CHECK(is<NotTheRedirect>(read_redirect("http://evil.example/" + tail, expected(Grant::Code))));
    CHECK(is<NotTheRedirect>(read_redirect(tail, expected(Grant::Code))));
}

TEST_CASE("redirect: an answer of this sign-in that goes elsewhere is told by its place, without its secrets")
{
    struct Case
    {
        std::string url;
        std::optional<std::string> place;
    };
    const std::string answer = "code=1&state=kjfgierwgn";
    for (const Case &c : std::vector<Case>{
             {"http://localhost:7331/callback?" + answer, "http://localhost:7331/callback"},
             {"http://localhost:7330/callback/?" + answer, "http://localhost:7330/callback/"},
             {"http://user:password@localhost:7330/callback?" + answer, "http://localhost:7330/callback"},
             {"https://evil.example/#access_token=x&state=kjfgierwgn", "https://evil.example/"},
             {"https://evil.example/?broken=%#access_token=x&state=kjfgierwgn", "https://evil.example/"},
             {"https://evil.example/?code=1&state=another", std::nullopt},
             {"https://evil.example/?code=1#state=kjfgierwgn", std::nullopt},
             {"https://auth.example.com/authorize?client_id=x&state=kjfgierwgn", std::nullopt},
             {"https://auth.example.com/login?next=%3Fcode%3D1%26state%3Dkjfgierwgn", std::nullopt},
             {"https://evil.example/?" + answer + "&x=" + std::string(100'000, 'x'), std::nullopt},
             {"about:blank", std::nullopt},
             {"", std::nullopt},
         }) {
        CAPTURE(c.url);
        CHECK(place_of_stray_answer(c.url, expected(Grant::Code)) == c.place);
    }
}
