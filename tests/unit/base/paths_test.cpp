#include "base/paths.hpp"

#include "support/environment.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <vector>

using namespace mmf;
using mmf::test::EnvironmentVariable;

TEST_CASE("paths: where the XDG base directory specification has them")
{
    using Value = std::optional<const char *>;
    struct Case
    {
        const char *what;
        Value config_home;
        Value state_home;
        const char *config;
        const char *state;
    };
    const char *config = "/home/ada/.config/mmf-publish";
    const char *state = "/home/ada/.local/state/mmf-publish";
    const std::vector<Case> cases = {
        {"unset", {}, {}, config, state},
        {"empty", "", "", config, state},
        {"relative", "here", "./there", config, state},
        {"set", "/c", "/s/t", "/c/mmf-publish", "/s/t/mmf-publish"},
        {"set, with a slash at the end", "/c/", "/s/", "/c/mmf-publish", "/s/mmf-publish"},
        {"one of them", "/c", {}, "/c/mmf-publish", state},
        {"a tilde is no home", "~/c", {}, config, state},
    };
    const EnvironmentVariable home("HOME", "/home/ada");
    for (const Case &c : cases) {
        CAPTURE(c.what);
        const EnvironmentVariable config_home("XDG_CONFIG_HOME", c.config_home);
        const EnvironmentVariable state_home("XDG_STATE_HOME", c.state_home);
        const Paths paths = paths_from_environment();
        CHECK(paths.config == c.config);
        CHECK(paths.state == c.state);
    }
}

TEST_CASE("paths: without a usable home the user's own is asked for")
{
    const EnvironmentVariable config_home("XDG_CONFIG_HOME", std::nullopt);
    for (const std::optional<const char *> value : {std::optional<const char *>(), {""}, {"relative"}}) {
        const EnvironmentVariable home("HOME", value);
        CHECK(paths_from_environment().config.is_absolute());
    }
}

TEST_CASE("paths: the files in them")
{
    const Paths paths{"/c", "/s"};
    CHECK(paths.settings_file() == "/c/settings.json");
    CHECK(paths.profile_file() == "/c/profile.json");
    CHECK(paths.journal_file() == "/s/journal.db");
    CHECK(paths.spool_folder() == "/s/spool");
    CHECK(paths.log_file() == "/s/log");
}
