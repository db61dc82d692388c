#include "entry/menu.hpp"

#include "entry/app.hpp"

#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace mmf;

TEST_CASE("menu: every action once, each with its texts")
{
    const Catalogue english;
    std::set<std::string> ids;
    for (std::uint32_t i = 0; i < MenuSize; ++i) {
        const auto action = menu_action(i, english);
        REQUIRE(action.has_value());
        CHECK(ids.insert(action->id).second);
        CHECK(is_menu_action(action->id));
        CHECK(std::string(action->label).size() > 5);
        CHECK(std::string(action->help).size() > 5);
    }
    CHECK(ids.count(action::Publish) == 1);
    CHECK_FALSE(menu_action(MenuSize, english).has_value());
    CHECK_FALSE(is_menu_action("mmf.other"));
}
