// Sign-in pages and token endpoints over real sockets.
#include <doctest/doctest.h>

#include "accounts.hpp"
#include "test_client.hpp"
#include "text.hpp"

using namespace mmf::sandbox;
using namespace mmf::sandbox::test;

namespace {

// Signs in and answers the consent page; the address it leads to, which the library has percent-decoded.
std::string sign_in(Browser &browser, const std::string &query, const std::string &decision)
{
    REQUIRE(browser.get("/web/authorize?" + query));
    const auto logged_in = browser.post("/web/login?" + query, "username=designer&password=secret");
    REQUIRE(logged_in);
    REQUIRE(logged_in->status == 302);
    const auto consent = browser.get(logged_in->get_header_value("Location"));
    REQUIRE(consent);
    const std::string csrf = between(consent->body, "name=\"csrf\" value=\"", "\"");
    const auto decided = browser.post("/web/consent?" + query, "csrf=" + csrf + "&decision=" + decision);
    REQUIRE(decided);
    REQUIRE(decided->status == 302);
    return decided->get_header_value("Location");
}

httplib::Result ask_token(const Sandbox &sandbox, const std::string &form,
                          const std::string &secret = "sandbox-secret")
{
    httplib::Client client(sandbox.base_url());
    client.set_basic_auth("sandbox-client", secret);
    return client.Post("/v1/oauth/tokens", form, FormType);
}

std::string code_form(const std::string &code, const std::string &redirect_uri = RedirectUri)
{
    return "grant_type=authorization_code&code=" + code + "&redirect_uri=" + percent_encode(redirect_uri);
}

void check_error(const httplib::Result &result, int status, const std::string &sentence)
{
    REQUIRE(result);
    CHECK(result->status == status);
    CHECK(std::string(parse(result->body)["error"].GetString()) == sentence);
}

} // namespace

TEST_CASE("the redirect may be told to have another state")
{
    Options options;
    options.quirks = {Quirk::AnotherState};
    Sandbox sandbox(options);
    Browser browser(sandbox);
    CHECK(sign_in(browser, AuthorizeQuery, "allow").ends_with("&state=a&bx"));
    CHECK(sign_in(browser, AuthorizeQuery, "deny").ends_with("&state=a&bx"));
}

TEST_CASE("a code leads from the pages to tokens, once")
{
    Sandbox sandbox;
    Browser browser(sandbox);
    const std::string location = sign_in(browser, AuthorizeQuery, "allow");
    CHECK(location.starts_with("http://localhost:7330/callback?code="));
    CHECK(location.ends_with("&state=a&b"));
    const std::string form = code_form(between(location, "code=", "&"));
    const auto answered = ask_token(sandbox, form);
    REQUIRE(answered);
    REQUIRE(answered->status == 200);
    const auto tokens = parse(answered->body);
    CHECK(tokens["user_id"].IsNumber());
    CHECK(tokens["expires_in"].GetInt() == 21600);
    CHECK(tokens["refresh_token"].IsString());
    httplib::Client api(sandbox.base_url());
    api.set_bearer_token_auth(tokens["access_token"].GetString());
    CHECK(api.Get("/api/v2/user")->status == 200);
    check_error(ask_token(sandbox, form), 404, "Authorization code not found");
}

TEST_CASE("a code with a challenge needs its verifier")
{
    // The example of RFC 7636, appendix B.
    const std::string challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    const std::string verifier = "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    CHECK(code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == challenge);
    Sandbox sandbox;
    Browser browser(sandbox);
    const std::string location = sign_in(
        browser, std::string(AuthorizeQuery) + "&code_challenge_method=S256&code_challenge=" + challenge,
        "allow");
    const std::string form = code_form(between(location, "code=", "&"));
    check_error(ask_token(sandbox, form), 400, "Invalid code verifier");
    check_error(ask_token(sandbox, form + verifier + "x"), 400, "Invalid code verifier");
    CHECK(ask_token(sandbox, form + verifier)->status == 200);
    const std::string plain = sandbox.issue_code("designer", "sandbox-client", RedirectUri);
    check_error(ask_token(sandbox, code_form(plain) + verifier), 400, "Invalid code verifier");
}

TEST_CASE("the implicit grant and a refusal come as they should")
{
    Sandbox sandbox;
    Browser browser(sandbox);
    const std::string location = sign_in(browser, ImplicitQuery, "allow");
    CHECK(location.starts_with("http://localhost:7330/callback#access_token="));
    CHECK(location.ends_with("&expires_in=21600&state=a&b&token_type=Bearer"));
    Browser second(sandbox);
    CHECK(sign_in(second, ImplicitQuery, "deny") ==
          "http://localhost:7330/callback#error=access_denied&state=a&b");
    Browser third(sandbox);
    CHECK(sign_in(third, AuthorizeQuery, "deny") ==
          "http://localhost:7330/callback?error=access_denied&state=a&b");
}

TEST_CASE("the login needs the cookie, the right password, and consent its own form")
{
    Sandbox sandbox;
    Browser browser(sandbox);
    const std::string query = AuthorizeQuery;
    const auto page = browser.get("/web/authorize?" + query);
    REQUIRE(page);
    CHECK(page->get_header_value("X-Frame-Options") == "SAMEORIGIN");
    CHECK(page->body.find("<label for=\"username\">") != std::string::npos);
    const auto wrong = browser.post("/web/login?" + query, "username=%3Cb%3E&password=x");
    REQUIRE(wrong);
    CHECK(wrong->status == 200);
    CHECK(wrong->body.find("is not right") != std::string::npos);
    CHECK(wrong->body.find("value=\"&lt;b&gt;\"") != std::string::npos);
    const std::string good = "username=designer&password=secret";
    CHECK(browser.post("/web/login?" + query, good)->status == 302);
    CHECK(browser.post("/web/consent?" + query, "csrf=x&decision=allow")->status == 403);

    Browser forgetful(sandbox);
    const auto lost = forgetful.post("/web/login?" + query, good);
    REQUIRE(lost);
    CHECK(lost->status == 200);
    CHECK(lost->body.find("cookie") != std::string::npos);
}

TEST_CASE("a bad authorize request is a plain-text 400 without a redirect")
{
    Sandbox sandbox;
    httplib::Client client(sandbox.base_url());
    for (const char *query : {
             "client_id=nobody&redirect_uri=http://localhost:1/callback&response_type=code",
             "client_id=sandbox-client&redirect_uri=http://localhost:1/callback&response_type=id_token",
             "client_id=sandbox-client&redirect_uri=http://example.org/callback&response_type=code",
             "client_id=sandbox-client&response_type=code",
             "client_id=sandbox-client&redirect_uri=http://localhost:1/callback&response_type=code&"
             "code_challenge=x",
             "client_id=sandbox-client&redirect_uri=http://localhost:1/callback&response_type=code&"
             "code_challenge=x&code_challenge_method=plain",
         }) {
        CAPTURE(query);
        const auto result = client.Get(std::string("/web/authorize?") + query);
        REQUIRE(result);
        CHECK(result->status == 400);
        CHECK(result->get_header_value("Content-Type").starts_with("text/plain"));
        CHECK_FALSE(result->has_header("Location"));
    }
}

TEST_CASE("redirects are registered by their exact shape")
{
    CHECK(is_registered_redirect("http://localhost:7330/callback"));
    CHECK(is_registered_redirect("http://127.0.0.1:1/callback"));
    for (const char *uri :
         {"", "http://localhost/callback", "http://localhost:/callback", "http://localhost:80",
          "http://localhost:0/callback", "http://localhost:65536/callback", "http://localhost:80/callback/",
          "http://localhost:80/x/callback", "http://localhost:80/callback?a", "https://localhost:80/callback",
          "http://localhost.example.org:80/callback", "http://localhost:80@x/callback"}) {
        CAPTURE(uri);
        CHECK_FALSE(is_registered_redirect(uri));
    }
}

TEST_CASE("token errors carry their meaning in the status")
{
    Sandbox sandbox;
    const std::string code = sandbox.issue_code("designer", "sandbox-client", RedirectUri);
    check_error(ask_token(sandbox, code_form(code), "wrong"), 401, "Invalid client ID or secret");
    check_error(ask_token(sandbox, "grant_type=password"), 400, "Invalid grant type");
    check_error(ask_token(sandbox, code_form(code, "http://127.0.0.1:7330/callback")), 400,
                "Invalid redirect URI");
    check_error(ask_token(sandbox, "grant_type=refresh_token&refresh_token=x"), 404,
                "Refresh token not found");
    const std::string in_body = code_form(code) + "&client_id=sandbox-client&client_secret=sandbox-secret";
    check_error(httplib::Client(sandbox.base_url()).Post("/v1/oauth/tokens", in_body, FormType), 401,
                "Invalid client ID or secret");
    sandbox.change([](Options &options) { options.code_lifetime = std::chrono::seconds(0); });
    const std::string expired = sandbox.issue_code("designer", "sandbox-client", RedirectUri);
    check_error(ask_token(sandbox, code_form(expired)), 400, "Authorization code expired");
    CHECK(ask_token(sandbox, code_form(code))->status == 200);
}

TEST_CASE("a refresh answers as the rotation says")
{
    Sandbox sandbox;
    const std::string old = sandbox.issue_refresh_token("designer");
    const std::string form = "grant_type=refresh_token&refresh_token=" + old;
    sandbox.set_rotation(Rotation::None);
    CHECK_FALSE(parse(ask_token(sandbox, form)->body).HasMember("refresh_token"));
    sandbox.set_rotation(Rotation::Same);
    CHECK(parse(ask_token(sandbox, form)->body)["refresh_token"].GetString() == old);
    sandbox.set_rotation(Rotation::New);
    const auto rotated = parse(ask_token(sandbox, form)->body);
    CHECK(rotated["refresh_token"].GetString() != old);
    check_error(ask_token(sandbox, form), 404, "Refresh token not found");
}

TEST_CASE("what was given out is told to tests, also what is used up")
{
    Sandbox sandbox;
    const std::string code = sandbox.issue_code("designer", "sandbox-client", RedirectUri);
    const auto tokens = parse(ask_token(sandbox, code_form(code))->body);
    const auto told = parse(httplib::Client(sandbox.base_url()).Get("/_sandbox/secrets")->body);
    const auto &secrets = told["secrets"];
    REQUIRE(secrets.Size() == 3);
    const auto is = [&](unsigned at, const std::string &kind, const std::string &value) {
        return secrets[at]["kind"].GetString() == kind && secrets[at]["value"].GetString() == value;
    };
    CHECK(is(0, "code", code));
    CHECK(is(1, "refresh_token", tokens["refresh_token"].GetString()));
    CHECK(is(2, "access_token", tokens["access_token"].GetString()));
}

TEST_CASE("a token may live longer than its answer says")
{
    Options options;
    options.quirks = {Quirk::ExpiresInZero};
    Sandbox sandbox(options);
    ApiClient client(sandbox);
    const std::string form =
        "grant_type=refresh_token&refresh_token=" + sandbox.issue_refresh_token("designer");
    const auto tokens = parse(ask_token(sandbox, form)->body);
    CHECK(tokens["expires_in"].GetInt() == 0);
    client.http.set_bearer_token_auth(tokens["access_token"].GetString());
    CHECK(client.http.Get("/api/v2/user")->status == 200);
}

TEST_CASE("access tokens expire, and the mobile grant renews them")
{
    Sandbox sandbox;
    ApiClient client(sandbox);
    const std::string token = sandbox.issue_access_token("designer");
    const auto form = "client_key=sandbox-public&access_token=" + token +
                      "&device_info=" + percent_encode(R"({"device_id":"d1"})");
    const auto mobile = parse(client.http.Post("/v1/oauth/mobile/login", form, FormType)->body);
    REQUIRE(mobile.HasMember("access_token"));
    CHECK(mobile["expires_in"].GetInt() == 7200);
    sandbox.expire_access_tokens();
    const auto refused = client.http.Get("/api/v2/user");
    CHECK(refused->status == 401);
    CHECK(std::string(parse(refused->body)["error"].GetString()) == "access_denied");
    const std::string renew = std::string("client_key=sandbox-public&device_id=d1&access_token=") +
                              mobile["access_token"].GetString();
    const auto renewed = parse(client.http.Post("/v1/oauth/mobile/refresh", renew, FormType)->body);
    REQUIRE(renewed.HasMember("access_token"));
    client.http.set_bearer_token_auth(renewed["access_token"].GetString());
    CHECK(client.http.Get("/api/v2/user")->status == 200);
    CHECK(client.http.Post("/v1/oauth/mobile/refresh", renew, FormType)->status == 404);
}
