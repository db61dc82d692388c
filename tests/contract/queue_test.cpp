// Several publishes at once: each is prepared and asked about at once, and sent once those before it have
// ended.
#include "support/engine_fixture.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace mmf;
using namespace mmf::test;
using publish::JobEnded;
using publish::JobJoined;
using publish::Phase;

namespace {

// One whose first create is not answered until `let_go`.
struct HeldFixture : EngineFixture
{
    HeldFixture()
    {
        link();
        sandbox.add_fault("POST /api/v2/object#1:slow:600000");
        first = publish(plate);
        REQUIRE(wait_for_posts("/api/v2/object", 1));
    }

    void let_go() { sandbox.clear_faults(); }

    std::string publish_next(const TestPlate &what)
    {
        std::string job = publish(what);
        CHECK(is_in(job, Phase::Queued));
        return job;
    }
    bool is_in(const std::string &job, Phase phase)
    {
        return events
            .wait_for<publish::JobProgress>(
                [&](const auto &progress) { return progress.job == job && progress.phase == phase; })
            .has_value();
    }
    std::vector<std::string> names_at_the_service() const
    {
        std::vector<std::string> names;
        for (const auto &object : sandbox.objects()) {
            names.push_back(object.name);
        }
        return names;
    }

    TestPlate plate{{numbered_mesh(1, "one")}, "First"};
    TestPlate second{{numbered_mesh(2, "two")}, "Second"};
    TestPlate third{{numbered_mesh(3, "three")}, "Third"};
    std::string first;
};

} // namespace

TEST_CASE("what is published meanwhile is sent once those before it have ended, in that order")
{
    HeldFixture fixture;
    const std::string two = fixture.publish_next(fixture.second);
    const std::string three = fixture.publish_next(fixture.third);
    CHECK(fixture.creates() == 1);
    fixture.let_go();
    for (const std::string &job : {fixture.first, two, three}) {
        CHECK(fixture.end_of(job).phase == Phase::Done); // each is waited for behind the one before it
    }
    CHECK(fixture.creates() == 3);
    CHECK(fixture.names_at_the_service() == std::vector<std::string>{"First", "Second", "Third"});
    // One after the other on the wire, too.
    auto posts = fixture.calls();
    std::erase_if(posts, [](const std::string &call) { return !call.starts_with("POST"); });
    const std::string create = "POST /api/v2/object 200";
    const std::string file = "POST /api/v2/file 201";
    CHECK(posts == std::vector{create, file, create, file, create, file});
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("one that waits is cancelled at once and leaves nothing; those behind it move up")
{
    HeldFixture fixture;
    const std::string two = fixture.publish_next(fixture.second);
    const std::string three = fixture.publish_next(fixture.third);
    const JobEnded cancelled = fixture.cancel(two, true).first;
    CHECK(cancelled.phase == Phase::Cancelled);
    CHECK_FALSE(cancelled.is_resumable);
    fixture.let_go();
    CHECK(fixture.end_of(three).phase == Phase::Done);
    CHECK(fixture.names_at_the_service() == std::vector<std::string>{"First", "Third"});
    CHECK(fixture.spool_is_empty());
    CHECK(fixture.resume().empty());
}

TEST_CASE("one that is cancelled lets the next one begin")
{
    HeldFixture fixture;
    const std::string two = fixture.publish_next(fixture.second);
    fixture.engine().cancel(fixture.first, false);
    CHECK(fixture.end_of(fixture.first).phase == Phase::Cancelled);
    CHECK(fixture.end_of(two).phase == Phase::Done);
}

TEST_CASE("one that fails lets the next one begin")
{
    EngineFixture fixture;
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/object#1:slow:300");
    fixture.sandbox.add_fault("POST /api/v2/file#1:422");
    const TestPlate plate({numbered_mesh(1, "one")}, "First");
    const TestPlate second({numbered_mesh(2, "two")}, "Second");
    const std::string one = fixture.publish(plate);
    const std::string two = fixture.publish(second);
    CHECK(fixture.end_of(one).phase == Phase::Failed);
    CHECK(fixture.end_of(two).phase == Phase::Done);
}

TEST_CASE("the same bytes once more join the one that waits")
{
    HeldFixture fixture;
    const std::string two = fixture.publish_next(fixture.second);
    const std::string again = fixture.publish_now(fixture.second);
    const auto joined =
        fixture.events.wait_for<JobJoined>([&](const auto &event) { return event.job == again; });
    REQUIRE(joined);
    CHECK(joined->instead == two);
    fixture.let_go();
    CHECK(fixture.end_of(two).phase == Phase::Done);
    CHECK(fixture.creates() == 2);
}

TEST_CASE("what waits when the slicer is closed goes on at another start")
{
    HeldFixture fixture;
    const std::string two = fixture.publish_next(fixture.second);
    const std::string three = fixture.publish_next(fixture.third);
    SUBCASE("closed")
    {
        fixture.engine().pause_all();
        const auto ends = fixture.events.all<JobEnded>();
        for (const std::string &job : {two, three}) {
            CHECK(std::any_of(ends.begin(), ends.end(), [&](const JobEnded &end) {
                return end.job == job && end.phase == Phase::Paused && end.is_resumable;
            }));
        }
        fixture.end_engine();
    }
    SUBCASE("killed")
    {
        fixture.crash();
    }
    fixture.let_go();
    CHECK(fixture.creates() == 1);
    fixture.events.forget();
    const auto resumed = fixture.resume();
    CHECK(std::set(resumed.begin(), resumed.end()) == std::set{two, three});
    for (const std::string &job : resumed) {
        CHECK(fixture.end_of(job).phase == Phase::Done);
    }
}

TEST_CASE("what another slicer has published meanwhile is not published again when the turn comes")
{
    HeldFixture fixture;
    const std::string two = fixture.publish_now(fixture.second);
    CHECK(fixture.is_in(two, Phase::Queued));
    EventQueue others;
    {
        const auto other = fixture.another_engine(others);
        auto made = publish::draft_of(fixture.second.acquire());
        REQUIRE(made);
        const std::string job = other->publish({std::move(made->draft), std::move(made->source), false});
        const auto ended = others.wait_for<JobEnded>([&](const auto &event) { return event.job == job; });
        REQUIRE(ended);
        REQUIRE(ended->phase == Phase::Done);
    }
    fixture.let_go();
    const JobEnded told = fixture.end_of(two);
    CHECK(told.phase == Phase::Done);
    CHECK(told.published_before);
    CHECK(fixture.creates() == 2);
}
