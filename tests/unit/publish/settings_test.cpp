#include "publish/settings.hpp"

#include "base/files.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace mmf;
using namespace mmf::publish;

TEST_CASE("settings: what is saved is read again, and what is beside it stays")
{
    const test::TempFolder folder;
    const auto file = folder / "config" / "settings.json";
    CHECK(read_settings(file) == Settings{});
    for (const auto visibility : {api::Visibility::Public, api::Visibility::Private}) {
        REQUIRE(save_settings(file, {visibility}));
        CHECK(read_settings(file).value().publish_now == visibility);
    }
    for (const bool tells : {false, true}) {
        REQUIRE(save_settings(file, {api::Visibility::Private, tells}));
        CHECK(read_settings(file).value().tells_on_desktop == tells);
    }
    REQUIRE(write_file(file, R"({"of_a_later_version": [1, "two"]})"));
    CHECK(read_settings(file) == Settings{});
    REQUIRE(save_settings(file, {api::Visibility::Public}));
    CHECK(read_settings(file).value().publish_now == api::Visibility::Public);
    CHECK(read_file(file, 1000).value().value().find("of_a_later_version") != std::string::npos);
    REQUIRE(write_file(file, R"({"desktop_notification": false})")); // each alone
    CHECK(read_settings(file).value() == Settings{api::Visibility::Private, false});
}

TEST_CASE("settings: the licence last chosen")
{
    const test::TempFolder folder;
    const auto file = folder / "settings.json";
    using Term = api::LicenceTerm;
    for (const std::optional<api::Licence> &licence :
         {std::optional<api::Licence>{api::Licence{Term::Mention, Term::Share}},
          std::optional<api::Licence>{api::Licence{}}, std::optional<api::Licence>{}}) {
        REQUIRE(save_settings(file, {api::Visibility::Public, true, licence}));
        CHECK(read_settings(file).value() == Settings{api::Visibility::Public, true, licence});
    }
}

TEST_CASE("settings: what cannot be meant is told, and saved over")
{
    const test::TempFolder folder;
    const auto file = folder / "settings.json";
    for (const char *text :
         {"", "{", "[]", R"({"publish_now_visibility": 1})", R"({"publish_now_visibility": "everyone"})",
          R"({"publish_now_visibility": null})", R"({"desktop_notification": "no"})",
          R"({"desktop_notification": null})", R"({"licence": "free"})", R"({"licence": true})",
          R"({"publish_now_visibility": "public", "publish_now_visibility": "public"})"}) {
        CAPTURE(text);
        REQUIRE(write_file(file, text));
        const auto read = read_settings(file);
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::BadProfile);
        CHECK(read.error().detail.starts_with(file.string()));
        REQUIRE(save_settings(file, {api::Visibility::Private}));
        CHECK(read_settings(file).value().publish_now == api::Visibility::Private);
    }
}

TEST_CASE("settings: a file that cannot be read or written is told and left alone")
{
    const test::TempFolder folder;
    std::filesystem::create_directory(folder / "settings.json");
    CHECK(read_settings(folder / "settings.json").error().kind == ErrorKind::Disk);
    CHECK_FALSE(save_settings(folder / "settings.json", {}));
    CHECK(std::filesystem::is_directory(folder / "settings.json"));
}
