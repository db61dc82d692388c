#include "publish/draft_book.hpp"

#include "base/utf8.hpp"

#include <doctest/doctest.h>
#include <limits>
#include <string>

using namespace mmf;
using namespace mmf::publish;

namespace {

KeptDraft draft_called(std::string name)
{
    KeptDraft kept;
    kept.draft.name = std::move(name);
    return kept;
}

DraftBook read_again(const DraftBook &book)
{
    const auto read = DraftBook::parse(book.to_json());
    REQUIRE(read);
    return *read;
}

} // namespace

TEST_CASE("draft book: what was written is there again")
{
    KeptDraft kept;
    kept.draft = {"A \"Twisted\" <Vase> & more",
                  "two\nlines\twith \\ and /",
                  "https://example.com/?a=b&c",
                  {"red", "with space", "\xF0\x9F\x8F\xBA"},
                  api::Visibility::Public,
                  {},
                  api::Licence{},
                  {"60 x 42 x 18 mm", "0.2", "PLA", "3", "4", false, "40 g", "a\nb"}};
    kept.files = {
        Arrangement::OneFile, "all.stl", {{"cup", 1, "", true}, {"\xD7\x90", 0, "alef.stl", false}}};
    kept.cover = {{-149.605, 0.3}, false};
    kept.triangles = 1'234'567'890'123;
    for (const std::string &model :
         {std::string("Vase"), std::string("<b>\"&\\\n"), std::string("\xF0\x9F\x98\x80\xD8\xB9"),
          std::string(500, 'x'), std::string("nul\0inside", 10)}) {
        CAPTURE(model);
        DraftBook book;
        book.put({model, WallTime(seconds(1'700'000'000)), kept});
        const DraftBook read = read_again(book);
        const auto *entry = read.find(model);
        REQUIRE(entry != nullptr);
        CHECK(entry->draft == kept);
        CHECK(entry->saved == WallTime(seconds(1'700'000'000)));
        CHECK(read.find(model + " 2") == nullptr);
        CHECK(read.find("") == nullptr);
    }
}

TEST_CASE("draft book: text that is none does not spoil the rest")
{
    DraftBook book;
    book.put({"other", {}, draft_called("Other")});
    book.put({"bad",
              {},
              draft_called("a\xFF"
                           "b")});
    const DraftBook read = read_again(book);
    REQUIRE(read.find("bad") != nullptr);
    CHECK(read.find("bad")->draft.draft.name == "a\xEF\xBF\xBD"
                                                "b");
    CHECK(read.find("other") != nullptr);
}

TEST_CASE("draft book: one for each model, the newest")
{
    DraftBook book;
    book.put({"a", WallTime(seconds(1)), draft_called("first")});
    book.put({"b", WallTime(seconds(2)), draft_called("other")});
    book.put({"a", WallTime(seconds(3)), draft_called("second")});
    CHECK(read_again(book).find("a")->draft.draft.name == "second");
    book.remove("a");
    CHECK(book.find("a") == nullptr);
    CHECK(read_again(book).find("b") != nullptr);
    book.remove("a");
}

TEST_CASE("draft book: the oldest make room")
{
    DraftBook book;
    for (std::size_t i = 0; i < MaxKeptDrafts + 5; ++i) {
        book.put({"model " + std::to_string(i), {}, draft_called("x")});
    }
    for (const DraftBook &each : {book, read_again(book)}) {
        CHECK(each.find("model 4") == nullptr);
        CHECK(each.find("model 5") != nullptr);
        CHECK(each.find("model " + std::to_string(MaxKeptDrafts + 4)) != nullptr);
    }
}

TEST_CASE("draft book: its text has an end")
{
    DraftBook book;
    KeptDraft large = draft_called("large");
    large.draft.description = std::string(64 * 1024, 'x');
    for (int i = 0; i < 20; ++i) {
        book.put({"large " + std::to_string(i), {}, large});
    }
    KeptDraft endless = draft_called("endless");
    endless.draft.description = std::string(2 * MaxKeptDraftBytes, 'x');
    book.put({"endless", {}, endless});
    CHECK(read_again(book).find("endless") != nullptr); // as long as it is the newest
    book.put({"small", {}, draft_called("small")});
    CHECK(book.to_json().size() <= MaxKeptDraftBytes);
    const DraftBook read = read_again(book);
    CHECK(read.find("small") != nullptr);
    CHECK(read.find("endless") == nullptr);
    CHECK(read.find("large 19") != nullptr);
    CHECK(read.find("large 0") == nullptr);
}

TEST_CASE("draft book: what cannot be understood is told")
{
    for (const char *text : {"", "{", "[]", "{}", "null", "{\"version\":2,\"drafts\":[]}",
                             "{\"version\":\"x\"}", "{\"version\":1,\"drafts\":[\"\xFF\"]}"}) {
        CAPTURE(text);
        const auto read = DraftBook::parse(text);
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::BadFile);
        CHECK_FALSE(read.error().detail.empty());
    }
}

TEST_CASE("draft book: entries that make no sense are passed over")
{
    const auto read = DraftBook::parse(
        R"({"version":1,"drafts":[7,null,{},{"model":""},{"model":3},
            {"model":"a","saved":"x","name":[],"description":7,"tags":{"x":1},"visibility":"all","licence":"free","hints":{"how_to":1,"support_free":0},
             "cover":[30],"objects":[1,{"name":"p"},{"name":"p","occurrence":-1},{"name":"p","occurrence":0,"removed":"yes"}]},
            {"model":"b","tags":["t",4,"u"],"more":1},{"model":"a","name":"older"}]})");
    REQUIRE(read);
    REQUIRE(read->find("a") != nullptr);
    const KeptDraft &a = read->find("a")->draft;
    CHECK(a.draft == Draft{});
    CHECK(a.cover == CoverChoice{});
    CHECK(a.files.arrangement == Arrangement::FileForEach);
    REQUIRE(a.files.parts.size() == 1);
    CHECK_FALSE(a.files.parts[0].is_removed);
    REQUIRE(read->find("b") != nullptr);
    CHECK(read->find("b")->draft.draft.tags == std::vector<std::string>{"t", "u"});
    CHECK(DraftBook::parse(R"({"version":1})"));
}

TEST_CASE("draft book: what is said of a cover makes sense, or is as it would be offered")
{
    struct Case
    {
        const char *member;
        CoverChoice expected;
    };
    constexpr picture::View Usual;
    const Case cases[] = {
        {"", {}}, // as before there were covers
        {R"(,"cover":null)", {}},
        {R"(,"cover":{})", {}},
        {R"(,"cover":{"turn":-90,"tilt":12.5,"sent":false})", {{-90, 12.5}, false}},
        {R"(,"cover":{"turn":-149.60000000000002,"tilt":0.30000000000000004})", {{-149.6, 0.3}, true}},
        {R"(,"cover":{"turn":"x","tilt":10})", {{Usual.turn, 10}, true}},
        {R"(,"cover":{"turn":true,"tilt":[],"sent":0})", {}},
        {R"(,"cover":{"turn":370,"tilt":91})", {{10, 90}, true}},
        {R"(,"cover":{"turn":0,"tilt":-1e300})", {{0, -90}, true}},
    };
    for (const Case &c : cases) {
        CAPTURE(c.member);
        const auto read = DraftBook::parse(R"({"version":1,"drafts":[{"model":"a","name":"A")" +
                                           std::string(c.member) + "}]}");
        REQUIRE(read);
        REQUIRE(read->find("a") != nullptr);
        CHECK(read->find("a")->draft.cover == c.expected);
        CHECK(read->find("a")->draft.draft.name == "A");
    }
}

TEST_CASE("draft book: a view that is none spoils no file")
{
    DraftBook book;
    KeptDraft kept = draft_called("a");
    kept.cover.view.turn = std::numeric_limits<double>::quiet_NaN();
    kept.cover.is_sent = false;
    book.put({"a", {}, kept});
    CHECK(read_again(book).find("a")->draft.cover == CoverChoice{{}, false});
}
