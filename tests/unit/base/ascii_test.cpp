#include "base/ascii.hpp"

#include <doctest/doctest.h>

using namespace mmf;

TEST_CASE("ascii: letters become small ones, and nothing else changes")
{
    CHECK(ascii_lower("AZ@[az09 -Content") == "az@[az09 -content");
    CHECK(ascii_lower("ÄÖ\xFF\n") == "ÄÖ\xFF\n");
    CHECK(ascii_lower("").empty());
    CHECK(ascii_lower('I') == 'i');
}
