// The same bytes once more, where an earlier upload of them did not come to its end: that one goes on, and
// what is not clear is asked or told.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <filesystem>

using namespace mmf;
using namespace mmf::test;
using publish::AlreadyPublished;
using publish::JobEnded;
using publish::JobJoined;
using publish::Phase;

namespace {

const TestPlate &vase()
{
    static const TestPlate plate(numbered_meshes(2), "Vase");
    return plate;
}

struct UnfinishedFixture : EngineFixture
{
    explicit UnfinishedFixture(Setup wanted = {}) : EngineFixture(std::move(wanted))
    {
        publishes_again = false;
    }

    // Under another description, which does not matter.
    std::string publish_once_more(bool may_ask)
    {
        return may_ask ? publish(vase(), [](publish::Draft &draft) { draft.description = "Another"; })
                       : publish_now(vase());
    }
    AlreadyPublished question(const std::string &job)
    {
        auto asked = events.wait_for<AlreadyPublished>([&](const auto &event) { return event.job == job; });
        REQUIRE(asked);
        return std::move(*asked);
    }
    void check_goes_on(const std::string &unfinished, const std::string &job)
    {
        const auto told = events.wait_for<JobJoined>([&](const auto &event) { return event.job == job; });
        REQUIRE(told);
        CHECK(told->instead == unfinished);
        const auto ended = end_of(unfinished);
        CHECK(ended.phase == Phase::Done);
        CHECK_FALSE(ended.published_before);
        CHECK(creates() == 1);
        CHECK(events.all<AlreadyPublished>().empty());
        check_bytes(vase().meshes());
    }
    void check_is_refused(const JobEnded &ended, ErrorKind kind)
    {
        CHECK(ended.phase == Phase::Failed);
        REQUIRE(ended.error);
        CHECK(ended.error->kind == kind);
        CHECK_FALSE(ended.is_resumable);
        CHECK(creates() == 1);
    }
};

} // namespace

TEST_CASE("what was left unfinished goes on when the same is published again: one object in all")
{
    for (const bool may_ask : {false, true}) {
        for (const bool is_another_run : {false, true}) {
            for (const bool is_kept_for_later : {false, true}) {
                CAPTURE(may_ask);
                CAPTURE(is_another_run);
                CAPTURE(is_kept_for_later);
                UnfinishedFixture fixture;
                fixture.link();
                fixture.sandbox.add_fault(is_kept_for_later ? "POST /api/v2/file#*:stop-reading"
                                                            : "POST /api/v2/file#*:429:3600");
                const auto job = fixture.publish_now(vase());
                JobEnded ended;
                if (is_kept_for_later) {
                    REQUIRE(fixture.wait_for_posts("/api/v2/file", 2));
                    ended = fixture.cancel(job, true).first;
                } else {
                    ended = fixture.end_of(job);
                }
                REQUIRE(ended.is_resumable);
                REQUIRE_FALSE(ended.object_id.empty());
                fixture.sandbox.clear_faults();
                if (is_another_run) {
                    fixture.end_engine();
                }
                fixture.check_goes_on(job, fixture.publish_once_more(may_ask));
                CHECK(fixture.spool_is_empty());
            }
        }
    }
}

TEST_CASE("what was left unfinished, and has no files to go on with, is asked about")
{
    UnfinishedFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#*:429:3600");
    const auto failed = fixture.end_of(fixture.publish_now(vase()));
    REQUIRE_FALSE(failed.object_id.empty());
    fixture.sandbox.clear_faults();
    fixture.end_engine();
    std::filesystem::remove_all(fixture.paths.spool_folder());
    fixture.check_is_refused(fixture.end_of(fixture.publish_now(vase())), ErrorKind::UnknownOutcome);
    const auto job = fixture.publish_once_more(true);
    const auto asked = fixture.question(job);
    CHECK_FALSE(asked.is_certain);
    CHECK(asked.object_url == failed.object_url);
    fixture.cancel(job);
}

TEST_CASE("of two on their way with the same bytes the one that is left is joined")
{
    UnfinishedFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#*:429:3600");
    const auto first = fixture.end_of(fixture.publish_now(vase())).job;
    fixture.end_engine();
    // Its files are out of reach while a person publishes the same again.
    std::filesystem::rename(fixture.paths.spool_folder() / first, fixture.folder / "aside");
    const auto second = fixture.publish_once_more(true);
    fixture.question(second);
    fixture.engine().publish_again(second);
    REQUIRE(fixture.end_of(second).is_resumable);
    std::filesystem::rename(fixture.folder / "aside", fixture.paths.spool_folder() / first);
    const auto posts = fixture.file_posts();
    fixture.sandbox.clear_faults();
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const auto resumed = fixture.resume();
    REQUIRE(resumed.size() == 2);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", posts + 4));
    fixture.cancel(resumed[0]);
    const auto third = fixture.publish_now(vase());
    const auto told =
        fixture.events.wait_for<JobJoined>([&](const auto &event) { return event.job == third; });
    REQUIRE(told);
    CHECK(told->instead == resumed[1]);
    fixture.cancel(resumed[1], true);
    CHECK(fixture.creates() == 2);
}

TEST_CASE("what another process has under way is neither published again nor taken from it")
{
    for (const bool may_ask : {false, true}) {
        for (const char *fault : {"POST /api/v2/object#1:slow:600000", "POST /api/v2/file#*:stop-reading"}) {
            CAPTURE(may_ask);
            CAPTURE(std::string(fault));
            UnfinishedFixture fixture;
            fixture.link();
            fixture.sandbox.add_fault(fault);
            EventQueue others;
            const auto other = fixture.another_engine(others);
            auto made = publish::draft_of(vase().acquire());
            REQUIRE(made);
            const auto first = other->publish({std::move(made->draft), std::move(made->source)});
            const bool is_created = std::string(fault).find("/file") != std::string::npos;
            REQUIRE(fixture.wait_for_posts(is_created ? "/api/v2/file" : "/api/v2/object", 1));
            fixture.check_is_refused(fixture.end_of(fixture.publish_once_more(may_ask)), ErrorKind::Busy);
            CHECK(others.all<JobEnded>().empty());
            fixture.sandbox.clear_faults();
            other->cancel(first, true);
            REQUIRE(others.wait_for<JobEnded>());
            CHECK(fixture.creates() == 1);
        }
    }
}

TEST_CASE("what somebody published who is not known is not taken for this account's")
{
    Setup setup;
    setup.grant = auth::Grant::Implicit;
    UnfinishedFixture fixture(setup);
    fixture.sandbox.add_fault("GET /api/v2/user#*:500");
    const auto first = fixture.end_of(fixture.publish_now(vase()));
    REQUIRE(first.phase == Phase::Done);
    SUBCASE("nor is it passed over as long as nobody is known")
    {
        CHECK(fixture.end_of(fixture.publish_now(vase())).published_before);
        CHECK(fixture.creates() == 1);
    }
    SUBCASE("at once: published")
    {
        fixture.sandbox.clear_faults();
        fixture.end_engine();
        fixture.link("maker");
        const auto ended = fixture.end_of(fixture.publish_now(vase()));
        CHECK(ended.phase == Phase::Done);
        CHECK_FALSE(ended.published_before);
        CHECK(fixture.creates() == 2);
    }
    SUBCASE("in the dialog: asked")
    {
        fixture.sandbox.clear_faults();
        fixture.end_engine();
        fixture.link("maker");
        const auto job = fixture.publish_once_more(true);
        const auto asked = fixture.question(job);
        CHECK(asked.is_certain);
        CHECK(asked.object_url == first.object_url);
        fixture.cancel(job);
        CHECK(fixture.creates() == 1);
    }
}
