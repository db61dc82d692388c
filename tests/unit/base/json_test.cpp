#include "base/json.hpp"

#include <doctest/doctest.h>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace std::string_view_literals;

namespace {

std::string repeated(std::string_view text, std::size_t times)
{
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

rapidjson::Document parsed(std::string_view text)
{
    auto document = json::parse(text);
    REQUIRE(document);
    return std::move(*document);
}

} // namespace

TEST_CASE("json: what is refused")
{
    const std::vector<std::string_view> cases = {
        "",
        " ",
        "{",
        R"({"a")",
        R"({"a":)",
        R"({"a":1)",
        R"({"a":1,})",
        R"({"a":"text)",
        R"({"a":"text\)",
        R"({"a":"\u12)",
        "[1,2",
        "{} {}",
        "{}x",
        "{}\0"sv,
        "{}\0{\"a\":1}"sv,
        "{\0}"sv,
        "{\"a\":\"b\0c\"}"sv,
        "{\"a\":\"line\nbreak\"}",
        R"({'a':1})",
        R"({"a":01})",
        R"({"a":NaN})",
        R"({"a":tru})",
        R"({"a":1}/*comment*/)",
        "<html><body>502 Bad Gateway</body></html>",
        "{\"a\":\"\xFF\"}",
        "{\"a\":\"\xC0\xAF\"}",
        "{\"a\":\"\xED\xA0\x80\"}",
        "{\"\xFF\":1}",
        R"({"a":"\ud800"})",
        R"({"a":"\ud800\u0041"})",
        R"({"a":"\ude00"})",
        R"({"a":[1,{"b":"x\udfff"}]})",
        R"({"\udc00":1})",
    };
    for (const std::string_view text : cases) {
        CAPTURE(text);
        const auto document = json::parse(text);
        REQUIRE_FALSE(document);
        CHECK(document.error().kind == ErrorKind::BadAnswer);
        CHECK_FALSE(document.error().detail.empty());
    }
    CHECK(json::parse(std::string_view()).error().kind == ErrorKind::BadAnswer);
}

TEST_CASE("json: depth")
{
    const auto arrays = [](std::size_t depth) { return repeated("[", depth) + repeated("]", depth); };
    const auto objects = [](std::size_t depth) {
        return repeated(R"({"a":)", depth) + "1" + repeated("}", depth);
    };
    CHECK(json::parse(arrays(64)));
    CHECK(json::parse(objects(64)));
    CHECK(json::parse(arrays(65)).error().detail == "nested too deep");
    CHECK(json::parse(objects(65)).error().detail == "nested too deep");
    CHECK(json::parse(repeated("[", 1'000'000)).error().kind == ErrorKind::BadAnswer);
    CHECK(json::parse(repeated("{\"a\":[", 500'000)).error().kind == ErrorKind::BadAnswer);
    CHECK(json::parse(repeated("]", 100) + repeated("[", 100)).error().kind == ErrorKind::BadAnswer);
    // Side by side is not deep, and brackets in a text are no brackets.
    CHECK(json::parse("[" + repeated("[],", 1000) + "[]]"));
    CHECK(json::parse(R"({"a":")" + repeated("[{", 1000) + R"(\"[[\\"})"));
}

TEST_CASE("json: members are typed")
{
    const auto document = parsed(R"({
        "text": "caf\u00e9 \ud83d\ude00", "empty": "", "digits": "42", "zeros": "007", "negative": "-7",
        "number": 42, "minus": -7, "big": 18446744073709551615, "huge": 18446744073709551616,
        "largest": 9223372036854775807, "smallest": -9223372036854775808,
        "fraction": 1.5, "whole": 42.0, "true": true, "null": null, "array": [1], "object": {"inner": "x"},
        "long digits": "9223372036854775808", "half digits": "42x", "spaced": " 42", "signed": "+42"})");

    struct Case
    {
        const char *name;
        std::optional<std::string> text;
        std::optional<std::string> id;
        std::optional<std::int64_t> integer;
    };
    const auto none = std::nullopt;
    const std::vector<Case> cases = {
        {"text", "caf\xC3\xA9 \xF0\x9F\x98\x80", "caf\xC3\xA9 \xF0\x9F\x98\x80", none},
        {"empty", "", "", none},
        {"digits", "42", "42", 42},
        {"zeros", "007", "007", 7},
        {"negative", "-7", "-7", -7},
        {"number", none, "42", 42},
        {"minus", none, none, -7},
        {"big", none, "18446744073709551615", none},
        {"huge", none, none, none},
        {"largest", none, "9223372036854775807", std::numeric_limits<std::int64_t>::max()},
        {"smallest", none, none, std::numeric_limits<std::int64_t>::min()},
        {"fraction", none, none, none},
        {"whole", none, none, none},
        {"true", none, none, none},
        {"null", none, none, none},
        {"array", none, none, none},
        {"object", none, none, none},
        {"long digits", "9223372036854775808", "9223372036854775808", none},
        {"half digits", "42x", "42x", none},
        {"spaced", " 42", " 42", none},
        {"signed", "+42", "+42", none},
        {"missing", none, none, none},
    };
    for (const Case &c : cases) {
        CAPTURE(c.name);
        CHECK(json::string_member(document, c.name) == c.text);
        CHECK(json::id_member(document, c.name) == c.id);
        CHECK(json::integer_member(document, c.name) == c.integer);
    }

    const rapidjson::Value *inner = json::member(document, "object");
    REQUIRE(inner != nullptr);
    CHECK(json::string_member(*inner, "inner") == "x");
}

TEST_CASE("json: what is no object has no members")
{
    for (const std::string_view text : {"[]", R"([{"a":"x"}])"}) {
        CAPTURE(text);
        const auto document = parsed(text);
        CHECK(json::member(document, "a") == nullptr);
        CHECK(json::string_member(document, "a") == std::nullopt);
        CHECK(json::id_member(document, "a") == std::nullopt);
        CHECK(json::integer_member(document, "a") == std::nullopt);
    }
}

TEST_CASE("json: of a member given twice the first counts")
{
    const auto document = parsed(R"({"id": 1, "id": 2})");
    CHECK(json::id_member(document, "id") == "1");
}

TEST_CASE("json: a zero character is one of the text, and ends no name")
{
    const auto document = parsed(R"({"id\u0000x": "wrong", "id": "a\u0000b"})");
    CHECK(json::string_member(document, "id") == std::string("a\0b", 3));
}
