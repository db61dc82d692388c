// Whether an object is shown as it was asked: read back right after the create, and told if it is not.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using api::Visibility;
using publish::Phase;
using publish::VisibilityDiffers;

namespace {

constexpr const char *Question = "GET /api/v2/objects/{id}";

Setup ignoring()
{
    Setup setup;
    setup.sandbox.quirks = {sandbox::Quirk::IgnoreVisibility};
    return setup;
}

std::size_t questions(const EngineFixture &fixture, const std::string &id)
{
    return fixture.count("GET", "/api/v2/objects/" + id);
}

} // namespace

TEST_CASE("a private object that the service shows to everyone is told while its files are on the way")
{
    EngineFixture fixture(ignoring());
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#1:slow:600000");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    const auto told = fixture.events.wait_for<VisibilityDiffers>();
    REQUIRE(told);
    CHECK(told->job == job);
    CHECK(told->shown == Visibility::Public);
    CHECK_FALSE(told->object_url.empty());
    fixture.sandbox.clear_faults();
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.visibility == Visibility::Private);
    CHECK(ended.shown == Visibility::Public);
    CHECK(fixture.events.all<VisibilityDiffers>().size() == 1);
    CHECK(questions(fixture, ended.object_id) == 1);
}

TEST_CASE("what is honoured is not talked about")
{
    for (const auto visibility : {Visibility::Private, Visibility::Public}) {
        EngineFixture fixture;
        fixture.link();
        const TestPlate plate({tetrahedron()});
        const auto ended =
            fixture.publish_to_end(plate, [&](publish::Draft &draft) { draft.visibility = visibility; });
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.shown == visibility);
        CHECK(fixture.events.all<VisibilityDiffers>().empty());
        CHECK(questions(fixture, ended.object_id) == 1);
    }
}

TEST_CASE("no answer is no news: asked once more at the end, and of no consequence")
{
    for (const char *fault : {"404", "403", "500", "html-503", "garbage", "empty-json", "wrong-types",
                              "drop-before", "truncated", "302"}) {
        for (const bool is_once : {true, false}) {
            CAPTURE(std::string(fault));
            CAPTURE(is_once);
            EngineFixture fixture(ignoring());
            fixture.link();
            fixture.sandbox.add_fault(std::string(Question) + (is_once ? "#1:" : "#*:") + fault);
            const TestPlate plate({tetrahedron()});
            const auto ended = fixture.publish_to_end(plate);
            CHECK(ended.phase == Phase::Done);
            CHECK(ended.is_confirmed);
            CHECK(ended.shown.has_value() == is_once);
            CHECK(fixture.events.all<VisibilityDiffers>().size() == (is_once ? 1 : 0));
            // On a kept connection that is dropped the client itself asks anew, too.
            CHECK(questions(fixture, ended.object_id) >= 2);
            CHECK(fixture.file_posts() == 1);
            CHECK(fixture.events.all<publish::SignInWanted>().empty());
        }
    }
}

TEST_CASE("an answer that does not come holds nothing up for long, and a cancel not at all")
{
    Setup setup = ignoring();
    setup.policy.visibility_timeout = milliseconds(300);
    SUBCASE("the end waits for it, but not for ever")
    {
        EngineFixture fixture(setup);
        fixture.link();
        fixture.sandbox.add_fault(std::string(Question) + "#*:slow:600000");
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.is_confirmed);
        CHECK_FALSE(ended.shown);
        CHECK(questions(fixture, ended.object_id) == 1); // its time was the patience of both
    }
    SUBCASE("everything is there by then: a cancel changes nothing")
    {
        setup.policy.visibility_timeout = seconds(600);
        EngineFixture fixture(setup);
        fixture.link();
        fixture.sandbox.add_fault(std::string(Question) + "#*:slow:600000");
        const TestPlate plate({tetrahedron()});
        const auto job = fixture.publish(plate);
        REQUIRE(fixture.events.wait_for<publish::JobProgress>(
            [](const auto &progress) { return progress.phase == Phase::Done; }));
        CHECK(fixture.events.all<publish::JobEnded>().empty());
        const auto [ended, took] = fixture.cancel(job, true);
        CHECK(took < seconds(5));
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.is_confirmed);
    }
}
