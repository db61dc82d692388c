// `GET /user` tells only who is linked: whatever becomes of it, the publish goes on.
#include "support/engine_fixture.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

TEST_CASE("whatever the service says about who is linked, the model is published")
{
    struct Row
    {
        const char *fault; // on every GET /api/v2/user
        std::size_t asked;
        std::size_t tokens = 1; // at least: the code's exchange, and refreshes
        std::size_t most_tokens = 1;
        std::size_t asked_again = 0; // at most
    };
    const std::vector<Row> table = {
        // A refused token is replaced where one is needed again: the second one only if the publish still is
        // under way.
        {"401", 2, 2, 3},
        {"403", 1},
        {"404", 1},
        {"500", 1},
        {"html-503", 1},
        {"html-401", 1},
        {"429:0", 1},
        {"302", 1},
        // A kept connection that ends before an answer may have ended before the question: libcurl asks
        // again as long as it has kept ones, at most five times.
        {"drop-before", 2, 1, 1, 4},
        {"drop-mid", 2, 1, 1, 4},
        {"drop-after", 2, 1, 1, 4},
        {"truncated", 1},
        {"garbage", 1},
        {"empty-json", 1},
        {"wrong-types", 1},
    };
    for (const Row &row : table) {
        CAPTURE(std::string(row.fault));
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string("GET /api/v2/user#*:") + row.fault);
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(said(ended) == "Uploaded. Only you can see it.");
        CHECK(fixture.count("GET", "/api/v2/user") >= row.asked);
        CHECK(fixture.count("GET", "/api/v2/user") <= row.asked + row.asked_again);
        CHECK(fixture.token_calls() >= row.tokens);
        CHECK(fixture.token_calls() <= row.most_tokens);
        CHECK(fixture.creates() == 1);
        fixture.check_bytes(plate.meshes());
        for (const auto &account : fixture.events.all<publish::AccountChanged>()) {
            CHECK(ui::account_text(account).utf8_string() == "Your account is linked.");
        }
        CHECK(fixture.keyring.get(fixture.profile.link_key()).has_value());
    }
}
