#include "auth/profile.hpp"

#include "base/files.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

constexpr const char *Whole = R"({
    "name": "Test service", "api_base_url": "https://api.example.com/api/v2", "client_id": "test_client",
    "client_secret": "swordfish-1234", "authorize_url": "https://auth.example.com/web/authorize",
    "token_url": "https://auth.example.com/v1/oauth/tokens"})";

// The whole profile with one member set to a JSON value, or without it where that is empty.
std::string changed(const std::string &key, const std::string &value)
{
    rapidjson::Document document;
    document.Parse(Whole);
    document.RemoveMember(key.c_str());
    if (!value.empty()) {
        rapidjson::Document parsed(&document.GetAllocator());
        parsed.Parse(value.data(), value.size());
        REQUIRE_FALSE(parsed.HasParseError());
        document.AddMember(rapidjson::Value(key.c_str(), document.GetAllocator()), parsed,
                           document.GetAllocator());
    }
    rapidjson::StringBuffer buffer;
    rapidjson::Writer writer(buffer);
    document.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

} // namespace

TEST_CASE("profile: the least that is needed, and what it becomes")
{
    const auto profile = parse_profile(Whole);
    REQUIRE(profile);
    CHECK(profile->name == "Test service");
    CHECK(profile->api_base_url == "https://api.example.com/api/v2");
    CHECK(profile->client_id == "test_client");
    CHECK(profile->client_secret.view() == "swordfish-1234");
    CHECK(profile->dialect == Dialect::MyMiniFactory);
    CHECK(profile->grant == Grant::Code);
    CHECK(profile->client_authentication == ClientAuthentication::Basic);
    CHECK(profile->authorize_url == "https://auth.example.com/web/authorize");
    CHECK(profile->token_url == "https://auth.example.com/v1/oauth/tokens");
    CHECK(profile->redirect_uri == "http://localhost:7330/callback");
    CHECK(profile->scope.empty());
    CHECK(profile->language == "auto");
    CHECK(profile->ca_file.empty());
}

TEST_CASE("profile: what each key may be")
{
    struct Case
    {
        std::string key;
        std::string value;
        std::function<bool(const Profile &)> holds;
    };
    const std::vector<Case> cases = {
        {"name", R"("Fabrik \u00e9\ud83d\ude00")",
         [](const Profile &p) { return p.name == "Fabrik \xC3\xA9\xF0\x9F\x98\x80"; }},
        {"api_base_url", R"("https://api.example.com/v2//")",
         [](const Profile &p) { return p.api_base_url == "https://api.example.com/v2"; }},
        {"api_base_url", R"("http://127.0.0.1:8080")",
         [](const Profile &p) { return p.api_base_url == "http://127.0.0.1:8080"; }},
        {"authorize_url", R"("http://[::1]:8080/a?x=y")",
         [](const Profile &p) { return p.authorize_url == "http://[::1]:8080/a?x=y"; }},
        {"client_secret", "", [](const Profile &p) { return p.grant == Grant::Implicit; }},
        {"introspect_url", R"("https://auth.example.com/introspect")",
         [](const Profile &p) { return p.introspect_url == "https://auth.example.com/introspect"; }},
        {"introspect_url", "", [](const Profile &p) { return p.introspect_url.empty(); }},
        {"register_url", R"("https://example.com/join")",
         [](const Profile &p) { return p.register_url == "https://example.com/join"; }},
        {"grant", R"("code")", [](const Profile &p) { return p.grant == Grant::Code; }},
        {"grant", R"("implicit")", [](const Profile &p) { return p.grant == Grant::Implicit; }},
        {"dialect", R"("myminifactory")",
         [](const Profile &p) { return p.dialect == Dialect::MyMiniFactory; }},
        {"dialect", R"("oauth2")", [](const Profile &p) { return p.dialect == Dialect::OAuth2; }},
        {"client_auth", R"("basic")",
         [](const Profile &p) { return p.client_authentication == ClientAuthentication::Basic; }},
        {"client_auth", R"("body")",
         [](const Profile &p) { return p.client_authentication == ClientAuthentication::Body; }},
        {"client_auth", R"("none")",
         [](const Profile &p) { return p.client_authentication == ClientAuthentication::None; }},
        {"redirect_uri", R"("my-slicer://callback")",
         [](const Profile &p) { return p.redirect_uri == "my-slicer://callback"; }},
        {"redirect_uri", R"("http://example.com/callback")", // caught before it is fetched
         [](const Profile &p) { return p.redirect_uri == "http://example.com/callback"; }},
        {"scope", R"("upload read")", [](const Profile &p) { return p.scope == "upload read"; }},
        {"pkce", "true", [](const Profile &p) { return p.pkce; }},
        {"pkce", "false", [](const Profile &p) { return !p.pkce; }},
        {"pkce", "", [](const Profile &p) { return !p.pkce; }},
        {"language", R"("sp")", [](const Profile &p) { return p.language == "sp"; }},
        {"language", R"("hu")", [](const Profile &p) { return p.language == "hu"; }},
        {"sign_in", R"("embedded")", [](const Profile &p) { return p.sign_in == SignInWay::Embedded; }},
        {"client_secret_in", R"("file")", [](const Profile &p) { return !p.lacks_secret(); }},
        {"keep_link", R"("keyring")", [](const Profile &p) { return p.keep_link == LinkPlace::Keyring; }},
        {"keep_link", R"("file")", [](const Profile &p) { return p.keep_link == LinkPlace::File; }},
        {"sign_in", R"("browser")", [](const Profile &p) { return p.sign_in == SignInWay::Browser; }},
        {"ca_file", R"("/etc/ca.pem")", [](const Profile &p) { return p.ca_file == "/etc/ca.pem"; }},
    };
    for (const Case &c : cases) {
        CAPTURE(c.key);
        CAPTURE(c.value);
        const auto profile = parse_profile(changed(c.key, c.value));
        REQUIRE(profile);
        CHECK(c.holds(*profile));
    }
}

TEST_CASE("profile: an error names the key")
{
    struct Case
    {
        std::string key;
        std::string value; // empty: missing
    };
    const std::vector<Case> cases = {
        {"name", ""},
        {"name", R"("")"},
        {"name", "5"},
        {"name", "null"},
        {"name", R"(["x"])"},
        {"name", R"("a\nb")"},
        {"name", R"("a\u202eb")"},
        {"name", R"("a\u0000b")"},
        {"api_base_url", ""},
        {"api_base_url", R"("")"},
        {"api_base_url", "true"},
        {"api_base_url", R"("api.example.com/path with space")"},
        {"api_base_url", R"("/relative")"},
        {"api_base_url", R"("http://api.example.com")"},
        {"api_base_url", R"("http://localhost.example.com")"},
        {"api_base_url", R"("ftp://api.example.com")"},
        {"api_base_url", R"("https://user:password@api.example.com")"},
        {"api_base_url", R"("https://api.example.com/#x")"},
        {"api_base_url", R"("https://api.example.com/#")"},
        {"api_base_url", R"("https://api.example.com/api?version=2")"}, // a path is put at its end
        {"api_base_url", R"("https://api.example.com/api?")"},
        {"client_id", ""},
        {"client_id", R"("")"},
        {"client_id", "1"},
        {"client_secret", R"("")"},
        {"client_secret", "12"},
        {"client_secret", R"("swordfish-1234\n")"},
        {"grant", R"("token")"},
        {"grant", R"("Code")"},
        {"grant", R"("")"},
        {"grant", "0"},
        {"dialect", R"("myspace")"},
        {"dialect", "null"},
        {"client_auth", R"("digest")"},
        {"client_auth", "false"},
        {"authorize_url", ""},
        {"authorize_url", R"("http://auth.example.com/")"},
        {"authorize_url", R"("https://auth.example.com/#/authorize")"},
        {"authorize_url", R"("https://auth.example.com/#")"},
        {"authorize_url", "[]"},
        {"token_url", ""}, // the grant is 'code'
        {"token_url", R"("http://auth.example.com/")"},
        {"token_url", "{}"},
        {"register_url", R"("http://www.example.com/join")"},
        {"register_url", R"("javascript:alert")"},
        {"register_url", R"("file:///etc/passwd")"},
        {"register_url", R"("")"},
        {"redirect_uri", R"("")"},
        {"redirect_uri", "7330"},
        {"redirect_uri", R"("localhost")"},
        {"redirect_uri", R"("/callback")"},
        {"redirect_uri", R"("http://localhost:7330/callback?x=y")"},
        {"redirect_uri", R"("http://localhost:7330/callback#x")"},
        {"redirect_uri", R"("http://localhost:7330/callback#")"},
        {"redirect_uri", R"("http://localhost:7330/callback?")"},
        {"redirect_uri", R"("http://user@localhost:7330/callback")"},
        {"redirect_uri", R"("http://localhost:99999/callback")"},
        {"scope", R"("")"},
        {"scope", "[\"a\"]"},
        {"pkce", R"("true")"},
        {"pkce", "1"},
        {"pkce", "null"},
        {"language", R"("es")"},
        {"language", R"("de")"},
        {"language", R"("")"},
        {"keep_link", R"("floppy")"},
        {"keep_link", "true"},
        {"client_secret_in", R"("wallet")"},
        {"sign_in", R"("telepathy")"},
        {"sign_in", "1"},
        {"ca_file", R"("ca.pem")"},
        {"ca_file", R"("~/ca.pem")"},
        {"ca_file", "1"},
        {"introspect_url", R"("http://auth.example.com/")"},
        {"introspect_url", "true"},
        {"register_url", R"("javascript:alert")"},
        {"client_key", R"("x")"}, // of a grant that is not used, as the next two
        {"mobile_login_url", R"("https://auth.example.com/mobile/login")"},
        {"mobile_refresh_url", R"("https://auth.example.com/mobile/refresh")"},
        {"account_name", R"("x")"}, // the token_url has no place for it
        {"grant", R"("password")"}, // not of this dialect
        {"clientid", R"("x")"},
        {"Name", R"("x")"},
        {"", R"("x")"},
        {"comment", R"("x")"},
    };
    for (const Case &c : cases) {
        CAPTURE(c.key);
        CAPTURE(c.value);
        const auto profile = parse_profile(changed(c.key, c.value));
        REQUIRE_FALSE(profile);
        CHECK(profile.error().kind == ErrorKind::BadProfile);
        CHECK(profile.error().detail.starts_with("'" + std::string(c.key) + "' "));
        CHECK(profile.error().detail.find("swordfish") == std::string::npos);
    }
    // Words that a person may have mistyped are told what there is.
    CHECK(parse_profile(changed("grant", R"("kode")")).error().detail ==
          "'grant' is 'kode'; this version knows: code, implicit, mobile, password");
}

TEST_CASE("profile: a client secret that is not in the file")
{
    const std::string start = R"({"name": "T", "api_base_url": "https://api.example.com", "client_id": "c",
        "authorize_url": "https://auth.example.com/", "token_url": "https://auth.example.com/token",
        "client_secret_in": )";
    for (const auto &[word, place] :
         {std::pair("keyring", SecretPlace::Keyring), std::pair("nowhere", SecretPlace::Nowhere)}) {
        const std::string said = start + "\"" + word + "\"";
        const auto profile = parse_profile(said + "}");
        REQUIRE(profile);
        CHECK(profile->secret_place == place);
        CHECK(profile->lacks_secret());
        CHECK(profile->grant == Grant::Code);
        const auto both = parse_profile(said + R"(, "client_secret": "swordfish"})");
        REQUIRE_FALSE(both);
        CHECK(both.error().detail.starts_with("'client_secret' is in the file"));
    }
    const auto none = parse_profile(start + R"("file"})");
    REQUIRE(none);
    CHECK_FALSE(none->lacks_secret());
    CHECK(none->grant == Grant::Implicit);
}

TEST_CASE("profile: a browser comes back to a port of this machine only")
{
    const std::string start = R"({"name": "T", "api_base_url": "https://api.example.com", "client_id": "c",
        "authorize_url": "https://auth.example.com/", "sign_in": "browser", "redirect_uri": )";
    CHECK(parse_profile(start + R"("http://[::1]:7330/callback"})"));
    for (const std::string uri :
         {"my-slicer://callback", "http://example.com/callback", "https://localhost/"}) {
        CAPTURE(uri);
        const auto profile = parse_profile(start + '"' + uri + "\"}");
        REQUIRE_FALSE(profile);
        CHECK(profile.error().detail.starts_with("'sign_in' is 'browser', which needs "));
    }
}

TEST_CASE("profile: a proof of a code is for the grant that has one")
{
    const auto profile = parse_profile(R"({"name": "T", "api_base_url": "https://api.example.com",
        "client_id": "c", "authorize_url": "https://auth.example.com/", "pkce": true})");
    REQUIRE_FALSE(profile);
    CHECK(profile.error().detail == "'pkce' is for the grant 'code' only");
}

TEST_CASE("profile: which grants a dialect has, which is its own, and what each needs")
{
    const std::string start = R"({"name": "T", "api_base_url": "https://api.example.com", "client_id": "c")";
    const std::string page = R"(, "authorize_url": "https://auth.example.com/a")";
    const std::string tokens = R"(, "token_url": "https://auth.example.com/t")";
    const std::string secret = R"(, "client_secret": "s")";
    const auto dialect = [](const char *name) { return R"(, "dialect": ")" + std::string(name) + '"'; };
    const auto grant = [](const char *name) { return R"(, "grant": ")" + std::string(name) + '"'; };
    struct Good
    {
        std::string text;
        Grant grant;
        ClientAuthentication way;
    };
    const auto basic = ClientAuthentication::Basic;
    const auto none = ClientAuthentication::None;
    for (const Good &c : {
             Good{page, Grant::Implicit, basic},
             Good{page + tokens + secret, Grant::Code, basic},
             Good{page + grant("mobile") + R"(, "mobile_login_url": "https://auth.example.com/l")",
                  Grant::Mobile, basic},
             Good{page + dialect("oauth2"), Grant::Implicit, basic},
             Good{tokens + dialect("oauth2") + grant("password"), Grant::Password, basic},
             Good{page + dialect("sso"), Grant::Implicit, none},
             Good{page + tokens + secret + dialect("sso"), Grant::Implicit, none},
             Good{tokens + dialect("sso") + grant("password"), Grant::Password, none},
             Good{tokens + dialect("sso") + grant("password") +
                      R"(, "create_account_url": "https://auth.example.com/u")",
                  Grant::Password, none},
             Good{tokens + dialect("meshydb"), Grant::Password, none},
             Good{page + tokens + dialect("xee"), Grant::Code, basic},
         }) {
        CAPTURE(c.text);
        const auto profile = parse_profile(start + c.text + "}");
        REQUIRE(profile);
        CHECK(profile->grant == c.grant);
        CHECK(profile->client_authentication == c.way);
    }
    struct Bad
    {
        std::string text;
        const char *error;
    };
    for (const Bad &c : {
             Bad{page + grant("password"),
                 "'grant' is not one of the dialect 'myminifactory', which has: code, "
                 "implicit, mobile"},
             Bad{page + dialect("oauth2") + grant("mobile"), "'grant' is not one"},
             Bad{page + tokens + dialect("sso") + grant("code"), "'grant' is not one"},
             Bad{tokens + dialect("meshydb") + grant("implicit"), "'grant' is not one"},
             Bad{page + tokens + dialect("xee") + grant("implicit"), "'grant' is not one"},
             Bad{page + grant("mobile"), "'mobile_login_url' is missing"},
             Bad{page + dialect("xee"), "'token_url' is missing"},
             Bad{dialect("meshydb"), "'token_url' is missing"},
             Bad{page + tokens + dialect("meshydb"),
                 "'authorize_url' is for a grant with a sign-in page only"},
             Bad{page + dialect("sso") + R"(, "client_auth": "basic")", "'client_auth' is for a dialect"},
             Bad{page + dialect("sso") + R"(, "sign_in": "browser")",
                 "'sign_in' is 'browser', which is not safe"},
             Bad{tokens + dialect("meshydb") + R"(, "sign_in": "browser")", "'sign_in' is 'browser', but"},
             Bad{page + dialect("sso") + R"(, "create_account_url": "https://auth.example.com/u")",
                 "'create_account_url' is for the dialect 'sso' and the grant 'password' only"},
             Bad{tokens + dialect("oauth2") + grant("password") +
                     R"(, "create_account_url": "https://auth.example.com/u")",
                 "'create_account_url' is for the dialect"},
             Bad{tokens + dialect("sso") + grant("password") +
                     R"(, "create_account_url": "https://elsewhere.example.com/u")",
                 "'create_account_url' is at another host than the token_url"},
             Bad{tokens + dialect("sso") + grant("password") +
                     R"(, "create_account_url": "http://a.example/u")",
                 "'create_account_url' "},
             Bad{page + dialect("sso") + R"(, "pkce": true)", "'pkce' is for the grant 'code' only"},
         }) {
        CAPTURE(c.text);
        const auto profile = parse_profile(start + c.text + "}");
        REQUIRE_FALSE(profile);
        CHECK(profile.error().detail.starts_with(c.error));
    }
}

TEST_CASE("profile: the client key is the client id unless it is another")
{
    const std::string mobile = R"({"name": "T", "api_base_url": "https://api.example.com", "client_id": "c",
        "authorize_url": "https://auth.example.com/a", "grant": "mobile",
        "mobile_login_url": "https://auth.example.com/l", "mobile_refresh_url": "http://[::1]:1/r")";
    CHECK(parse_profile(mobile + "}").value().client_key == "c");
    CHECK(parse_profile(mobile + "}").value().mobile_refresh_url == "http://[::1]:1/r");
    CHECK(parse_profile(mobile + R"(, "client_key": "k"})").value().client_key == "k");
    CHECK(parse_profile(mobile + R"(, "client_key": ""})").error().detail.starts_with("'client_key' "));
}

TEST_CASE("profile: the account's name has its place in the address, and is told apart")
{
    const auto meshydb = [](const std::string &url, const std::string &name) {
        return parse_profile(R"({"name": "T", "api_base_url": "https://api.example.com", "client_id": "c",
            "dialect": "meshydb", "token_url": ")" +
                             url + '"' + (name.empty() ? "" : R"(, "account_name": ")" + name + '"') + "}");
    };
    const std::string url = "https://auth.meshydb.com/{accountName}/connect/token";
    CHECK(meshydb(url, "acme").value().token_url == "https://auth.meshydb.com/acme/connect/token");
    CHECK(meshydb(url, "a/../b?c").value().token_url ==
          "https://auth.meshydb.com/a%2F..%2Fb%3Fc/connect/token");
    CHECK(meshydb(url, "acme").value().link_key() != meshydb(url, "other").value().link_key());
    CHECK(meshydb(url, "").error().detail == "'account_name' is missing");
    CHECK(meshydb("https://auth.meshydb.com/acme/connect/token", "acme").error().detail ==
          "'account_name' is for a token_url with '{accountName}' only");
    CHECK(
        meshydb("http://auth.meshydb.com/{accountName}/", "acme").error().detail.starts_with("'token_url' "));
}

TEST_CASE("profile: where only the implicit grant is used no token URL is needed")
{
    rapidjson::Document document;
    document.Parse(Whole);
    const auto profile = parse_profile(R"({"name": "T", "api_base_url": "https://api.example.com",
        "client_id": "c", "authorize_url": "https://auth.example.com/"})");
    REQUIRE(profile);
    CHECK(profile->grant == Grant::Implicit);
    CHECK(profile->token_url.empty());
}

TEST_CASE("profile: what is no profile at all")
{
    const std::string whole = Whole;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const auto profile = parse_profile(std::string_view(whole).substr(0, size));
        REQUIRE_FALSE(profile);
        CHECK(profile.error().kind == ErrorKind::BadProfile);
        CHECK(profile.error().detail.find("swordfish") == std::string::npos);
    }
    for (const std::string text : {"[]", "{}", "\"text\"", "{} {}", "<profile/>"}) {
        CAPTURE(text);
        CHECK(parse_profile(text).error().kind == ErrorKind::BadProfile);
    }
}

TEST_CASE("profile: what is said twice is not clear")
{
    std::string twice = Whole;
    twice.insert(twice.rfind('}'), R"(, "client_id": "another")");
    CHECK(parse_profile(twice).error() == Error{ErrorKind::BadProfile, "'client_id' is there twice", 0});
}

TEST_CASE("profile: links of other clients and services are told apart")
{
    const auto key_of = [](const std::string &text) { return parse_profile(text).value().link_key(); };
    const std::string key = key_of(Whole);
    CHECK(key == key_of(changed("client_secret", R"("another")")));
    CHECK(key != key_of(changed("client_id", R"("another")")));
    CHECK(key != key_of(changed("api_base_url", R"("https://staging.example.com")")));
    CHECK(key.find("swordfish") == std::string::npos);
}

TEST_CASE("profile: the public service")
{
    const Profile profile = public_service();
    CHECK(profile.client_id.empty());
    CHECK(profile.client_secret.empty());
    CHECK(profile.grant == Grant::Implicit);
    CHECK(profile.api_base_url == "https://www.myminifactory.com/api/v2");
    CHECK(profile.authorize_url == "https://auth.myminifactory.com/web/authorize");
    CHECK(profile.token_url == "https://auth.myminifactory.com/v1/oauth/tokens");
    CHECK(profile.register_url.empty()); // none is documented
    CHECK(profile.redirect_uri == "http://localhost:7330/callback");
    CHECK(profile.language == "auto");
}

TEST_CASE("profile: which file counts")
{
    const test::TempFolder folder;
    const Paths paths{folder.path(), folder.path()};
    const auto named = folder / "named.json";

    SUBCASE("none: the built-in one")
    {
        CHECK(load_profile({}, paths, "packaged").value().client_id == "packaged");
        CHECK(load_profile({}, paths, "").error().kind == ErrorKind::NotConfigured);
    }
    SUBCASE("the person's before the built-in one, the named one before both")
    {
        REQUIRE(write_file(paths.profile_file(), changed("client_id", R"("of-the-person")")));
        REQUIRE(write_file(named, changed("client_id", R"("named")")));
        CHECK(load_profile({}, paths, "packaged").value().client_id == "of-the-person");
        CHECK(load_profile(named, paths, "packaged").value().client_id == "named");
    }
    SUBCASE("a named one that is missing is no reason to take another")
    {
        REQUIRE(write_file(paths.profile_file(), Whole));
        const auto profile = load_profile(named, paths, "packaged");
        REQUIRE_FALSE(profile);
        CHECK(profile.error().kind == ErrorKind::BadProfile);
        CHECK(profile.error().detail.find(named.string()) != std::string::npos);
    }
    SUBCASE("nor is a broken one")
    {
        REQUIRE(write_file(paths.profile_file(), changed("grant", "1")));
        const auto profile = load_profile({}, paths, "packaged");
        REQUIRE_FALSE(profile);
        CHECK(profile.error().kind == ErrorKind::BadProfile);
        CHECK(profile.error().detail.find(paths.profile_file().string()) != std::string::npos);
        CHECK(profile.error().detail.find("'grant'") != std::string::npos);
        CHECK(profile.error().detail.find("swordfish") == std::string::npos);
    }
    SUBCASE("a giant one or a folder is not read")
    {
        REQUIRE(write_file(named, std::string(70'000, ' ')));
        CHECK(load_profile(named, paths, "packaged").error().kind == ErrorKind::Disk);
        CHECK(load_profile(folder.path(), paths, "packaged").error().kind == ErrorKind::Disk);
    }
}

TEST_CASE("profile: a file that names no service is for the public one")
{
    const auto profile = parse_profile(R"({"client_id": "c", "client_secret": "s", "language": "fr"})");
    REQUIRE(profile);
    const Profile service = public_service();
    CHECK(profile->name == service.name);
    CHECK(profile->api_base_url == service.api_base_url);
    CHECK(profile->authorize_url == service.authorize_url);
    CHECK(profile->token_url == service.token_url);
    CHECK(profile->redirect_uri == service.redirect_uri);
    CHECK(profile->grant == Grant::Code);
    CHECK(profile->language == "fr");
    // One that names a part of another gets nothing of the public one.
    for (const char *part :
         {R"("name": "n")", R"("api_base_url": "https://a.example")",
          R"("authorize_url": "https://a.example/")", R"("token_url": "https://a.example/")"}) {
        CAPTURE(part);
        CHECK_FALSE(parse_profile(std::string(R"({"client_id": "c", )") + part + "}"));
    }
}
