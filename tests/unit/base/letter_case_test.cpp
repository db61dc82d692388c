#include "base/letter_case.hpp"

#include <doctest/doctest.h>

using namespace mmf;

TEST_CASE("letter case: the same letters in two cases")
{
    for (const auto &[one, other] : {
             std::pair{"", ""},
             {"Cube 2", "cUBE 2"},
             {"É", "é"},
             {"Œ", "œ"},
             {"Ž", "ž"},
             {"ΑΒΓΣ", "αβγς"},
             {"σ", "ς"},
             {"ЖЁ", "жё"},
             {"Ա", "ա"},
             {"Ａ", "ａ"}, // full width
             {"𐐀", "𐐨"},   // beyond the first 65536 characters
             {"ẞ", "ß"},
         }) {
        CAPTURE(std::string(one));
        CHECK(without_case(one) == without_case(other));
    }
}

TEST_CASE("letter case: what differs in more than case stays apart")
{
    for (const auto &[one, other] : {
             std::pair{"a", "b"},
             {"e", "é"},
             {"ß", "ss"},
             {"שלום", "שלומ"},
             {"日", "月"},
             {"🦊", "🐱"},
             {"a", "a "},
         }) {
        CAPTURE(std::string(one));
        CHECK(without_case(one) != without_case(other));
    }
}

TEST_CASE("letter case: ill-formed text is taken as it is read")
{
    CHECK(without_case("A\xFF") == U"a\uFFFD");
}
