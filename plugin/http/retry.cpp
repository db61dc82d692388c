#include "http/retry.hpp"

#include <algorithm>
#include <charconv>
#include <curl/curl.h>
#include <string>

namespace mmf::http {

std::optional<WallTime> parse_http_date(std::string_view value)
{
    const time_t date = curl_getdate(std::string(value).c_str(), nullptr);
    const WallTime moment{seconds(date)};
    // libcurl takes years of any length.
    return date == -1 || moment > EndOfYear9999 ? std::nullopt : std::optional(moment);
}

std::optional<milliseconds> parse_retry_after(std::string_view value, WallTime now)
{
    const bool only_digits = !value.empty() && std::all_of(value.begin(), value.end(),
                                                           [](char c) { return c >= '0' && c <= '9'; });
    if (only_digits) {
        std::int64_t count = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), count);
        // Too many digits: as long as can be said.
        constexpr std::int64_t Most = 1'000'000'000;
        return seconds(error == std::errc() ? std::min(count, Most) : Most);
    }
    const auto date = parse_http_date(value);
    if (!date) {
        return std::nullopt;
    }
    // In seconds: the system clock's own unit ends in the year 2262.
    return std::max(milliseconds(*date - now), milliseconds(0));
}

std::optional<milliseconds> delay_before_retry(const Policy &policy, int attempt,
                                               std::optional<milliseconds> retry_after, double jitter)
{
    if (attempt >= policy.max_attempts || retry_after > policy.max_retry_after) {
        return std::nullopt;
    }
    milliseconds backoff = policy.first_backoff;
    for (int i = 1; i < attempt && backoff < policy.max_backoff; ++i) {
        backoff *= 2;
    }
    backoff = std::min(backoff, policy.max_backoff);
    const auto spread =
        milliseconds(static_cast<milliseconds::rep>(static_cast<double>(backoff.count()) * (0.5 + jitter)));
    return std::max(spread, retry_after.value_or(milliseconds(0)));
}

} // namespace mmf::http
