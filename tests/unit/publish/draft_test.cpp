#include "publish/draft.hpp"

#include "base/utf8.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace std::string_literals;
using Tags = std::vector<std::string>;

namespace {

const std::string Smile = "\xF0\x9F\x98\x80"; // four bytes, one character

Draft teapot()
{
    Draft draft;
    draft.name = "Teapot";
    draft.files = {{"teapot.stl", 1, 134}};
    return draft;
}

std::string repeated(const std::string &text, std::size_t times)
{
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

} // namespace

TEST_CASE("draft: the least that can be sent, and the most")
{
    CHECK(check(teapot(), Policy{}).empty());

    Draft most = teapot();
    most.name = repeated(Smile, MaxNameLength);
    most.description = repeated(Smile, MaxDescriptionLength - 2) + "\n\t";
    most.hints = {"60 x 42 x 18 mm",
                  "0,125",
                  std::string(MaxHintLength, 'x'),
                  "0",
                  "9999",
                  true,
                  std::string(MaxHintLength, 'y'),
                  most.description};
    most.source_url = "https://example.com/a?b=c#d";
    for (std::size_t i = 0; i < MaxTags; ++i) {
        most.tags.push_back(repeated(Smile, MaxTagLength - 2) + std::to_string(10 + i));
    }
    most.files.push_back({"large.stl", 1'999'998, 99'999'999});
    CHECK(check(most, Policy{}).empty());
}

TEST_CASE("draft: what is wrong with one field")
{
    using Field = DraftField;
    using Problem = DraftProblem;
    struct Case
    {
        std::string what;
        std::function<void(Draft &)> spoil;
        DraftFinding finding;
    };
    const auto name = [](std::string text) { return [text](Draft &d) { d.name = text; }; };
    const auto description = [](std::string text) { return [text](Draft &d) { d.description = text; }; };
    const auto source = [](std::string text) { return [text](Draft &d) { d.source_url = text; }; };
    const auto tag = [](std::string text) { return [text](Draft &d) { d.tags = {"good", text, "tea"}; }; };
    const auto file = [](std::uint64_t triangles, std::uint64_t bytes) {
        return [=](Draft &d) { d.files.push_back({"b.stl", triangles, bytes}); };
    };
    const auto hint = [](std::string PrintingHints::*member, std::string text) {
        return [=](Draft &d) { d.hints.*member = text; };
    };
    using Hints = PrintingHints;
    const std::string long_tag(MaxTagLength + 1, 'x');
    for (const Case &c : std::vector<Case>{
             {"no name", name(""), {Field::Name, Problem::Missing, ""}},
             {"a blank name", name(" \t\r\n "), {Field::Name, Problem::Missing, ""}},
             {"a name of two lines", name("a\nb"), {Field::Name, Problem::ControlCharacter, ""}},
             {"a zero in the name", name("a\0b"s), {Field::Name, Problem::ControlCharacter, ""}},
             {"a name turned around", name("a\xE2\x80\xAE"), {Field::Name, Problem::ControlCharacter, ""}},
             {"a name that is no text", name("a\xFF"), {Field::Name, Problem::NotText, ""}},
             {"a name cut in a character", name(Smile.substr(0, 3)), {Field::Name, Problem::NotText, ""}},
             {"a long name", name(std::string(MaxNameLength + 1, 'x')), {Field::Name, Problem::TooLong, ""}},
             {"a long name of long characters",
              name(repeated(Smile, MaxNameLength + 1)),
              {Field::Name, Problem::TooLong, ""}},
             {"a description with an escape",
              description("\x1B[2J"),
              {Field::Description, Problem::ControlCharacter, ""}},
             {"a description with a carriage return",
              description("a\r\nb"),
              {Field::Description, Problem::ControlCharacter, ""}},
             {"a description that is no text",
              description("\xC3"),
              {Field::Description, Problem::NotText, ""}},
             {"a long description",
              description(std::string(MaxDescriptionLength + 1, 'x')),
              {Field::Description, Problem::TooLong, ""}},
             {"a tag of two lines", tag("a\nb"), {Field::Tags, Problem::ControlCharacter, ""}},
             {"a tag that is no text", tag("\xFF"), {Field::Tags, Problem::NotText, ""}},
             {"a long tag", tag(long_tag), {Field::Tags, Problem::TooLong, long_tag}},
             {"a tag that would be two", tag("a,b"), {Field::Tags, Problem::TooLong, "a,b"}},
             {"too many tags",
              [](Draft &d) { d.tags = Tags(MaxTags + 1, "x"); },
              {Field::Tags, Problem::TooLong, ""}},
             {"dimensions of two lines",
              hint(&Hints::dimensions, "1\n2"),
              {Field::Dimensions, Problem::ControlCharacter, ""}},
             {"a layer height in words",
              hint(&Hints::layer_height, "thin"),
              {Field::LayerHeight, Problem::NotANumber, ""}},
             {"a long material",
              hint(&Hints::material, std::string(MaxHintLength + 1, 'x')),
              {Field::Material, Problem::TooLong, ""}},
             {"half an hour", hint(&Hints::hours_from, "0.5"), {Field::PrintTime, Problem::NotANumber, ""}},
             {"an hour that is none",
              hint(&Hints::hours_to, "-1"),
              {Field::PrintTime, Problem::NotANumber, ""}},
             {"a time that ends before it begins",
              [](Draft &d) {
                  d.hints.hours_from = "10";
                  d.hints.hours_to = "9";
              },
              {Field::PrintTime, Problem::NotARange, ""}},
             {"filament that is no text",
              hint(&Hints::filament, "\xFF"),
              {Field::Filament, Problem::NotText, ""}},
             {"a long way to print it",
              hint(&Hints::how_to, std::string(MaxDescriptionLength + 1, 'x')),
              {Field::HowTo, Problem::TooLong, ""}},
             {"no files", [](Draft &d) { d.files.clear(); }, {Field::Files, Problem::Missing, ""}},
             {"an empty file", file(0, 84), {Field::Files, Problem::FileEmpty, "b.stl"}},
             {"a file of 100 MB", file(1, 100'000'000), {Field::Files, Problem::FileTooLarge, "b.stl"}},
             {"a file beyond that", file(1, UINT64_MAX), {Field::Files, Problem::FileTooLarge, "b.stl"}},
             {"no web address", source("teapots"), {Field::SourceUrl, Problem::NotAWebAddress, ""}},
         }) {
        CAPTURE(c.what);
        Draft draft = teapot();
        c.spoil(draft);
        CHECK(check(draft, Policy{}) == std::vector{c.finding});
    }
}

TEST_CASE("draft: which source addresses are web addresses")
{
    const auto is_taken = [](const std::string &url) {
        Draft draft = teapot();
        draft.source_url = url;
        return check(draft, Policy{}).empty();
    };
    for (const std::string url :
         {"", "https://example.com", "http://example.com/x?y=z#w", "HTTPS://EXAMPLE.COM/",
          "https://example.com:8443/", "https://[::1]/", "https://example.com/\xC3\xA9"}) {
        CAPTURE(url);
        CHECK(is_taken(url));
    }
    for (const std::string &url :
         {" "s, "example.com"s, "/x"s, "//example.com/"s, "https://"s, "ftp://example.com/"s,
          "file:///etc/passwd"s, "javascript:alert(1)"s, "javascript://example.com/%0Aalert(1)"s,
          "data:text/html,x"s, "mailto:a@example.com"s, "https://user@example.com/"s,
          "https://user:password@example.com/"s, "https://example.com/a b"s, "https://example.com/\n"s,
          " https://example.com/"s, "https://example.com/\0x"s, "https://example.com:99999/"s,
          // Not text: it would make the whole request unreadable. Or text that shows as another.
          "https://example.com/\xFF"s, "https://example.com/\xE2\x80\xAEmoc.elpmaxe"s}) {
        CAPTURE(url);
        CHECK_FALSE(is_taken(url));
    }
}

TEST_CASE("draft: everything wrong is told at once, in the order of the form")
{
    Draft draft;
    draft.description = "\x01";
    draft.source_url = "x";
    draft.tags = {"\x01", "\xFF"};
    draft.files = {{"a.stl", 0, 84}, {"b.stl", 1, 134}, {"c.stl", 2'000'000, 100'000'084}};
    CHECK(check(draft, Policy{}) ==
          std::vector<DraftFinding>{{DraftField::Name, DraftProblem::Missing, ""},
                                    {DraftField::Description, DraftProblem::ControlCharacter, ""},
                                    {DraftField::SourceUrl, DraftProblem::NotAWebAddress, ""},
                                    {DraftField::Tags, DraftProblem::ControlCharacter, ""},
                                    {DraftField::Files, DraftProblem::FileEmpty, "a.stl"},
                                    {DraftField::Files, DraftProblem::FileTooLarge, "c.stl"}});
    CHECK(check(Draft{}, Policy{}) ==
          std::vector<DraftFinding>{{DraftField::Name, DraftProblem::Missing, ""},
                                    {DraftField::Files, DraftProblem::Missing, ""}});
}

TEST_CASE("draft: the largest file is the policy's")
{
    Policy policy;
    policy.max_file_bytes = 134;
    CHECK(check(teapot(), policy) ==
          std::vector<DraftFinding>{{DraftField::Files, DraftProblem::FileTooLarge, "teapot.stl"}});
    policy.max_file_bytes = 135;
    CHECK(check(teapot(), policy).empty());
}

TEST_CASE("draft: tags as they are typed")
{
    struct Case
    {
        std::string text;
        Tags tags;
    };
    for (const Case &c : std::vector<Case>{
             {"", {}},
             {",", {}},
             {" , ,, ", {}},
             {"red", {"red"}},
             {"red, blue ,,green", {"red", "blue", "green"}},
             {",red,", {"red"}},
             {"tea pot,\ttea\n", {"tea pot", "tea"}},
             {"Red,red,RED,blue", {"Red", "blue"}},
             {"red,redder,re", {"red", "redder", "re"}},
             {"\xC3\xA9t\xC3\xA9,\xC3\x89T\xC3\x89", {"\xC3\xA9t\xC3\xA9"}}, // of every script
             {"red;blue", {"red;blue"}},
         }) {
        CAPTURE(c.text);
        CHECK(split_tags(c.text) == c.tags);
    }
    CHECK(split_tags(std::string(1'000'000, ',')).empty());
}

TEST_CASE("draft: the name that is offered can be sent")
{
    CHECK(offered_name("Teapot") == "Teapot");
    CHECK(offered_name("  Tea\r\npot \xE2\x80\xAE") == "Teapot");
    CHECK(offered_name("").empty());
    CHECK(offered_name(" \n\t").empty());
    CHECK(offered_name("a\xFF") == "a\xEF\xBF\xBD");
    for (const std::string &character :
         {"x"s, "\xC3\xA9"s, "\xE2\x82\xAC"s, Smile, "\xFF"s, "\x01"s, "x "s}) {
        for (const std::size_t length :
             {MaxNameLength - 1, MaxNameLength, MaxNameLength + 1, std::size_t{100'000}}) {
            CAPTURE(character);
            CAPTURE(length);
            Draft draft = teapot();
            draft.name = offered_name("a" + repeated(character, length) + "b");
            CHECK(check(draft, Policy{}).empty());
        }
    }
    // Cut no more than is needed.
    CHECK(utf8_length(offered_name(repeated(Smile, 100'000))) == MaxNameLength);
    CHECK(utf8_length(offered_name("a" + repeated(Smile, 600) + repeated("b", 600))) == MaxNameLength);
}

TEST_CASE("draft: what is sent")
{
    Draft draft = teapot();
    draft.name = "  Teapot\n";
    draft.description = " as it is \n";
    draft.source_url = "https://example.com/";
    draft.tags = {"tea", "pot"};
    draft.visibility = api::Visibility::Public;
    draft.files.push_back({"lid.stl", 2, 184});
    draft.licence = api::Licence{api::LicenceTerm::Share};
    draft.hints.material = "PLA";
    const api::NewObject object = to_new_object(draft);
    CHECK(object.name == "Teapot");
    CHECK(object.description == draft.description);
    CHECK(object.source_url == draft.source_url);
    CHECK(object.tags == draft.tags);
    CHECK(object.visibility == api::Visibility::Public);
    REQUIRE(object.files.size() == 2);
    CHECK(object.files[0].filename == "teapot.stl");
    CHECK(object.files[1].filename == "lid.stl");
    CHECK(object.files[1].bytes == 184);
    CHECK(object.licence == draft.licence);
    CHECK(object.hints.how_to == "Material: PLA");
    CHECK(to_new_object(teapot()).visibility == api::Visibility::Private);
    CHECK_FALSE(to_new_object(teapot()).licence);
}
