#include "publish/draft_details.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;

namespace {

Draft read(const std::string &text)
{
    Draft draft;
    details_from_json(text, draft);
    return draft;
}

} // namespace

TEST_CASE("draft details: nothing said is no text")
{
    CHECK(details_to_json(Draft{}).empty());
    CHECK(read("") == Draft{});
}

TEST_CASE("draft details: each thing said is there again, alone")
{
    using Term = api::LicenceTerm;
    std::vector<Draft> drafts(5);
    drafts[0].licence = api::Licence{};
    drafts[1].licence = api::Licence{Term::Mention, Term::Store};
    drafts[2].hints.is_support_free = false;
    drafts[3].hints.how_to = "a \"b\"\n\\ \xF0\x9F\x98\x80 \xD7\x90\xCC\x81";
    drafts[4].licence = api::Licence{Term::Remix};
    drafts[4].hints = {"1", "2", "3", "4", "5", true, "6", "7"};
    for (const Draft &draft : drafts) {
        const std::string text = details_to_json(draft);
        CAPTURE(text);
        CHECK(read(text) == draft);
    }
    CHECK(details_to_json(drafts[1]) == R"({"licence":"mention store"})");
}

TEST_CASE("draft details: what makes no sense is not said")
{
    for (const std::string &text : std::vector<std::string>{
             "{", "[]", "7", R"({"licence":1})", R"({"licence":"free"})", R"({"hints":[]})",
             R"({"hints":{"how_to":1,"support_free":"no","of_a_later_version":1}})"}) {
        CAPTURE(text);
        CHECK(read(text) == Draft{});
    }
    Draft bad;
    bad.hints.material = "\xFF";
    CHECK(read(details_to_json(bad)).hints.material == "\xEF\xBF\xBD");
}
