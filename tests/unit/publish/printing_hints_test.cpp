#include "publish/printing_hints.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;

TEST_CASE("printing hints: a size as text, in no country's way")
{
    CHECK(dimensions_text({60, 42.5, 18.254}) == "60 x 42.5 x 18.25 mm");
    CHECK(dimensions_text({0.004, 0.006, 1234567}) == "0 x 0.01 x 1234567 mm");
    CHECK(dimensions_text({100, 10, 0}) == "100 x 10 x 0 mm");
}

TEST_CASE("printing hints: which layer heights are numbers")
{
    CHECK(layer_height_of("0.2") == 0.2);
    CHECK(layer_height_of(" 0,15 ") == 0.15);
    CHECK(layer_height_of("1") == 1.0);
    CHECK(layer_height_of("100") == 100.0);
    for (const std::string &text :
         std::vector<std::string>{"", ".", "0", "0.0", "-0.2", "0.2 mm", "1e-1", "0x1", "inf", "nan", "100.1",
                                  "0.2.1", "1,000.5"}) {
        CAPTURE(text);
        CHECK_FALSE(layer_height_of(text));
    }
}

TEST_CASE("printing hints: which hours are whole")
{
    CHECK(hours_of("0") == 0U);
    CHECK(hours_of(" 12 ") == 12U);
    CHECK(hours_of("9999") == 9999U);
    for (const std::string &text :
         std::vector<std::string>{"", " ", "-1", "1.5", "1 h", "10000", "+1", "\xD9\xA3"}) {
        CAPTURE(text);
        CHECK_FALSE(hours_of(text));
    }
}

TEST_CASE("printing hints: what is sent of them")
{
    PrintingHints hints;
    CHECK(is_empty(hints));
    const api::PrintingHints nothing = to_api(hints);
    CHECK(nothing.how_to.empty());
    CHECK(nothing.dimensions.empty());
    CHECK(nothing.filament_quantity.empty());
    CHECK_FALSE(nothing.time_to_do_from);
    CHECK_FALSE(nothing.time_to_do_to);
    CHECK_FALSE(nothing.support_free);

    hints = {" 60 x 42 x 18 mm ", "0,2", " PETG ", "3", "", true, " 40 g ", "Upright.\nSlowly."};
    CHECK_FALSE(is_empty(hints));
    const api::PrintingHints sent = to_api(hints);
    CHECK(sent.dimensions == "60 x 42 x 18 mm");
    CHECK(sent.how_to == "Layer height: 0.2 mm\nMaterial: PETG\n\nUpright.\nSlowly.");
    CHECK(sent.time_to_do_from == 3U);
    CHECK_FALSE(sent.time_to_do_to);
    CHECK(sent.support_free == true);
    CHECK(sent.filament_quantity == "40 g");

    hints.how_to.clear();
    CHECK(to_api(hints).how_to == "Layer height: 0.2 mm\nMaterial: PETG");
    hints.material = "  ";
    CHECK(to_api(hints).how_to == "Layer height: 0.2 mm");
    hints.layer_height.clear();
    CHECK(to_api(hints).how_to.empty());
    hints.how_to = " as it is\n";
    CHECK(to_api(hints).how_to == " as it is\n");
}

TEST_CASE("printing hints: one's settings are replaced by another's where they are said")
{
    const auto with = [](const std::string &height, const std::string &material, const std::string &from,
                         const std::string &to, std::optional<bool> is_support_free) {
        PrintingHints hints{"1 x 2 x 3 mm", height, material, from, to, is_support_free, "40 g", "Upright."};
        return hints;
    };
    const PrintingHints nothing = with("", "", "", "", std::nullopt);
    const PrintingHints slicer = with("0.2", "PLA", "3", "4", false);
    struct Row
    {
        const char *what;
        PrintingHints said;
        PrintingHints filled; // what is not said, by the slicer's
        PrintingHints own;    // without the slicer's
    };
    const std::vector<Row> table = {
        {"nothing", nothing, slicer, nothing},
        {"the slicer's", slicer, slicer, nothing},
        {"others", with("0.1", "ABS", "1", "2", true), with("0.1", "ABS", "1", "2", true),
         with("0.1", "ABS", "1", "2", true)},
        {"another material", with("", "ABS", "", "", std::nullopt), with("0.2", "ABS", "3", "4", false),
         with("", "ABS", "", "", std::nullopt)},
        {"another end of the time", with("", "", "3", "5", std::nullopt), with("0.2", "PLA", "3", "5", false),
         with("", "", "3", "5", std::nullopt)},
        {"no begin of the time", with("", "", "", "4", std::nullopt), with("0.2", "PLA", "", "4", false),
         with("", "", "", "4", std::nullopt)},
        {"no supports", with("0.2", "PLA", "3", "4", true), with("0.2", "PLA", "3", "4", true),
         with("", "", "", "", true)},
    };
    for (const Row &row : table) {
        CAPTURE(row.what);
        PrintingHints hints = row.said;
        replace_settings(hints, {}, slicer);
        CHECK(hints == row.filled);
        hints = row.said;
        replace_settings(hints, slicer, {});
        CHECK(hints == row.own);
        hints = row.said;
        replace_settings(hints, {}, {});
        CHECK(hints == row.said);
    }
}
