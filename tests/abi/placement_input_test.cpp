#include "shim_slicer/placement_input.hpp"

#include <cmath>
#include <doctest/doctest.h>

using namespace shim;

namespace {

constexpr Placement Mirrored{{1, 2, 3}, {10, 20, 30}, {2, -1, 0.5F}};

std::optional<Placement> scaled(float number, bool keeps_proportions)
{
    return with_number(Mirrored, PlacementRow::Scale, 1, number, keeps_proportions);
}

} // namespace

TEST_CASE("numbers are read with a point or a comma, whatever the language")
{
    CHECK(number_in("12.5") == 12.5F);
    CHECK(number_in(" -12,5\t") == -12.5F);
    CHECK(number_in("+3") == 3.0F);
    CHECK(number_in(".5") == 0.5F);
    CHECK(number_in("1e3") == 1000.0F);
    for (const char *text : {"", " ", "ninety", "1.234,5", "12 mm", "+-3", "nan", "inf", "-infinity", "1e39",
                             "-1e39", "1e400"}) {
        CAPTURE(text);
        CHECK_FALSE(number_in(text));
    }
}

TEST_CASE("a number changes what it is for, and nothing else")
{
    const auto moved = with_number(Mirrored, PlacementRow::Position, 2, -7, true);
    REQUIRE(moved);
    CHECK(moved->position == Point{1, 2, -7});
    CHECK(moved->degrees == Mirrored.degrees);
    CHECK(moved->factors == Mirrored.factors);
    const auto turned = with_number(Mirrored, PlacementRow::Rotation, 0, 370, true);
    REQUIRE(turned);
    CHECK(turned->degrees == Point{10, 20, 30});
    for (const auto row : {PlacementRow::Position, PlacementRow::Rotation})
        CHECK(number_of(*with_number(Mirrored, row, 1, 25, true), row, 1) == 25);
    CHECK_FALSE(with_number(Mirrored, PlacementRow::Position, 0, 10'001, true));
    CHECK_FALSE(with_number(Mirrored, PlacementRow::Position, 0, -10'001, true));
}

TEST_CASE("a mirrored axis is scaled without its sign, and keeps it")
{
    CHECK(number_of(Mirrored, PlacementRow::Scale, 1) == 100);
    const auto alone = scaled(200, false);
    REQUIRE(alone);
    CHECK(alone->factors == Point{2, -2, 0.5F});
    const auto all = scaled(200, true);
    REQUIRE(all);
    CHECK(all->factors == Point{4, -2, 1});
}

TEST_CASE("a factor that is too small, too large, or below 0 is refused")
{
    for (const bool keeps_proportions : {false, true}) {
        for (const float number : {-200.0F, -0.0F, 0.0F, 0.05F, 100'001.0F})
            CHECK_FALSE(scaled(number, keeps_proportions));
    }
    // In proportion another axis would get too small.
    CHECK(scaled(0.11F, false));
    CHECK_FALSE(scaled(0.11F, true));
}
