// What the service says of a token (S0's introspection, RFC 7662). Pure functions.
#pragma once

#include "auth/profile.hpp"
#include "base/clock.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <optional>
#include <string>

namespace mmf::auth {

enum class TokenType
{
    Access,
    Refresh
};

struct Introspection
{
    bool is_active = false;
    std::string username; // empty: not said
    std::optional<WallTime> expires_at;
};

// Whether there is an endpoint, and a secret to be let in by.
bool can_introspect(const Profile &profile);

http::Request introspection_request(const Profile &profile, const Policy &policy, const Secret &token,
                                    TokenType type);

// Errors: Rejected (the client is not let in) with the service's reason, Unavailable, RateLimited, BadAnswer.
Result<Introspection> read_introspection(const http::Response &response);

} // namespace mmf::auth
