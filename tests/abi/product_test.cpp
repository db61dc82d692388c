// The real plugin through the real loader. Its entry module alone: what comes after the first action needs
// wxWidgets and is used end to end.
#include "entry/app.hpp"
#include "fake_host.hpp"
#include "loader/plugin_registry.hpp"
#include "slicer_sdk/locale.h"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/offer.h"
#include "slicer_sdk/plate.h"
#include "slicer_sdk/window.h"
#include "support/environment.hpp"
#include "support/process.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <cstring>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using slicer_sdk::PluginRegistry;

namespace {

/** Offers what the plugin asks for; its plate is empty. */
class WxHost final : public test::FakeHost
{
public:
    explicit WxHost(const char *wx_version = mmf::AppRequiredWx.version) { s_wx_version = wx_version; }

    const void *extension(const char *id) const override
    {
        static constexpr slicer_host_plate Plate{
            [](const slicer_host *) { return true; },
            [](const slicer_host *) -> const slicer_plate * { return nullptr; }};
        static constexpr slicer_host_notify Notify{
            [](const slicer_host *, const char *, double, const char *) {},
            [](const slicer_host *, const char *, const slicer_outcome *) {}};
        static constexpr slicer_host_window Window{
            [](const slicer_host *) -> void * { return nullptr; },
            [](const slicer_host *) { return s_wx_version; },
            [](const slicer_host *) { return mmf::AppRequiredWx.build_signature; }};
        if (std::strcmp(id, SLICER_EXT_PLATE) == 0)
            return &Plate;
        static constexpr slicer_host_offer Offer{[](const slicer_host *host, const slicer_offer *offer) {
            static_cast<WxHost &>(slicer_sdk::services_of(host)).offers.emplace_back(offer->message);
        }};
        if (std::strcmp(id, SLICER_EXT_NOTIFY) == 0)
            return &Notify;
        if (std::strcmp(id, SLICER_EXT_OFFER) == 0)
            return has_offers ? &Offer : nullptr;
        static constexpr slicer_host_locale Locale{[](const slicer_host *host) {
            return static_cast<WxHost &>(slicer_sdk::services_of(host)).language;
        }};
        if (std::strcmp(id, SLICER_EXT_LOCALE) == 0)
            return has_language ? &Locale : nullptr;
        return std::strcmp(id, SLICER_EXT_WINDOW) == 0 ? &Window : FakeHost::extension(id);
    }

    bool has_offers = false;
    bool has_language = false;
    const char *language = nullptr;
    std::vector<std::string> offers;

private:
    static inline const char *s_wx_version = nullptr;
};

} // namespace

TEST_CASE("the plugin is made and ended a hundred times and leaves nothing behind")
{
    WxHost host;
    const auto make_and_end = [&host] {
        PluginRegistry plugins(host);
        REQUIRE(plugins.load_file(PRODUCT_MODULE));
        const auto actions = plugins.actions();
        CHECK(std::any_of(actions.begin(), actions.end(),
                          [](const auto &action) { return action.id == "mmf.publish"; }));
        CHECK_FALSE(plugins.is_enabled("mmf.publish")); // nothing on the plate
        CHECK(plugins.is_enabled("mmf.account"));
        CHECK(plugins.is_enabled("mmf.uploads"));
        CHECK(plugins.is_enabled("mmf.diagnose"));
        CHECK(plugins.busy_plugins().empty());
        plugins.pause_all();
    };
    make_and_end(); // the library stays loaded
    const mmf::test::ProcessHoldings before;
    for (int i = 0; i < 100; ++i)
        make_and_end();
    CHECK(mmf::test::ProcessHoldings() == before);
    CHECK(host.warnings.empty());
    CHECK(host.posted() == 0);
}

TEST_CASE("the plugin refuses a host with another wxWidgets, and says so")
{
    WxHost host("3.3.1");
    PluginRegistry plugins(host);
    CHECK_FALSE(plugins.load_file(PRODUCT_MODULE));
    REQUIRE(plugins.refusals().size() == 1);
    CHECK(plugins.refusals()[0].reason.find("wxWidgets 3.3.1") != std::string::npos);
}

TEST_CASE("the menu speaks the host's language, and English where the host has none that is known")
{
    const std::string endless(100'000, 'e');
    struct Row
    {
        bool has_language;
        const char *language;
        const char *expected;
    };
    constexpr const char *English = "Publish to &MyMiniFactory…";
    const Row rows[] = {
        {true, "fr", "Publier sur &MyMiniFactory…"}, // there are catalogues, and they are found
        {false, nullptr, English},
        {true, nullptr, English},
        {true, "", English},
        {true, "C", English},
        {true, "xx", English},
        {true, "French", English},
        {true, "../fr", English},
        {true, "fr/../fr", English},
        {true, "\xC3", English},
        {true, "%s%n", English},
        {true, endless.c_str(), English},
    };
    for (const Row &row : rows) {
        CAPTURE(std::string(row.language != nullptr ? row.language : "none").substr(0, 20));
        WxHost host;
        host.has_language = row.has_language;
        host.language = row.language;
        PluginRegistry plugins(host);
        REQUIRE(plugins.load_file(PRODUCT_MODULE));
        const auto actions = plugins.actions();
        const auto publish = std::find_if(actions.begin(), actions.end(),
                                          [](const auto &action) { return action.id == "mmf.publish"; });
        REQUIRE(publish != actions.end());
        CHECK(publish->label == row.expected);
        CHECK(host.warnings.empty());
        CHECK(host.lines.empty());
    }
}

TEST_CASE("what was left unfinished is offered once, from the event loop, and only by a host that can")
{
    const test::TemporaryFolder state;
    const mmf::test::EnvironmentVariable state_home("XDG_STATE_HOME", state.path().c_str());
    const auto job = state.path() / "mmf-publish" / "spool" / "job";
    std::filesystem::create_directories(job);
    std::ofstream(job / ".unfinished").flush();

    WxHost host;
    {
        PluginRegistry plugins(host);
        REQUIRE(plugins.load_file(PRODUCT_MODULE));
        CHECK(host.posted() == 0);
    }
    host.has_offers = true;
    PluginRegistry plugins(host);
    REQUIRE(plugins.load_file(PRODUCT_MODULE));
    CHECK(host.offers.empty());
    CHECK(host.run_tasks() == 1);
    CHECK(host.offers == std::vector<std::string>{"1 upload to MyMiniFactory was not finished."});
    const slicer_host *seen_by_plugin = plugins.plugins()[0]->host();
    seen_by_plugin->request_callback(seen_by_plugin);
    CHECK(host.run_tasks() == 1);
    CHECK(host.offers.size() == 1);
}
