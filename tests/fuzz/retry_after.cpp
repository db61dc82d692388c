// Retry-After, and how long is waited for it.
#include "http/retry.hpp"
#include "input.hpp"
#include "property.hpp"

#include <string>

using namespace mmf;
using fuzz::require;

namespace {

constexpr WallTime Now{seconds(1'800'000'000)};

void check_wait(std::optional<milliseconds> wish, int attempt, double jitter)
{
    const Policy policy;
    const auto wait = http::delay_before_retry(policy, attempt, wish, jitter);
    if (!wait) {
        require(attempt >= policy.max_attempts || wish > policy.max_retry_after,
                "an attempt is left out when there were enough, or the wish is too long");
        return;
    }
    require(attempt < policy.max_attempts, "there are so many attempts");
    require(*wait >= policy.first_backoff / 2, "there is some time between two attempts");
    require(*wait >= wish.value_or(milliseconds(0)), "a wish is kept");
    require(*wait <= std::max(policy.max_backoff * 3 / 2, wish.value_or(milliseconds(0))),
            "nobody waits longer than needed");
    require(*wait <= policy.max_retry_after, "nor longer than is bearable");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const auto attempt = static_cast<int>(input.number(8)) + 1;
    const double jitter = static_cast<double>(input.number(101)) / 100;
    const std::string value(input.rest());

    const auto wish = http::parse_retry_after(value, Now);
    require(!wish || wish->count() >= 0, "nobody waits for the past");
    const bool is_number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
    require(!is_number || wish.has_value(), "every number of seconds is one");
    if (const auto date = http::parse_http_date(value); date && !is_number) {
        require(wish == std::max(milliseconds(*date - Now), milliseconds(0)), "a date counts from now");
        const auto later = http::parse_retry_after(value, Now + seconds(60));
        require(later && *later <= *wish, "a date comes nearer");
    }
    check_wait(wish, attempt, jitter);
    return 0;
}
