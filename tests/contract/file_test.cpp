// What goes wrong while files are sent, and afterwards.
#include "support/engine_fixture.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

struct Row
{
    const char *fault; // on POST /api/v2/file
    std::size_t posts; // of the one file
    Phase phase = Phase::Done;
    ErrorKind error = ErrorKind::Internal;
    bool is_resumable = false;
    std::string sentence = "Uploaded. Only you can see it.";
};

constexpr auto Done = Phase::Done;
constexpr auto Failed = Phase::Failed;

const std::string Kept = " What arrived is kept; the upload can go on from there.";
const std::string NotConfirmed =
    "Uploaded. Only you can see it. All files were accepted, but not yet confirmed by the site.";
const std::string Remains = " An incomplete object remains on MyMiniFactory.";
const std::string NotAccepted = "MyMiniFactory did not accept it. It says: “The sandbox was told to ";

const std::vector<Row> Table = {
    {"#1:500", 2},
    {"#1:503:0", 2},
    {"#1:html-503", 2},
    {"#1:html-403", 2}, // a proxy's page says nothing about the file
    {"#1:429:0", 2},
    {"#1:401", 2},
    {"#1:drop-before", 2},
    {"#1:drop-mid", 2},
    {"#1:302", 2},
    {"#1:500-after", 1}, // it arrived: the status says so, and it is not sent twice
    {"#1:drop-after", 1},
    {"#1:truncated", 1},
    {"#1:garbage", 1}, // any 2xx counts
    {"#1:empty-json", 1},
    {"#1:wrong-types", 1},
    {"#1:422", 1, Failed, ErrorKind::Rejected, false, NotAccepted + "refuse this.”" + Remains},
    {"#1:404", 1, Failed, ErrorKind::Rejected, false, NotAccepted + "answer so.”" + Remains},
    {"#1:413", 1, Failed, ErrorKind::Rejected, false, NotAccepted + "answer so.”" + Remains},
    {"#*:401", 2, Failed, ErrorKind::NotLinked, true,
     "Your account must be linked again. MyMiniFactory says: “The sandbox was told to answer so.”" + Kept},
    {"#*:500", 5, Failed, ErrorKind::Unavailable, true,
     "MyMiniFactory is not available at the moment." + Kept + " Try again later."},
    {"#*:html-503", 5, Failed, ErrorKind::Unavailable, true,
     "MyMiniFactory is not available at the moment." + Kept + " Try again later."},
    {"#*:drop-before", 5, Failed, ErrorKind::ConnectionLost, true,
     "The connection to MyMiniFactory was lost." + Kept},
    {"#*:drop-mid", 5, Failed, ErrorKind::ConnectionLost, true,
     "The connection to MyMiniFactory was lost." + Kept},
    {"#*:302", 5, Failed, ErrorKind::BadAnswer, true,
     "MyMiniFactory gave an answer that this version does not understand (The sandbox was told to answer "
     "so)." +
         Kept + " If that happens again, look for a newer version of the plugin."},
    {"#1:429:3600", 1, Failed, ErrorKind::RateLimited, true,
     "MyMiniFactory asks to slow down." + Kept + " Try again in a few minutes."},
    {"#1:429:date:3600", 1, Failed, ErrorKind::RateLimited, true,
     "MyMiniFactory asks to slow down." + Kept + " Try again in a few minutes."},
};

// Big enough for 'Expect: 100-continue'.
constexpr std::size_t BigTriangles = 30'000;

} // namespace

TEST_CASE("an answer to a file means what the contract says")
{
    for (const Row &row : Table) {
        CAPTURE(std::string(row.fault));
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string("POST /api/v2/file") + row.fault);
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == row.phase);
        CHECK(said(ended) == row.sentence);
        CHECK(fixture.file_posts() == row.posts);
        CHECK(fixture.creates() == 1);
        CHECK(ended.is_resumable == row.is_resumable);
        CHECK(fixture.spool_is_empty() == !row.is_resumable);
        if (row.phase == Phase::Done) {
            CHECK(ended.is_confirmed);
            fixture.check_bytes(plate.meshes());
        } else {
            REQUIRE(ended.error);
            CHECK(std::string(to_string(ended.error->kind)) == to_string(row.error));
            CHECK_FALSE(ended.object_url.empty());
        }
    }
}

TEST_CASE("the same with a big file, which is sent in parts and announced by 'Expect'")
{
    for (const Row &row : Table) {
        if (row.phase != Done) {
            continue;
        }
        CAPTURE(std::string(row.fault));
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string("POST /api/v2/file") + row.fault);
        const TestPlate plate({folded_mesh(BigTriangles)});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.is_confirmed);
        CHECK(fixture.file_posts() == row.posts);
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("after a lost answer the status is asked before anything is sent again")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#1:drop-after");
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Done);
    const std::string status = "GET /api/v2/object/" + ended.object_id + "/upload_status 200";
    CHECK(fixture.calls() == std::vector<std::string>{"POST /v1/oauth/tokens 200", "POST /api/v2/object 200",
                                                      "POST /api/v2/file 0", status, status});
}

TEST_CASE("a refusal before the body costs no body")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#1:401");
    const TestPlate plate({folded_mesh(BigTriangles)});
    REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.file_posts() == 2);
    CHECK(fixture.token_calls() == 1);
    CHECK(fixture.sandbox.objects().at(0).files.at(0).posts == 1);
    // Nothing but the second request's body was counted as sent.
    std::uint64_t most = 0;
    for (const auto &progress : fixture.events.all<publish::JobProgress>()) {
        most = std::max(most, progress.done);
    }
    CHECK(most == 84 + 50 * BigTriangles);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("one file's failure leaves the others alone")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#2:drop-mid");
    fixture.sandbox.add_fault("POST /api/v2/file#3:500");
    fixture.sandbox.add_fault("POST /api/v2/file#5:429:0");
    const TestPlate plate(numbered_meshes(6));
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Done);
    fixture.check_bytes(plate.meshes());
    CHECK(fixture.file_posts() == 9);
    CHECK(fixture.creates() == 1);
}

TEST_CASE("a service that stops reading is noticed, and in time")
{
    Setup setup;
    setup.policy.stall_timeout = milliseconds(300);
    EngineFixture fixture(setup);
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#1:stop-reading");
    const TestPlate plate({folded_mesh(200'000)});
    const auto begin = std::chrono::steady_clock::now();
    CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
    const auto took = std::chrono::steady_clock::now() - begin;
    CHECK(took >= setup.policy.stall_timeout);
    CHECK(took < seconds(5));
    CHECK(fixture.file_posts() == 2);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a file waits as long as the service wishes")
{
    for (const char *fault : {"429:1", "503:date:2"}) {
        CAPTURE(std::string(fault));
        EngineFixture fixture;
        fixture.sandbox.add_fault(std::string("POST /api/v2/file#1:") + fault);
        const TestPlate plate({tetrahedron()});
        const auto begin = std::chrono::steady_clock::now();
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(std::chrono::steady_clock::now() - begin >= milliseconds(1000));
        CHECK(fixture.file_posts() == 2);
    }
}

TEST_CASE("a file that the service lost is sent again to the same place")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#1:status-failed");
    const TestPlate plate(numbered_meshes(3));
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    CHECK(fixture.file_posts() == 6);
    CHECK(fixture.status_calls() == 2);
    for (const auto objects = fixture.sandbox.objects(); const auto &file : objects.at(0).files) {
        CHECK(file.posts == 2);
    }
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a file that fails every time ends the upload, which can go on later")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#*:status-failed");
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    CHECK(ended.is_resumable);
    CHECK(said(ended) == "MyMiniFactory reported that a file failed." + Kept);
    CHECK(fixture.file_posts() == 5);
}

TEST_CASE("a file that is pending for long is sent again, and the rest is waited for")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    SUBCASE("it becomes done")
    {
        fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#1:status-pending");
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.is_confirmed);
        CHECK(fixture.file_posts() == 1);
        CHECK(fixture.status_calls() == 2);
    }
    SUBCASE("it is called by a word that nobody knows for a while")
    {
        fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#1:status-processing");
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.is_confirmed);
        CHECK(fixture.file_posts() == 1);
        CHECK(fixture.status_calls() == 2);
    }
    SUBCASE("it never does")
    {
        fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#*:status-pending");
        const auto begin = std::chrono::steady_clock::now();
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Done);
        CHECK_FALSE(ended.is_confirmed);
        CHECK(said(ended) == NotConfirmed);
        CHECK(fixture.file_posts() == 5); // as often as anything is tried
        CHECK(std::chrono::steady_clock::now() - begin >= fixture.setup.policy.give_up_verifying_after);
    }
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("a status that cannot be had does not undo what was accepted")
{
    // Which ones are worth asking again until the time is over.
    const std::vector<std::pair<const char *, bool>> faults = {
        {"500", true},        {"html-503", true},    {"garbage", true},
        {"empty-json", true}, {"wrong-types", true}, {"drop-before", true},
        {"truncated", true},  {"429:0", true},       {"drop-mid", true},
        {"drop-after", true}, {"500-after", true},   {"html-403", true},
        {"302", true},        {"503:date:1", true},  {"status-processing", true},
        {"404", false},       {"405", false},        {"403", false},
        {"401", false},
    };
    for (const auto &[fault, is_asked_again] : faults) {
        CAPTURE(std::string(fault));
        Setup setup;
        setup.policy.give_up_verifying_after = milliseconds(150);
        EngineFixture fixture(setup);
        fixture.sandbox.add_fault(std::string("GET /api/v2/object/{id}/upload_status#*:") + fault);
        const TestPlate plate(numbered_meshes(2));
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Done);
        CHECK_FALSE(ended.is_confirmed);
        CHECK(said(ended) == NotConfirmed);
        CHECK(fixture.creates() == 1);
        CHECK(fixture.file_posts() == 2);
        CHECK((fixture.status_calls() > 2) == is_asked_again);
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("a status that cannot be had after a lost answer costs only a second sending")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#1:drop-after");
    fixture.sandbox.add_fault("GET /api/v2/object/{id}/upload_status#*:500");
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Done);
    CHECK_FALSE(ended.is_confirmed);
    CHECK(fixture.file_posts() == 2);
    fixture.check_bytes(plate.meshes());
}
