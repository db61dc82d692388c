#include "loader/text.hpp"

#include <array>
#include <doctest/doctest.h>
#include <string>

TEST_CASE("text is cut at a character border and always ended")
{
    struct Row
    {
        const char *text;
        std::size_t size;
        const char *expected;
    };
    static constexpr Row Rows[] = {{"abc", 4, "abc"},   {"abc", 3, "ab"},  {"abc", 1, ""},
                                   {"", 4, ""},         {"aé", 4, "aé"},   {"aé", 3, "a"},
                                   {"日本", 7, "日本"}, {"日本", 6, "日"}, {"日本", 3, ""}};
    for (const Row &row : Rows) {
        std::array<char, 9> buffer{};
        buffer.fill('#');
        slicer_sdk::copy_text(row.text, buffer.data(), row.size);
        CHECK(std::string(buffer.data()) == row.expected);
        CHECK(buffer[row.size] == '#');
    }
    char untouched = '#';
    slicer_sdk::copy_text("abc", &untouched, 0);
    CHECK(untouched == '#');
    slicer_sdk::copy_text("abc", nullptr, 4);
}
