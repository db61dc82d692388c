// What an answer of the API that is not a success means, for each kind of request (contract §2). Pure.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/transport.hpp"

#include <optional>

namespace mmf::api {

// A request that did not succeed.
struct Failure
{
    Error error;
    bool may_have_arrived = true;
    // The service's wish, by Retry-After.
    std::optional<milliseconds> retry_after;
};

// For an answer outside 2xx. `now` is for Retry-After with a date.
Failure failure_of(const http::Response &response, WallTime now);

// What may be done after a failure.
enum class Verdict
{
    Repeat,  // the same request may be sent again, after the usual delay
    Final,   // it was refused; repeating it changes nothing
    Link,    // the account must be linked again first; then the same request may be sent
    Unknown, // it may have been carried out and must not be repeated
};

// `POST /object` is not idempotent; everything else is (files by their upload id).
Verdict judge_create(const Failure &failure);
Verdict judge_repeatable(const Failure &failure);

} // namespace mmf::api
