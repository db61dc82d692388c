#include "desktop_notice.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::ui;

namespace {

JobEnded ended_as(Phase phase)
{
    JobEnded ended;
    ended.phase = phase;
    ended.name = "Vase <b>";
    return ended;
}

} // namespace

TEST_CASE("the desktop tells what has ended, by the model's name and in words")
{
    JobEnded done = ended_as(Phase::Done);
    done.is_confirmed = true;
    done.object_url = "https://example.com/object/1";
    const auto notice = desktop_notice(done, false);
    REQUIRE(notice);
    CHECK(notice->title == "Vase <b>");
    CHECK(notice->text == "Uploaded. Only you can see it.");
    CHECK(notice->url == "https://example.com/object/1");
    done.status_url = "https://example.com/status/1";
    CHECK(desktop_notice(done, false)->url == "https://example.com/status/1");
}

TEST_CASE("the desktop tells what has failed, and that a person must decide")
{
    for (const Phase phase : {Phase::Failed, Phase::UnknownCreate}) {
        JobEnded failed = ended_as(phase);
        failed.error = Error{ErrorKind::UnknownOutcome, {}, 0};
        const auto notice = desktop_notice(failed, false);
        REQUIRE(notice);
        CHECK_FALSE(notice->text.empty());
        CHECK(notice->url.empty());
    }
}

TEST_CASE("the desktop does not tell what a person knows")
{
    CHECK_FALSE(desktop_notice(ended_as(Phase::Cancelled), false)); // has stopped it
    CHECK_FALSE(desktop_notice(ended_as(Phase::Paused), false));
    CHECK_FALSE(desktop_notice(ended_as(Phase::Done), true)); // looks at it
    CHECK_FALSE(desktop_notice(ended_as(Phase::Failed), true));
}
