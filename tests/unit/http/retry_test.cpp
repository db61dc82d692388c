#include "http/retry.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::http;

namespace {

// Sun, 06 Nov 1994 08:49:37 GMT, the date of RFC 9110's examples.
constexpr WallTime Now{seconds(784'111'777)};

} // namespace

TEST_CASE("retry: what Retry-After says")
{
    struct Case
    {
        std::string_view text;
        std::optional<milliseconds> wait;
    };
    const auto none = std::nullopt;
    const std::vector<Case> cases = {
        {"0", seconds(0)},
        {"120", seconds(120)},
        {"007", seconds(7)},
        {"999999999999", seconds(1'000'000'000)},
        {"99999999999999999999999999", seconds(1'000'000'000)},
        {"Sun, 06 Nov 1994 08:49:37 GMT", seconds(0)},
        {"Sun, 06 Nov 1994 08:50:07 GMT", seconds(30)},
        {"Sunday, 06-Nov-94 08:50:07 GMT", seconds(30)},
        {"Sun Nov  6 08:50:07 1994", seconds(30)},
        {"Sun, 06 Nov 1994 08:49:36 GMT", seconds(0)}, // has passed
        {"Thu, 01 Jan 1970 00:00:00 GMT", seconds(0)},
        {"", none},
        {"-1", none},
        {"-120", none},
        {"soon", none},
        {"1.5", none},
        {"12s", none},
        {" ", none},
        {"+5", none},
        {"Fri, 01 Jan 10000 00:00:00 GMT", none},
        {"01 Jan 999999001", none},
    };
    for (const Case &c : cases) {
        CAPTURE(c.text);
        CHECK(parse_retry_after(c.text, Now) == c.wait);
    }
    const auto far = parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", Now);
    REQUIRE(far);
    CHECK(*far > std::chrono::hours(24 * 365));
    CHECK_FALSE(parse_retry_after(std::string(100'000, 'x'), Now));
}

TEST_CASE("retry: the delay after each attempt")
{
    const Policy policy;
    struct Case
    {
        int attempt;
        double jitter;
        std::optional<milliseconds> retry_after;
        std::optional<milliseconds> delay;
    };
    const auto none = std::nullopt;
    const std::vector<Case> cases = {
        {1, 0.5, none, seconds(1)},
        {2, 0.5, none, seconds(2)},
        {3, 0.5, none, seconds(4)},
        {4, 0.5, none, seconds(8)},
        {5, 0.5, none, none},
        {6, 0.5, none, none},
        {1'000'000'000, 0.5, none, none},
        // Between half and one and a half.
        {1, 0, none, milliseconds(500)},
        {1, 1, none, milliseconds(1500)},
        {4, 0, none, seconds(4)},
        {4, 1, none, seconds(12)},
        // The longer of the two.
        {1, 0.5, seconds(0), seconds(1)},
        {1, 0.5, seconds(30), seconds(30)},
        {4, 0.5, seconds(3), seconds(8)},
        {1, 0.5, seconds(120), seconds(120)},
        {1, 0.5, milliseconds(120'001), none},
        {5, 0.5, seconds(1), none},
    };
    for (const Case &c : cases) {
        CAPTURE(c.attempt);
        CAPTURE(c.jitter);
        CHECK(delay_before_retry(policy, c.attempt, c.retry_after, c.jitter) == c.delay);
    }
}

TEST_CASE("retry: doubling stops at the longest")
{
    Policy policy;
    policy.max_attempts = 1'000'000;
    for (const int attempt : {4, 5, 64, 999'999}) {
        CHECK(delay_before_retry(policy, attempt, std::nullopt, 0.5) == seconds(8));
    }
    policy.max_backoff = milliseconds(2500);
    CHECK(delay_before_retry(policy, 3, std::nullopt, 0.5) == milliseconds(2500));
}
