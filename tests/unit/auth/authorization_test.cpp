#include "auth/authorization.hpp"

#include "auth/pkce.hpp"
#include "http/url.hpp"

#include <doctest/doctest.h>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

Profile profile()
{
    Profile p = public_service();
    p.client_id = "test_client";
    return p;
}

std::map<std::string, std::string> parameters_of(const std::string &url)
{
    const auto form = http::parse_form(http::parse_url(url).value().query).value();
    const std::map<std::string, std::string> parameters(form.begin(), form.end());
    REQUIRE(parameters.size() == form.size());
    return parameters;
}

} // namespace

TEST_CASE("authorization: the service's word for the language")
{
    struct Case
    {
        std::string of_profile;
        std::string of_host;
        const char *word;
    };
    for (const Case &c : std::vector<Case>{
             {"auto", "en", "en"},
             {"auto", "en_US", "en"},
             {"auto", "en-GB.UTF-8", "en"},
             {"auto", "hu_HU", "hu"},
             {"auto", "fr", "fr"},
             {"auto", "fr_CA@euro", "fr"},
             {"auto", "es", "sp"},
             {"auto", "es_MX", "sp"},
             {"auto", "pt_BR", ""},
             {"auto", "de", ""},
             {"auto", "sp", ""},
             {"auto", "", ""},
             {"auto", "_", ""},
             {"auto", "C", ""},
             {"auto", "english", ""},
             {"sp", "fr", "sp"},
             {"hu", "", "hu"},
             {"en", "es_ES", "en"},
         }) {
        CAPTURE(c.of_profile);
        CAPTURE(c.of_host);
        CHECK(service_language(c.of_profile, c.of_host) == c.word);
    }
}

TEST_CASE("authorization: the address of the page")
{
    Profile p = profile();
    CHECK(authorize_url(p, Secret("kjfgierwgn"), Secret(), "", false) ==
          "https://auth.myminifactory.com/web/authorize?client_id=test_client&"
          "redirect_uri=http%3A%2F%2Flocalhost%3A7330%2Fcallback&response_type=token&state=kjfgierwgn");

    using Map = std::map<std::string, std::string>;
    const Map least = {{"client_id", "test_client"},
                       {"redirect_uri", "http://localhost:7330/callback"},
                       {"response_type", "token"},
                       {"state", "kjfgierwgn"}};
    const auto with = [&](Map more) {
        more.insert(least.begin(), least.end());
        return more;
    };
    const auto parameters = [&](const std::string &language, bool in_frame) {
        return parameters_of(authorize_url(p, Secret("kjfgierwgn"), Secret(), language, in_frame));
    };
    CHECK(parameters("", false) == least);
    CHECK(parameters("sp", false) == with({{"lang", "sp"}}));
    CHECK(parameters("", true) == with({{"redirect_type", "iframe"}}));
    CHECK(parameters("hu", true) == with({{"lang", "hu"}, {"redirect_type", "iframe"}}));
    p.grant = Grant::Code;
    p.scope = "a b";
    CHECK(parameters("", false) == with({{"response_type", "code"}, {"scope", "a b"}}));

    SUBCASE("another service gets only what RFC 6749 has")
    {
        p.dialect = Dialect::OAuth2;
        CHECK(parameters("hu", true) == with({{"response_type", "code"}, {"scope", "a b"}}));
    }
    SUBCASE("every value is encoded, and a query of the address kept")
    {
        p.client_id = "a&b=c d+e%\xC3\xA9#\"";
        p.redirect_uri = "my-slicer://call/back";
        p.authorize_url = "https://auth.example.com/authorize?tenant=1";
        p.scope.clear();
        const auto all = parameters("", false);
        CHECK(all.at("client_id") == p.client_id);
        CHECK(all.at("redirect_uri") == p.redirect_uri);
        CHECK(all.at("tenant") == "1");
        CHECK(all.size() == 5);
    }
}

TEST_CASE("authorization: a request has a state nobody can guess, the same in both addresses")
{
    Profile p = profile();
    p.client_secret = Secret("swordfish");
    std::set<std::string> states;
    for (int i = 0; i < 50; ++i) {
        const AuthorizationRequest request = begin_authorization(p, "es_ES").request;
        const std::string state(request.expected.state.view());
        CHECK(state.size() >= 32);
        states.insert(state);
        CHECK(request.service_name == "MyMiniFactory");
        CHECK(request.expected.redirect_uri == p.redirect_uri);
        CHECK(request.expected.grant == p.grant);
        CHECK(parameters_of(request.url).at("state") == state);
        CHECK(parameters_of(request.url).at("redirect_type") == "iframe");
        CHECK(parameters_of(request.url).at("lang") == "sp");
        CHECK(parameters_of(request.top_level_url).at("state") == state);
        CHECK(parameters_of(request.top_level_url).count("redirect_type") == 0);
        CHECK(request.url.find("swordfish") == std::string::npos);
    }
    CHECK(states.size() == 50);
}

TEST_CASE("authorization: with a proof key the address has the challenge, and never the verifier")
{
    Profile p = profile();
    p.grant = Grant::Code;
    CHECK(begin_authorization(p, "en").code_verifier.empty());
    CHECK(begin_authorization(p, "en").request.url.find("code_challenge") == std::string::npos);
    p.pkce = true;
    std::set<std::string> verifiers;
    for (const auto dialect : {Dialect::MyMiniFactory, Dialect::OAuth2}) {
        p.dialect = dialect;
        const Authorization begun = begin_authorization(p, "en");
        const std::string verifier(begun.code_verifier.view());
        verifiers.insert(verifier);
        for (const std::string &url : {begun.request.url, begun.request.top_level_url}) {
            CHECK(parameters_of(url).at("code_challenge") == code_challenge(begun.code_verifier));
            CHECK(parameters_of(url).at("code_challenge_method") == "S256");
            CHECK(url.find(verifier) == std::string::npos);
        }
    }
    CHECK(verifiers.size() == 2);
}

TEST_CASE("authorization: what a redirect ends the sign-in with")
{
    CHECK_FALSE(answer_of(NotTheRedirect{}));

    const auto code = answer_of(CodeGranted{Secret("c0de")});
    REQUIRE((code && *code));
    CHECK(std::get<CodeGranted>(**code).code.view() == "c0de");

    const auto token = answer_of(TokenGranted{Secret("t0ken"), seconds(7)});
    REQUIRE((token && *token));
    CHECK(std::get<TokenGranted>(**token).access_token.view() == "t0ken");
    CHECK(std::get<TokenGranted>(**token).expires_in == seconds(7));

    const auto error_of = [](Redirect redirect) { return answer_of(std::move(redirect)).value().error(); };
    CHECK(error_of(AccessRefused{"access_denied"}) == Error{ErrorKind::SignInDenied, "", 0});
    CHECK(error_of(AccessRefused{"server_error"}) == Error{ErrorKind::SignInFailed, "server_error", 0});
    CHECK(error_of(UnusableRedirect{"it is malformed"}) ==
          Error{ErrorKind::SignInFailed, "the page's answer cannot be used: it is malformed", 0});
}
