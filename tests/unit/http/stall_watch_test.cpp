// When an exchange counts as stalled.
#include "http/stall_watch.hpp"

#include <doctest/doctest.h>

using mmf::http::StallWatch;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const StallWatch::Time Begin{seconds(1000)};

bool is_stalled(const StallWatch &watch, StallWatch::Time now)
{
    return watch.left(now) == StallWatch::Duration::zero();
}

} // namespace

TEST_CASE("what has not begun is no stall")
{
    StallWatch watch{seconds(60)};
    watch.note(0, Begin);
    CHECK_FALSE(is_stalled(watch, Begin + std::chrono::hours(1)));
    CHECK(watch.left(Begin + std::chrono::hours(1)) == StallWatch::Duration::max());
}

TEST_CASE("a stall is the whole limit without a byte")
{
    StallWatch watch{seconds(60)};
    watch.note(1, Begin);
    CHECK(watch.left(Begin) == seconds(60));
    CHECK(watch.left(Begin + milliseconds(59'999)) == milliseconds(1));
    CHECK_FALSE(is_stalled(watch, Begin + milliseconds(59'999)));
    CHECK(is_stalled(watch, Begin + seconds(60)));
    CHECK(is_stalled(watch, Begin + seconds(90)));
}

TEST_CASE("each byte begins it anew, and looking does not")
{
    StallWatch watch{seconds(60)};
    watch.note(100, Begin);
    watch.note(101, Begin + seconds(50));
    for (int second = 51; second < 110; ++second) {
        watch.note(101, Begin + seconds(second));
        CHECK_FALSE(is_stalled(watch, Begin + seconds(second)));
    }
    watch.note(101, Begin + seconds(110));
    CHECK(is_stalled(watch, Begin + seconds(110)));
}

TEST_CASE("a body that is begun anew has moved, too")
{
    StallWatch watch{seconds(60)};
    watch.note(5000, Begin);
    watch.note(300, Begin + seconds(59)); // counted from its beginning again
    CHECK(watch.left(Begin + seconds(59)) == seconds(60));
}
