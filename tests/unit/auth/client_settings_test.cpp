#include "auth/client_settings.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <initializer_list>
#include <string>
#include <sys/stat.h>
#include <vector>

using namespace mmf;
using namespace mmf::auth;

namespace {

ClientInput input(std::string id, std::string_view secret = {}, std::string port = "7330")
{
    return {std::move(id), Secret(secret), std::move(port)};
}

mode_t mode_of(const std::filesystem::path &path)
{
    struct stat status = {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

std::string text_of(const std::filesystem::path &path)
{
    const auto text = read_file(path, MaxProfileSize);
    REQUIRE(text);
    REQUIRE(*text);
    return **text;
}

// What a packager or a test may lay down for a person to complete.
const std::string WithoutClient = R"({
    "name": "Test service", "api_base_url": "https://api.example.com/v2",
    "authorize_url": "https://auth.example.com/authorize", "token_url": "https://auth.example.com/tokens",
    "language": "fr", "sign_in": "browser", "redirect_uri": "http://127.0.0.1:7400/back"})";

} // namespace

TEST_CASE("client settings: what is a client")
{
    using Field = ClientField;
    using Problem = ClientProblem;
    struct Case
    {
        ClientInput typed;
        std::vector<ClientFinding> findings;
    };
    const std::vector<Case> cases = {
        {input("client"), {}},
        {input("  client\n"), {}},
        {input("a-1_b.c~/+=!"), {}},
        {input(std::string(200, 'x')), {}},
        {input("client", "secret: of {it}"), {{Field::Secret, Problem::NotPlain}}},
        {input("client", "sec:ret"), {}},
        {input("client", " \tsecret\r\n"), {}},
        {input("client", std::string(500, 's')), {}},
        {input("client", std::string(501, 's')), {{Field::Secret, Problem::TooLong}}},
        {input("client", "s\xC3\xA9"), {{Field::Secret, Problem::NotPlain}}},
        {input(""), {{Field::Id, Problem::Missing}}},
        {input(" \n"), {{Field::Id, Problem::Missing}}},
        {input("two words"), {{Field::Id, Problem::NotPlain}}},
        {input("two\nlines"), {{Field::Id, Problem::NotPlain}}},
        {input("with:colon"), {{Field::Id, Problem::NotPlain}}},
        {input("cli\xC3\xA9nt"), {{Field::Id, Problem::NotPlain}}},
        {input(std::string("nu\0l", 4)), {{Field::Id, Problem::NotPlain}}},
        {input(std::string(201, 'x')), {{Field::Id, Problem::TooLong}}},
        {input("client", {}, " 1 "), {}},
        {input("client", {}, "65535"), {}},
        {input("client", {}, "65536"), {{Field::Port, Problem::NotAPort}}},
        {input("client", {}, "99999999999"), {{Field::Port, Problem::NotAPort}}},
        {input("client", {}, "0"), {{Field::Port, Problem::NotAPort}}},
        {input("client", {}, "-1"), {{Field::Port, Problem::NotAPort}}},
        {input("client", {}, "80a"), {{Field::Port, Problem::NotAPort}}},
        {input("client", {}, ""), {{Field::Port, Problem::NotAPort}}},
        {input("", "a b", "x"),
         {{Field::Id, Problem::Missing},
          {Field::Secret, Problem::NotPlain},
          {Field::Port, Problem::NotAPort}}},
    };
    for (const Case &the_case : cases) {
        CAPTURE(the_case.typed.id);
        CAPTURE(the_case.typed.port);
        CHECK(check(the_case.typed) == the_case.findings);
    }
}

TEST_CASE("client settings: the port of a redirect URI")
{
    CHECK(port_of("http://localhost:7330/callback") == "7330");
    CHECK(port_of("http://[::1]/back") == "80");
    CHECK(port_of("com.example.slicer:/callback") == std::nullopt);
    CHECK(port_of("https://example.com/callback") == std::nullopt);
    CHECK(with_port("http://localhost:7330/callback", " 81\n") == "http://localhost:81/callback");
    CHECK(with_port("http://[::1]/back", "9") == "http://[::1]:9/back");
    CHECK(with_port("com.example.slicer:/callback", "81") == "com.example.slicer:/callback");
}

TEST_CASE("client settings: without a file they are those of the public service")
{
    const test::TempFolder folder;
    const Paths paths{folder / "config" / "mmf-publish", folder.path()};
    CHECK(load_profile({}, paths, "").error().kind == ErrorKind::NotConfigured);
    CHECK(load_service(paths, "").value().client_id.empty());
    CHECK(load_service(paths, "packaged").value().client_id == "packaged");

    REQUIRE(save_client(paths, input(" my-client\n", "my-secret "), SecretPlace::File));
    CHECK(mode_of(paths.config) == 0700);
    CHECK(mode_of(paths.profile_file()) == 0600);
    const auto profile = load_profile({}, paths, "packaged");
    REQUIRE(profile);
    CHECK(profile->client_id == "my-client");
    CHECK(profile->client_secret.view() == "my-secret");
    CHECK(profile->grant == Grant::Code);
    const Profile service = public_service();
    CHECK(profile->api_base_url == service.api_base_url);
    CHECK(profile->authorize_url == service.authorize_url);
    CHECK(profile->token_url == service.token_url);
    CHECK(profile->redirect_uri == service.redirect_uri);

    // Changed later: another port, and no secret any more.
    REQUIRE(save_client(paths, input("my-client", {}, "7331"), SecretPlace::File));
    const auto changed = load_profile({}, paths, "");
    REQUIRE(changed);
    CHECK(changed->client_secret.empty());
    CHECK(changed->grant == Grant::Implicit);
    CHECK(changed->redirect_uri == "http://localhost:7331/callback");
    CHECK(text_of(paths.profile_file()).find("my-secret") == std::string::npos);
}

TEST_CASE("client settings: a file without a client id is completed")
{
    const test::TempFolder folder;
    const Paths paths{folder.path(), folder.path()};
    for (const std::string &id : {std::string(), std::string(R"(, "client_id": "")")}) {
        const std::string text = WithoutClient.substr(0, WithoutClient.size() - 1) + id + "}";
        REQUIRE(write_file(paths.profile_file(), text));
        CHECK(load_profile({}, paths, "").error().kind == ErrorKind::NotConfigured);
        CHECK(load_service(paths, "").value().name == "Test service");
        // Named by the environment it is nothing to complete.
        CHECK(load_profile(paths.profile_file(), paths, "").error().kind == ErrorKind::BadProfile);

        const auto preview = preview_client(paths, input("entered", "secret", "7401"), SecretPlace::File);
        REQUIRE(preview);
        CHECK(text_of(paths.profile_file()) == text);
        REQUIRE(save_client(paths, input("entered", "secret", "7401"), SecretPlace::File));
        const auto profile = load_profile({}, paths, "");
        REQUIRE(profile);
        for (const Profile &is : {*profile, *preview}) {
            CHECK(is.client_id == "entered");
            CHECK(is.api_base_url == "https://api.example.com/v2");
            CHECK(is.language == "fr");
            CHECK(is.sign_in == SignInWay::Browser);
            CHECK(is.redirect_uri == "http://127.0.0.1:7401/back");
        }
    }
}

TEST_CASE("client settings: what does not fit is not saved")
{
    const test::TempFolder folder;
    const Paths paths{folder.path(), folder.path()};
    const auto refused = [&](const std::string &file, std::string_view secret) {
        REQUIRE(write_file(paths.profile_file(), file));
        const auto saved = save_client(paths, input("entered", secret), SecretPlace::File);
        REQUIRE_FALSE(saved);
        CHECK(saved.error().kind == ErrorKind::BadProfile);
        CHECK(saved.error().detail.find("entered") == std::string::npos);
        CHECK(text_of(paths.profile_file()) == file);
        return saved.error().detail;
    };
    // A secret needs a place to be sent to.
    const std::string no_token_url =
        R"({"name": "n", "api_base_url": "https://a.example", "authorize_url": "https://b.example/"})";
    CHECK(refused(no_token_url, "secret").find("token_url") != std::string::npos);
    CHECK(refused("{", {}).find("not JSON") != std::string::npos);
    CHECK(refused("[1]", {}).find("JSON object") != std::string::npos);
    CHECK(refused(R"({"colour": "red"})", {}).find("colour") != std::string::npos);
    CHECK(refused(R"({"name": "n", "api_base_url": "https://a.example", "authorize_url": "https://b.example/",
                      "colour": "red"})",
                  {})
              .find("colour") != std::string::npos);
    // The client that was entered would not be the one that is read.
    CHECK(refused(R"({"name": "n", "api_base_url": "https://a.example", "authorize_url": "https://b.example/",
                      "client_id": "a", "client_id": "b"})",
                  {}) == "'client_id' is there twice");
    CHECK(refused(R"({"name": "n", "api_base_url": "https://a.example", "authorize_url": "https://b.example/",
                      "client_secret": "a", "client_secret": "b"})",
                  {}) == "'client_secret' is there twice");
}

TEST_CASE("client settings: a secret that is kept elsewhere is not in the file, which says where it is")
{
    const test::TempFolder folder;
    const Paths paths{folder.path(), folder.path()};
    REQUIRE(save_client(paths, input("my-client", "my-secret"), SecretPlace::File));
    for (const auto place : {SecretPlace::Keyring, SecretPlace::Nowhere}) {
        const auto preview = preview_client(paths, input("my-client", " my-secret\n"), place);
        REQUIRE(preview);
        CHECK(preview->client_secret.equals("my-secret"));
        CHECK_FALSE(preview->lacks_secret());
        REQUIRE(save_client(paths, input("my-client", "my-secret"), place));
        CHECK(text_of(paths.profile_file()).find("my-secret") == std::string::npos);
        const auto profile = load_profile({}, paths, "");
        REQUIRE(profile);
        CHECK(profile->secret_place == place);
        CHECK(profile->lacks_secret());
        CHECK(profile->grant == Grant::Code);
        CHECK(profile->link_key() == preview->link_key());
    }
    // The one of before stays where it is.
    REQUIRE(save_client(paths, input("my-client", {}, "7331"), SecretPlace::Keyring));
    CHECK(load_profile({}, paths, "").value().lacks_secret());
    // None at all, or back into the file.
    REQUIRE(save_client(paths, input("my-client"), SecretPlace::File));
    CHECK_FALSE(load_profile({}, paths, "").value().lacks_secret());
    CHECK(load_profile({}, paths, "").value().grant == Grant::Implicit);
    CHECK(text_of(paths.profile_file()).find("client_secret_in") == std::string::npos);
    REQUIRE(save_client(paths, input("my-client", "again"), SecretPlace::File));
    CHECK(load_profile({}, paths, "").value().client_secret.equals("again"));
}
