// What an answer to `POST /object` means: the whole table of the service contract, §2. How many were sent
// matters as much as how it ended: an object that may exist is never made a second time.
#include "support/engine_fixture.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

struct Row
{
    const char *fault; // on POST /api/v2/object
    std::size_t creates;
    Phase phase;
    ErrorKind error = ErrorKind::Internal; // where it is not Done
    std::size_t objects = 0;               // at the service
    bool is_resumable = false;
    std::string sentence = "Uploaded. Only you can see it.";
};

constexpr auto Done = Phase::Done;
constexpr auto Failed = Phase::Failed;
constexpr auto Unknown = Phase::UnknownCreate;

const std::string Kept = " Nothing was published; the upload is kept.";
const std::string MayExist = " The object may or may not have been created. To look for it and decide, "
                             "use Publish to MyMiniFactory.";
const std::string NotAvailable = "MyMiniFactory is not available at the moment.";
const std::string Lost = "The connection to MyMiniFactory was lost.";
const std::string SlowDown = "MyMiniFactory asks to slow down.";
const std::string NotUnderstood = "MyMiniFactory gave an answer that this version does not understand";
const std::string NotAccepted = "MyMiniFactory did not accept it. It says: “The sandbox was told to ";

const std::vector<Row> Table = {
    // Asked to come again.
    {"#1:401", 2, Done, {}, 1},
    {"#1:429:0", 2, Done, {}, 1},
    {"#1:429", 2, Done, {}, 1},
    {"#1:503:0", 2, Done, {}, 1},
    // Asked too often, or for too long.
    {"#*:401", 2, Failed, ErrorKind::NotLinked, 0, true,
     "Your account must be linked again. MyMiniFactory says: “The sandbox was told to answer so.”" + Kept},
    {"#*:429:0", 5, Failed, ErrorKind::RateLimited, 0, true,
     SlowDown + Kept + " Try again in a few minutes."},
    {"#*:503:0", 5, Failed, ErrorKind::Unavailable, 0, true, NotAvailable + Kept + " Try again later."},
    {"#1:429:3600", 1, Failed, ErrorKind::RateLimited, 0, true,
     SlowDown + Kept + " Try again in a few minutes."},
    {"#1:429:date:3600", 1, Failed, ErrorKind::RateLimited, 0, true,
     SlowDown + Kept + " Try again in a few minutes."},
    // Refused.
    {"#1:400", 1, Failed, ErrorKind::Rejected, 0, false, NotAccepted + "answer so.” Nothing was published."},
    {"#1:403", 1, Failed, ErrorKind::Rejected, 0, false, NotAccepted + "answer so.” Nothing was published."},
    {"#1:404", 1, Failed, ErrorKind::Rejected, 0, false, NotAccepted + "answer so.” Nothing was published."},
    {"#1:409", 1, Failed, ErrorKind::Rejected, 0, false, NotAccepted + "answer so.” Nothing was published."},
    {"#1:422", 1, Failed, ErrorKind::Rejected, 0, false,
     NotAccepted + "refuse this.” Nothing was published."},
    {"#1:html-403", 1, Failed, ErrorKind::Unavailable, 0, false,
     NotAvailable + " Nothing was published. Try again later."},
    // It may exist.
    {"#1:500", 1, Unknown, ErrorKind::Unavailable, 0, true, NotAvailable + MayExist},
    {"#1:503", 1, Unknown, ErrorKind::Unavailable, 0, true, NotAvailable + MayExist},
    {"#1:504", 1, Unknown, ErrorKind::Unavailable, 0, true, NotAvailable + MayExist},
    {"#1:html-503", 1, Unknown, ErrorKind::Unavailable, 0, true, NotAvailable + MayExist},
    {"#1:html-502", 1, Unknown, ErrorKind::Unavailable, 0, true, NotAvailable + MayExist},
    {"#1:500-after", 1, Unknown, ErrorKind::Unavailable, 1, true, NotAvailable + MayExist},
    {"#1:drop-before", 1, Unknown, ErrorKind::ConnectionLost, 0, true, Lost + MayExist},
    {"#1:drop-mid", 1, Unknown, ErrorKind::ConnectionLost, 0, true, Lost + MayExist},
    {"#1:drop-after", 1, Unknown, ErrorKind::ConnectionLost, 1, true, Lost + MayExist},
    {"#1:truncated", 1, Unknown, ErrorKind::ConnectionLost, 1, true, Lost + MayExist},
    {"#1:garbage", 1, Unknown, ErrorKind::BadAnswer, 1, true,
     NotUnderstood + " (at byte 0: Invalid value)." + MayExist},
    {"#1:empty-json", 1, Unknown, ErrorKind::BadAnswer, 1, true,
     NotUnderstood + " ('id' is missing)." + MayExist},
    {"#1:wrong-types", 1, Unknown, ErrorKind::BadAnswer, 1, true,
     NotUnderstood + " ('id' is missing)." + MayExist},
    {"#1:302", 1, Unknown, ErrorKind::BadAnswer, 0, true,
     NotUnderstood + " (The sandbox was told to answer so)." + MayExist},
};

} // namespace

TEST_CASE("an answer to create means what the contract says")
{
    for (const Row &row : Table) {
        CAPTURE(std::string(row.fault));
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string("POST /api/v2/object") + row.fault);
        const TestPlate plate(numbered_meshes(2));
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == row.phase);
        CHECK(said(ended) == row.sentence);
        CHECK(fixture.creates() == row.creates);
        CHECK(fixture.sandbox.objects().size() == row.objects);
        CHECK(ended.is_resumable == row.is_resumable);
        CHECK(fixture.spool_is_empty() == !row.is_resumable);
        CHECK(fixture.events.all<publish::JobEnded>().size() == 1);
        if (row.phase == Phase::Done) {
            fixture.check_bytes(plate.meshes());
        } else {
            REQUIRE(ended.error);
            CHECK(std::string(to_string(ended.error->kind)) == to_string(row.error));
            CHECK(fixture.file_posts() == 0);
        }
    }
}

TEST_CASE("create waits as long as the service wishes")
{
    for (const char *fault : {"429:1", "503:1", "429:date:2"}) {
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string("POST /api/v2/object#1:") + fault);
        const TestPlate plate({tetrahedron()});
        const auto begin = std::chrono::steady_clock::now();
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(std::chrono::steady_clock::now() - begin >= milliseconds(1000));
        CHECK(fixture.creates() == 2);
    }
}

TEST_CASE("a create without an answer in time is not repeated")
{
    for (const char *fault : {"slow:10000", "stop-reading"}) {
        CAPTURE(std::string(fault));
        Setup setup;
        setup.policy.json_answer_timeout = milliseconds(300);
        EngineFixture fixture(setup);
        fixture.link();
        fixture.sandbox.add_fault(std::string("POST /api/v2/object#1:") + fault);
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::UnknownCreate);
        REQUIRE(ended.error);
        CHECK(ended.error->kind == ErrorKind::Timeout);
        CHECK(said(ended) == "MyMiniFactory did not answer in time." + MayExist);
        CHECK(fixture.creates() == 1);
    }
}

TEST_CASE("after a refused create the reason is the service's")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate, [](publish::Draft &draft) { draft.name = "  "; });
    CHECK(ended.phase == Phase::Failed);
    REQUIRE(ended.error);
    CHECK(ended.error->kind == ErrorKind::Rejected);
    CHECK(ended.error->status == 422);
    CHECK(said(ended) ==
          "MyMiniFactory did not accept it. It says: “name is required.” Nothing was published.");
}
