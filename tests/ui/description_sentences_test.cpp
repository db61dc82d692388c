#include "description_sentences.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace mmf::ui;

namespace {

std::string said(const std::string &description)
{
    return description_facts(description).utf8_string();
}

} // namespace

TEST_CASE("description sentences: its length in characters")
{
    CHECK(said("") == "0 of 65,536 characters.");
    CHECK(said("\xF0\x9F\x98\x80 \xD7\xA9\xD6\xB8") == "4 of 65,536 characters.");
    CHECK(said(std::string(70'000, 'x')) == "70,000 of 65,536 characters.");
}

TEST_CASE("description sentences: where its links lead")
{
    CHECK(said("https://a.example/x") == "19 of 65,536 characters. 1 link: a.example.");
    CHECK(said("https://a.example/x http://a.example/y https://b.example") ==
          "56 of 65,536 characters. 3 links: a.example, b.example.");
    CHECK(said("https://a.b https://c.d https://e.f https://g.h https://a.b") ==
          "59 of 65,536 characters. 5 links: a.b, c.d, e.f, ….");
    CHECK(said("https://" + std::string(60, 'x') + ".example") ==
          "76 of 65,536 characters. 1 link: " + std::string(40, 'x') + "….");
}

TEST_CASE("description sentences: a link that leads nowhere is warned of")
{
    CHECK(said("ftp://a.example") == "15 of 65,536 characters. ⚠ “ftp://a.example” leads to no web page.");
    CHECK(said("javascript:alert(1) https://b.example") ==
          "37 of 65,536 characters. 1 link: b.example. ⚠ “javascript:alert(1)” leads to no web page.");
}

TEST_CASE("description sentences: too much is told with what fits")
{
    CHECK(too_much_was_pasted().utf8_string() ==
          "⚠ What you put in was left out: it is too long. There is room for 65,536 characters.");
}
