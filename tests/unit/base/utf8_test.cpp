#include "base/utf8.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace std::string_view_literals;

TEST_CASE("utf8: what is well-formed, and what is made of the rest")
{
    struct Case
    {
        const char *what;
        std::string_view text;
        std::string_view mended; // equal to the text if that is well-formed
    };
    const std::string_view r = "\xEF\xBF\xBD";
    const std::string r2 = std::string(r) + std::string(r);
    const std::string r3 = r2 + std::string(r);
    const std::string r4 = r2 + r2;
    const std::string r_a = std::string(r) + "A";
    const std::string r2_a = r2 + "A";
    const std::string around = "x" + std::string(r) + "y";
    const std::vector<Case> cases = {
        {"nothing", "", ""},
        {"ASCII with NUL", "a\0b"sv, "a\0b"sv},
        {"the last of one byte", "\x7F", "\x7F"},
        {"the first of two bytes", "\xC2\x80", "\xC2\x80"},
        {"the last of two bytes", "\xDF\xBF", "\xDF\xBF"},
        {"the first of three bytes", "\xE0\xA0\x80", "\xE0\xA0\x80"},
        {"the last before the surrogates", "\xED\x9F\xBF", "\xED\x9F\xBF"},
        {"the first after the surrogates", "\xEE\x80\x80", "\xEE\x80\x80"},
        {"the last of three bytes", "\xEF\xBF\xBF", "\xEF\xBF\xBF"},
        {"the first of four bytes", "\xF0\x90\x80\x80", "\xF0\x90\x80\x80"},
        {"a smiling face", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
        {"U+10FFFF", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
        {"above U+10FFFF", "\xF4\x90\x80\x80", r4},
        {"lead byte F5", "\xF5\x80\x80\x80", r4},
        {"lead byte FF", "x\xFFy", around},
        {"a continuation alone", "x\x80y", around},
        {"overlong slash, two bytes", "\xC0\xAF", r2},
        {"overlong, C1", "\xC1\xBF", r2},
        {"overlong NUL", "\xC0\x80", r2},
        {"overlong, three bytes", "\xE0\x9F\xBF", r3},
        {"overlong, four bytes", "\xF0\x8F\xBF\xBF", r4},
        {"the first surrogate", "\xED\xA0\x80", r3},
        {"the last surrogate", "\xED\xBF\xBF", r3},
        {"cut after one of two", "\xC3", r},
        {"cut after two of three", "\xE2\x82", r2},
        {"cut after three of four", "\xF0\x9F\x98", r3},
        {"two bytes, the second ASCII",
         "\xC3"
         "A",
         r_a},
        {"three bytes, the third ASCII",
         "\xE2\x82"
         "A",
         r2_a},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        CHECK(is_valid_utf8(c.text) == (c.text == c.mended));
        CHECK(to_valid_utf8(c.text) == c.mended);
        CHECK(is_valid_utf8(to_valid_utf8(c.text)));
    }
}

TEST_CASE("utf8: length counts characters")
{
    CHECK(utf8_length("") == 0);
    CHECK(utf8_length("abc") == 3);
    CHECK(utf8_length("\xC3\xA9t\xC3\xA9") == 3);
    CHECK(utf8_length("\xF0\x9F\x98\x80\xE2\x82\xAC") == 2);
}

TEST_CASE("utf8: a prefix ends between characters")
{
    const std::string_view text = "a\xC3\xA9\xF0\x9F\x98\x80z"; // 1, 2, 4 and 1 bytes
    const std::vector<std::size_t> expected = {0, 1, 1, 3, 3, 3, 3, 7, 8, 8};
    for (std::size_t max = 0; max < expected.size(); ++max) {
        CAPTURE(max);
        CHECK(utf8_prefix(text, max) == text.substr(0, expected[max]));
    }
    CHECK(utf8_prefix("", 0).empty());
}

TEST_CASE("utf8: control characters and those that cannot be seen")
{
    struct Case
    {
        std::string_view text;
        bool is_control;
    };
    const std::vector<Case> cases = {
        {"\0"sv, true},
        {"\t", true},
        {"\x1F", true},
        {" ", false},
        {"~", false},
        {"\x7F", true},
        {"\xC2\x80", true},      // U+0080
        {"\xC2\x85", true},      // next line
        {"\xC2\x9F", true},      // U+009F
        {"\xC2\xA0", false},     // no-break space
        {"\xC2\xAD", false},     // soft hyphen
        {"\xE2\x80\x8A", false}, // hair space
        {"\xE2\x80\x8B", true},  // zero width space
        {"\xE2\x80\x8E", true},  // left-to-right mark
        {"\xE2\x80\x8F", true},  // right-to-left mark
        {"\xE2\x80\x90", false}, // hyphen
        {"\xE2\x80\xA7", false}, // hyphenation point
        {"\xE2\x80\xA8", true},  // line separator
        {"\xE2\x80\xAA", true},  // left-to-right embedding
        {"\xE2\x80\xAE", true},  // right-to-left override
        {"\xE2\x80\xAF", false}, // narrow no-break space
        {"\xE2\x81\x9F", false}, // medium mathematical space
        {"\xE2\x81\xA0", true},  // word joiner
        {"\xE2\x81\xA6", true},  // left-to-right isolate
        {"\xE2\x81\xA9", true},  // pop directional isolate
        {"\xE2\x81\xAF", true},  // U+206F
        {"\xE2\x81\xB0", false}, // superscript zero
        {"\xEF\xBB\xBF", true},  // byte order mark
        {"\xF0\x9F\x98\x80", false},
    };
    for (const Case &c : cases) {
        const std::string text = "a" + std::string(c.text) + "b";
        CAPTURE(text);
        CHECK(has_control_characters(text) == c.is_control);
        CHECK(without_control_characters(text) == (c.is_control ? "ab" : text));
    }
}

TEST_CASE("utf8: joiners stay, since emoji and some scripts are written with them")
{
    const std::string_view family = "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"; // woman, U+200D, girl
    CHECK_FALSE(has_control_characters(family));
    CHECK(without_control_characters(family) == family);
    CHECK_FALSE(has_control_characters("\xE2\x80\x8C")); // U+200C
}

TEST_CASE("utf8: control characters that are allowed stay")
{
    CHECK_FALSE(has_control_characters("a\n\tb", "\n\t"));
    CHECK(has_control_characters("a\rb", "\n\t"));
    CHECK(without_control_characters("a\r\n\tb\x01", "\n\t") == "a\n\tb");
}

TEST_CASE("utf8: trimmed")
{
    CHECK(trimmed("").empty());
    CHECK(trimmed(" \t\r\n\f\v").empty());
    CHECK(trimmed("a") == "a");
    CHECK(trimmed("\n a  b\t") == "a  b");
    CHECK(trimmed("\xC2\xA0"
                  "a") == "\xC2\xA0"
                          "a");
}

TEST_CASE("utf8: a stranger's text as one clean line")
{
    CHECK(clean_line("").empty());
    CHECK(clean_line(" \n ").empty());
    CHECK(clean_line(" The disk\nis\x01 full.\r\n") == "The diskis full.");
    CHECK(clean_line("\xFFGr\xC3\xBC\xC3\x9F\x65") == "\xEF\xBF\xBDGr\xC3\xBC\xC3\x9F\x65");
    CHECK(clean_line("\xE2\x80\xAE"
                     "abc") == "abc");
}
