#include "auth/profile_choices.hpp"

#include "auth/client_settings.hpp"
#include "base/files.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace mmf;
using namespace mmf::auth;

namespace {

const ProfileChoices Chosen = {SignInWay::Browser, LinkPlace::File, "hu"};

} // namespace

TEST_CASE("profile choices: without a file they are the public service's, with the packager's client")
{
    const test::TempFolder folder;
    const Paths paths{folder / "config", folder.path()};
    CHECK(choices_in(load_service(paths, "packaged").value()) == ProfileChoices{});
    REQUIRE(save_choices(paths, Chosen));
    const auto profile = load_profile({}, paths, "packaged");
    REQUIRE(profile);
    CHECK(choices_in(*profile) == Chosen);
    CHECK(profile->client_id == "packaged");
    CHECK(profile->api_base_url == public_service().api_base_url);
    // Nothing but what was chosen: a later version may know another address.
    const std::string text = read_file(paths.profile_file(), MaxProfileSize).value().value();
    for (const char *key : {"name", "api_base_url", "authorize_url", "token_url", "client_id"}) {
        CAPTURE(key);
        CHECK(text.find(key) == std::string::npos);
    }
    CHECK(load_profile({}, paths, "").error().kind == ErrorKind::NotConfigured);

    // Another service's file without a client is not the packager's to complete.
    REQUIRE(write_file(paths.profile_file(), R"({"name": "n", "api_base_url": "https://a.example",
                                                 "authorize_url": "https://b.example/"})"));
    CHECK(load_profile({}, paths, "packaged").error().kind == ErrorKind::NotConfigured);
}

TEST_CASE("profile choices: client and secret stay as they are, and usual choices leave no word")
{
    const test::TempFolder folder;
    const Paths paths{folder.path(), folder.path()};
    REQUIRE(save_client(paths, {"my-client", Secret("my-secret"), "7331"}, SecretPlace::File));
    const std::string before = read_file(paths.profile_file(), MaxProfileSize).value().value();
    REQUIRE(save_choices(paths, Chosen));
    const auto profile = load_profile({}, paths, "");
    REQUIRE(profile);
    CHECK(choices_in(*profile) == Chosen);
    CHECK(profile->client_id == "my-client");
    CHECK(profile->client_secret.equals("my-secret"));
    CHECK(profile->redirect_uri == "http://localhost:7331/callback");
    REQUIRE(save_choices(paths, {}));
    CHECK(read_file(paths.profile_file(), MaxProfileSize).value().value() == before);
}

TEST_CASE("profile choices: what does not fit the service is not saved")
{
    const test::TempFolder folder;
    const Paths paths{folder.path(), folder.path()};
    const std::string text = R"({"name": "n", "client_id": "c", "api_base_url": "https://a.example",
        "authorize_url": "https://b.example/", "redirect_uri": "com.example.slicer:/callback"})";
    REQUIRE(write_file(paths.profile_file(), text));
    CHECK_FALSE(why_no_browser(load_profile({}, paths, "").value()).empty());
    CHECK_FALSE(check_choices(paths, Chosen));
    CHECK(check_choices(paths, {SignInWay::Embedded, LinkPlace::Keyring, "sp"}));
    CHECK(read_file(paths.profile_file(), MaxProfileSize).value().value() == text);
    const auto saved = save_choices(paths, Chosen);
    REQUIRE_FALSE(saved);
    CHECK(saved.error().kind == ErrorKind::BadProfile);
    CHECK(saved.error().detail.find("sign_in") != std::string::npos);
    CHECK(read_file(paths.profile_file(), MaxProfileSize).value().value() == text);
    CHECK(save_choices(paths, {SignInWay::Embedded, LinkPlace::Keyring, "sp"}));
    CHECK_FALSE(save_choices(paths, {SignInWay::Embedded, LinkPlace::Keyring, "tlh"}));
}
