// What a person says about a model arrives as it was said, also after a create that was lost and in another
// process.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

void say_everything(publish::Draft &draft)
{
    using Term = api::LicenceTerm;
    draft.licence = api::Licence{Term::Mention, Term::Remix, Term::Share};
    draft.hints = {"60 x 42.5 x 18 mm", "0,2", "PETG", "3", "4", true, "40 g", "Upright, \"slowly\"."};
}

// In a create's body; in the order they are sent.
const std::string Everything =
    R"("licenses":[{"type":"mention","value":true},{"type":"remix","value":true},)"
    R"({"type":"commercial-use","value":false},{"type":"exclusivity","value":false},)"
    R"({"type":"share","value":true},{"type":"store","value":false}],)"
    R"("how_to":"Layer height: 0.2 mm\nMaterial: PETG\n\nUpright, \"slowly\".",)"
    R"("dimensions":"60 x 42.5 x 18 mm","time_to_do_from":3,"time_to_do_to":4,"support_free":true,)"
    R"("filament_quantity":"40 g","files":)";

void check_said(const EngineFixture &fixture, const std::string &part)
{
    REQUIRE(fixture.sandbox.objects().size() == 1);
    const std::string body = fixture.sandbox.objects()[0].request_json;
    CAPTURE(body);
    CHECK(body.find(part) != std::string::npos);
}

} // namespace

TEST_CASE("licence and printing hints arrive as the contract has them")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    CHECK(fixture.publish_to_end(plate, say_everything).phase == Phase::Done);
    check_said(fixture, Everything);
}

TEST_CASE("without a word the size is sent, as the mesh has it")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    check_said(fixture, R"("visibility":0,"dimensions":"10 x 20 x 30 mm","files":)");
}

TEST_CASE("what was not said is not sent")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    const auto ended =
        fixture.publish_to_end(plate, [](publish::Draft &draft) { draft.hints.dimensions.clear(); });
    CHECK(ended.phase == Phase::Done);
    REQUIRE(fixture.sandbox.objects().size() == 1);
    for (const char *key : {"licenses", "how_to", "dimensions", "time_to_do", "support_free", "filament"}) {
        CAPTURE(std::string(key));
        CHECK(fixture.sandbox.objects()[0].request_json.find(key) == std::string::npos);
    }
}

TEST_CASE("a licence that grants nothing is said, too")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    const auto ended =
        fixture.publish_to_end(plate, [](publish::Draft &draft) { draft.licence = api::Licence{}; });
    CHECK(ended.phase == Phase::Done);
    check_said(fixture, R"("licenses":[{"type":"mention","value":false})");
}

TEST_CASE("a create that is sent once more by another process says the same")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/object#1:drop-mid"); // and nothing comes into being
    const TestPlate plate({tetrahedron()});
    const std::string job = fixture.publish(plate, say_everything);
    REQUIRE(fixture.end_of(job).phase == Phase::UnknownCreate);
    fixture.crash();
    fixture.engine().create_anew(job);
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.creates() == 2);
    check_said(fixture, Everything);
}

TEST_CASE("text of any script arrives byte for byte")
{
    struct Case
    {
        const char *what;
        std::string text;
    };
    for (const Case &c : std::vector<Case>{
             {"joined emoji", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 \xF0\x9F\x8F\xBA"},
             {"right to left", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D (abc) \xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A"},
             {"combining marks, not composed", "e\xCC\x81 o\xCC\x88\xCC\xA3 \xD7\xA9\xD6\xB8\xD7\x81"},
             {"the same composed", "\xC3\xA9 \xC3\xB6"},
             {"lines, tabs and markup", "a\n\n\tb </script> \\n \"q\" & \xE2\x82\xAC "},
             {"as much as there may be",
              std::string(publish::MaxDescriptionLength - 1, 'x') + "\xF0\x9F\x98\x80"},
         }) {
        CAPTURE(std::string(c.what));
        EngineFixture fixture;
        const TestPlate plate({tetrahedron()});
        const bool is_tag = c.text.find_first_of("\n,") == std::string::npos && c.text.size() < 100;
        const auto ended = fixture.publish_to_end(plate, [&](publish::Draft &draft) {
            draft.description = c.text;
            if (is_tag) {
                draft.tags = {c.text, "plain"};
            }
        });
        CHECK(ended.phase == Phase::Done);
        REQUIRE(fixture.sandbox.objects().size() == 1);
        CHECK(fixture.sandbox.objects()[0].description == c.text);
        CHECK(fixture.sandbox.objects()[0].tags == (is_tag ? c.text + ",plain" : ""));
    }
}
