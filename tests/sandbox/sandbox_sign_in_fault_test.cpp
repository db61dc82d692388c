// What can go wrong around a link: pages that refuse a frame or lead away, tokens that end, and what the
// token endpoints say of them.
#include <doctest/doctest.h>

#include "test_client.hpp"
#include "text.hpp"

using namespace mmf::sandbox;
using namespace mmf::sandbox::test;

namespace {

const std::string Authorize = std::string("/web/authorize?") + AuthorizeQuery;

rapidjson::Document introspect(const Sandbox &sandbox, const std::string &token, const std::string &hint)
{
    httplib::Client client(sandbox.base_url());
    client.set_basic_auth("sandbox-client", "sandbox-secret");
    const auto answer =
        client.Post("/v1/oauth/introspect", "token=" + token + "&token_type_hint=" + hint, FormType);
    REQUIRE(answer);
    REQUIRE(answer->status == 200);
    return parse(answer->body);
}

} // namespace

TEST_CASE("the sign-in page refuses to be in a frame, always or once")
{
    struct Row
    {
        FramePolicy policy;
        const char *fault;
        const char *frame_options; // the header
        bool has_ancestors;        // in the content policy
    };
    for (const Row &row : {
             Row{FramePolicy::SameOrigin, "", "SAMEORIGIN", false},
             Row{FramePolicy::Allow, "", "", false},
             Row{FramePolicy::Deny, "", "DENY", false},
             Row{FramePolicy::Csp, "", "", true},
             Row{FramePolicy::SameOrigin, "frame-deny", "DENY", false},
             Row{FramePolicy::SameOrigin, "frame-csp", "", true},
         }) {
        CAPTURE(std::string(row.fault));
        Options options;
        options.frame_policy = row.policy;
        Sandbox sandbox(options);
        if (*row.fault != '\0') {
            sandbox.add_fault(std::string("GET /web/authorize#1:") + row.fault);
        }
        const auto page = Browser(sandbox).get(Authorize);
        REQUIRE(page);
        CHECK(page->status == 200);
        CHECK(page->get_header_value("X-Frame-Options") == row.frame_options);
        const std::string policy = page->get_header_value("Content-Security-Policy");
        CHECK((policy.find("frame-ancestors 'none'") != std::string::npos) == row.has_ancestors);
    }
}

TEST_CASE("a page leaves the origin for another one, where the sign-in goes on")
{
    Sandbox sandbox;
    sandbox.add_fault("POST /web/login#1:leave-origin");
    sandbox.add_fault("GET /web/login#1:leave-origin");
    Browser browser(sandbox);
    const std::string query = std::string("?") + AuthorizeQuery;
    REQUIRE(browser.get(Authorize));
    const std::string host = sandbox.base_url().substr(std::string("http://127.0.0.1").size());
    const auto left = browser.post("/web/login" + query, "username=designer&password=secret");
    REQUIRE(left);
    CHECK(left->status == 302);
    CHECK(left->get_header_value("Location") == "//localhost" + host + percent_decode("/web/login" + query));
    httplib::Client elsewhere("http://localhost" + host);
    const auto back = elsewhere.Get("/web/login" + query);
    REQUIRE(back);
    CHECK(back->get_header_value("Location").starts_with("//127.0.0.1" + host + "/web/login?"));
    CHECK(elsewhere.Get(Authorize)->status == 200);
}

TEST_CASE("tokens end at the request that is told to end them")
{
    Sandbox sandbox;
    ApiClient client(sandbox);
    const std::string refresh = "grant_type=refresh_token&refresh_token=";
    const std::string first = sandbox.issue_refresh_token("designer");
    const std::string second = sandbox.issue_refresh_token("designer");
    const auto renew = [&](const std::string &token) {
        httplib::Client http(sandbox.base_url());
        http.set_basic_auth("sandbox-client", "sandbox-secret");
        return http.Post("/v1/oauth/tokens", refresh + token, FormType);
    };
    sandbox.add_fault("GET /api/v2/user#2:expire-tokens");
    for (const int status : {200, 401, 401}) {
        CHECK(client.http.Get("/api/v2/user")->status == status);
    }
    const auto renewed = renew(first);
    REQUIRE(renewed->status == 200);
    client.http.set_bearer_token_auth(parse(renewed->body)["access_token"].GetString());
    sandbox.add_fault("GET /api/v2/user#1:forget-tokens");
    CHECK(client.http.Get("/api/v2/user")->status == 401);
    CHECK(renew(second)->status == 404);
}

TEST_CASE("introspection tells what a token is")
{
    Sandbox sandbox;
    const std::string access = sandbox.issue_access_token("designer");
    const std::string refresh = sandbox.issue_refresh_token("maker");
    const auto of_access = introspect(sandbox, access, "access_token");
    CHECK(of_access["active"].GetBool());
    CHECK(std::string(of_access["client_id"].GetString()) == "sandbox-client");
    CHECK(std::string(of_access["username"].GetString()) == "designer");
    CHECK(std::string(of_access["token_type"].GetString()) == "Bearer");
    CHECK(of_access["exp"].GetInt64() > std::time(nullptr));
    CHECK(std::string(introspect(sandbox, refresh, "refresh_token")["username"].GetString()) == "maker");
    CHECK_FALSE(introspect(sandbox, access, "refresh_token")["active"].GetBool());
    CHECK_FALSE(introspect(sandbox, "nonsense", "access_token")["active"].GetBool());
    sandbox.expire_access_tokens();
    const auto expired = introspect(sandbox, access, "access_token");
    CHECK_FALSE(expired["active"].GetBool());
    CHECK_FALSE(expired.HasMember("username"));
    httplib::Client nobody(sandbox.base_url());
    CHECK(nobody.Post("/v1/oauth/introspect", "token=" + refresh, FormType)->status == 401);
}

TEST_CASE("the mobile grant refuses what does not fit together")
{
    Sandbox sandbox;
    httplib::Client http(sandbox.base_url());
    const std::string token = sandbox.issue_access_token("designer");
    const std::string device = "&device_info=" + percent_encode(R"({"device_id":"d1"})");
    const auto login = [&](const std::string &form) {
        return http.Post("/v1/oauth/mobile/login", form, FormType);
    };
    const auto refresh = [&](const std::string &form) {
        return http.Post("/v1/oauth/mobile/refresh", form, FormType);
    };
    const std::string good = "client_key=sandbox-public&access_token=";
    CHECK(login("client_key=nobody&access_token=" + token + device)->status == 401);
    CHECK(login(good + "nonsense" + device)->status == 404);
    CHECK(login(good + token)->status == 400);
    CHECK(login(good + token + "&device_info=%7B%7D")->status == 400);
    const auto linked = login(good + token + device);
    REQUIRE(linked->status == 200);
    const std::string mobile = parse(linked->body)["access_token"].GetString();
    CHECK_FALSE(parse(linked->body).HasMember("refresh_token"));
    CHECK(refresh(good + mobile + "&device_id=another")->status == 404);
    CHECK(refresh("client_key=sandbox-client&device_id=d1&access_token=" + mobile)->status == 404);
    CHECK(refresh(good + token + "&device_id=d1")->status == 404); // not a mobile one
    CHECK(refresh(good + mobile + "&device_id=d1")->status == 200);
}
