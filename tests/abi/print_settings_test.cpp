#include "shim_slicer/print_settings.hpp"

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

using namespace shim;

TEST_CASE("layer heights are read with a point or a comma, and nothing is one that is not said")
{
    CHECK(layer_height_in("0.2") == 0.2F);
    CHECK(layer_height_in(" 0,075 ") == 0.075F);
    CHECK(layer_height_in("10") == 10.0F);
    CHECK(layer_height_in("") == 0.0F);
    CHECK(layer_height_in(" \t") == 0.0F);
    for (const char *text : {"0", "-0.2", "0.0001", "10.5", "0.2 mm", "thin", "nan", "inf"}) {
        CAPTURE(text);
        CHECK_FALSE(layer_height_in(text));
    }
}

TEST_CASE("layer heights are shown as they were typed")
{
    const std::vector<std::pair<float, std::string>> table = {
        {0.2F, "0.2"}, {0.075F, "0.075"}, {1, "1"}, {10, "10"}, {0, ""}};
    for (const auto &[height, text] : table) {
        CHECK(layer_height_text(height) == text);
        CHECK(layer_height_in(text) == height);
    }
}

TEST_CASE("plugins are told what was said, and nothing where nothing was")
{
    PrintSettings settings;
    CHECK_FALSE(view_of(settings));
    settings.supports = SLICER_SUPPORTS_NEEDED;
    auto view = view_of(settings);
    REQUIRE(view);
    CHECK(view->layer_height == 0);
    CHECK(view->material == std::string());
    CHECK(view->estimated_time == 0);
    CHECK(view->supports == SLICER_SUPPORTS_NEEDED);

    settings = {0.2F, "PETG", SLICER_SUPPORTS_UNKNOWN};
    view = view_of(settings);
    REQUIRE(view);
    CHECK(view->layer_height == doctest::Approx(0.2));
    CHECK(view->material == settings.material.c_str());
    CHECK(view->supports == SLICER_SUPPORTS_UNKNOWN);
}
