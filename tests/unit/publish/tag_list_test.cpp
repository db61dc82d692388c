#include "publish/tag_list.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf::publish;
using Tags = std::vector<std::string>;

namespace {

std::string numbered(std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += "tag" + std::to_string(i) + ",";
    }
    return text;
}

} // namespace

TEST_CASE("tag list: what is taken, and what is left to be typed on")
{
    const std::string long_tag(MaxTagLength + 1, 'y');
    struct Case
    {
        std::string text;
        Tags tags;
        std::string rest;
    };
    for (const Case &c : std::vector<Case>{
             {"", {}, ""},
             {" , ,,\n", {}, ""},
             {"red", {"red"}, ""},
             {" red , tea pot,", {"red", "tea pot"}, ""},
             {"one\ntwo\r\nthree", {"one", "two", "three"}, ""},
             {"Red,RED,red", {"Red"}, ""},
             {"\xC3\x89t\xC3\xA9,\xC3\xA9T\xC3\x89", {"\xC3\x89t\xC3\xA9"}, ""},
             {"a," + long_tag + ",b", {"a", "b"}, long_tag},
             {"a\tb,c", {"c"}, "a\tb"},
             {"\xFF", {}, "\xFF"},
             {"\xF0\x9F\x8F\xBA,<b>&amp;</b>", {"\xF0\x9F\x8F\xBA", "<b>&amp;</b>"}, ""},
         }) {
        CAPTURE(c.text);
        TagList list;
        CHECK(list.add(c.text) == c.rest);
        CHECK(list.tags() == c.tags);
        CHECK(list.add(c.text) == c.rest); // nothing twice
        CHECK(list.tags() == c.tags);
    }
}

TEST_CASE("tag list: there is an end to it, and nothing is lost there")
{
    TagList list;
    CHECK(list.add(numbered(MaxTags)).empty());
    CHECK(list.tags().size() == MaxTags);
    CHECK(list.add("Tag7").empty());
    CHECK(list.add("one more, and another") == "one more, and another");
    list.remove(0);
    CHECK(list.add("one more, and another") == "and another");
    CHECK(list.tags().front() == "tag1");
    CHECK(list.tags().back() == "one more");

    TagList many;
    const std::string rest = many.add(numbered(1000));
    CHECK(many.tags().size() == MaxTags);
    CHECK(split_tags(rest).size() == 1000 - MaxTags);
    CHECK(many.with(rest).size() == 1000);
}

TEST_CASE("tag list: what is being typed counts")
{
    TagList list;
    list.add("red");
    CHECK(list.with("") == Tags{"red"});
    CHECK(list.with(" blue ") == Tags{"red", "blue"});
    CHECK(list.with("RED") == Tags{"red"});
    CHECK(list.with("a,b") == Tags{"red", "a", "b"});
    CHECK(has_complete_tag("a,"));
    CHECK(has_complete_tag("a\nb"));
    CHECK_FALSE(has_complete_tag("a b"));
    CHECK_FALSE(has_complete_tag(""));
}

TEST_CASE("tag list: the most used come first, then the latest")
{
    CHECK(most_used({}).empty());
    CHECK(most_used({{"a", "b"}, {"c", "B"}, {}, {"d", "b", "C"}}) == Tags{"b", "c", "a", "d"});
    CHECK(most_used({{"x", "X", "x"}, {"y"}, {"y"}}) == Tags{"y", "x"}); // once for each upload
}

TEST_CASE("tag list: what is suggested")
{
    const Tags known = {"Vase", "spiral", "\xC3\xA9t\xC3\xA9", "vast", "spi", "vas"};
    CHECK(suggested_tags(known, {}, "", 9).empty());
    CHECK(suggested_tags(known, {}, "  ", 9).empty());
    CHECK(suggested_tags(known, {}, "va", 9) == Tags{"Vase", "vast", "vas"});
    CHECK(suggested_tags(known, {}, " VA", 2) == Tags{"Vase", "vast"});
    CHECK(suggested_tags(known, {"vase"}, "va", 2) == Tags{"vast", "vas"});
    CHECK(suggested_tags(known, {}, "\xC3\x89", 9) == Tags{"\xC3\xA9t\xC3\xA9"});
    CHECK(suggested_tags(known, {}, "piral", 9).empty());
    CHECK(suggested_tags(known, {}, "va", 0).empty());
}
