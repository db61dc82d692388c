#include "auth/pasted_redirect.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

ExpectedRedirect expected(Grant grant = Grant::Code, const std::string &state = "kjfgierwgn")
{
    return {"http://localhost:7330/callback", Secret(state), grant};
}

} // namespace

TEST_CASE("pasted redirect: the address of this sign-in ends it, whatever is around it")
{
    for (const std::string &text : std::vector<std::string>{
             "http://localhost:7330/callback?code=abc&state=kjfgierwgn",
             "  http://localhost:7330/callback?code=abc&state=kjfgierwgn\n",
             "\thttp://localhost:7330/callback?state=kjfgierwgn&code=abc\r\n",
         }) {
        CAPTURE(text);
        const Pasted pasted = read_pasted(text, expected());
        REQUIRE(pasted.has_value());
        REQUIRE(pasted->has_value());
        CHECK(std::get<CodeGranted>(**pasted).code.view() == "abc");
    }
    const Pasted token =
        read_pasted("http://localhost:7330/callback#access_token=t0&expires_in=21600&state=kjfgierwgn",
                    expected(Grant::Implicit));
    REQUIRE(token.has_value());
    REQUIRE(token->has_value());
    CHECK(std::get<TokenGranted>(**token).access_token.view() == "t0");
}

TEST_CASE("pasted redirect: so does a No")
{
    const Pasted denied =
        read_pasted("http://localhost:7330/callback?error=access_denied&state=kjfgierwgn", expected());
    REQUIRE(denied.has_value());
    REQUIRE_FALSE(denied->has_value());
    CHECK(denied->error().kind == ErrorKind::SignInDenied);
    const Pasted refused =
        read_pasted("http://localhost:7330/callback?error=server_error&state=kjfgierwgn", expected());
    REQUIRE(refused.has_value());
    REQUIRE_FALSE(refused->has_value());
    CHECK(refused->error().kind == ErrorKind::SignInFailed);
}

TEST_CASE("pasted redirect: anything else ends nothing")
{
    struct Row
    {
        std::string text;
        PasteFault fault;
    };
    for (const Row &row : std::vector<Row>{
             {"", PasteFault::NotTheRedirect},
             {" \n", PasteFault::NotTheRedirect},
             {"hello", PasteFault::NotTheRedirect},
             {"code=abc&state=kjfgierwgn", PasteFault::NotTheRedirect},
             {"https://auth.example.com/web/authorize?state=kjfgierwgn", PasteFault::NotTheRedirect},
             {"http://localhost:7331/callback?code=abc&state=kjfgierwgn", PasteFault::NotTheRedirect},
             {"https://localhost:7330/callback?code=abc&state=kjfgierwgn", PasteFault::NotTheRedirect},
             {"http://localhost:7330/other?code=abc&state=kjfgierwgn", PasteFault::NotTheRedirect},
             {"http://jane@localhost:7330/callback?code=abc&state=kjfgierwgn", PasteFault::NotTheRedirect},
             {"http://localhost:7330/callback", PasteFault::NotUsable}, // what is left when it is wiped
             {"http://localhost:7330/callback?code=abc", PasteFault::NotUsable},
             {"http://localhost:7330/callback?code=abc&state=another", PasteFault::NotUsable},
             {"http://localhost:7330/callback?code=abc&state=kjfgierwg", PasteFault::NotUsable},
             {"http://localhost:7330/callback?state=kjfgierwgn", PasteFault::NotUsable},
             {"http://localhost:7330/callback?error=access_denied&state=another", PasteFault::NotUsable},
             {"http://localhost:7330/callback?error=access_denied", PasteFault::NotUsable},
             {"http://localhost:7330/callback?code=a&code=b&state=kjfgierwgn", PasteFault::NotUsable},
             {"http://localhost:7330/callback?code=" + std::string(1 << 20, 'x') + "&state=kjfgierwgn",
              PasteFault::NotUsable},
         }) {
        CAPTURE(row.text.substr(0, 100));
        const Pasted pasted = read_pasted(row.text, expected());
        REQUIRE_FALSE(pasted.has_value());
        CHECK(pasted.error() == row.fault);
    }
}

TEST_CASE("pasted redirect: without a state nobody knows whose it is")
{
    CHECK(may_be_pasted(expected()));
    CHECK_FALSE(may_be_pasted(expected(Grant::Code, "")));
    for (const char *text :
         {"http://localhost:7330/callback?code=abc", "http://localhost:7330/callback?code=abc&state="}) {
        const Pasted pasted = read_pasted(text, expected(Grant::Code, ""));
        REQUIRE_FALSE(pasted.has_value());
        CHECK(pasted.error() == PasteFault::NotUsable);
    }
}
