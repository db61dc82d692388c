// When to try again. Pure functions; what may be repeated is decided by who knows the request.
#pragma once

#include "base/clock.hpp"
#include "base/policy.hpp"

#include <optional>
#include <string_view>

namespace mmf::http {

// An HTTP date (RFC 9110 §5.6.7), as in Date; nullopt if it is none.
std::optional<WallTime> parse_http_date(std::string_view value);

// Retry-After as seconds or as an HTTP date (RFC 9110 §10.2.3), counted from `now`; a date that has passed is
// zero. Nullopt if it is neither.
std::optional<milliseconds> parse_retry_after(std::string_view value, WallTime now);

// How long to wait before attempt `attempt` + 1, the first being attempt 1: first_backoff doubled each time
// up to max_backoff, then spread by `jitter` (0 to 1) between half of it and one and a half, so that many
// clients do not come back together. A wish of the service is kept if it is longer. Nullopt: no further
// attempt, since there were `max_attempts` or the service wishes for more than max_retry_after.
std::optional<milliseconds> delay_before_retry(const Policy &policy, int attempt,
                                               std::optional<milliseconds> retry_after, double jitter);

} // namespace mmf::http
