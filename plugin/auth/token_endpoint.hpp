// What is sent to the token endpoint, and what its answers mean (contract §1). Pure functions.
#pragma once

#include "auth/profile.hpp"
#include "base/clock.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <optional>
#include <string>

namespace mmf::auth {

struct TokenSet
{
    Secret access_token;
    Secret refresh_token;              // empty: none was given
    std::optional<seconds> expires_in; // nullopt: not said
    std::string user_id;               // empty: not said
};

// `code_verifier` is that of the authorize request; empty: there was none.
http::Request code_request(const Profile &profile, const Policy &policy, const Secret &code,
                           const Secret &code_verifier);
http::Request refresh_request(const Profile &profile, const Policy &policy, const Secret &refresh_token);

enum class TokenRequestKind
{
    Code,
    Refresh
};

// Reads the answer and wipes its body. Errors: NotLinked (a refresh that can never succeed: 400, 401, 404) or
// SignInFailed (the same for a code) with the service's sentence; Unavailable, RateLimited: later, the token
// is still good; BadAnswer.
Result<TokenSet> read_token_answer(TokenRequestKind kind, http::Response response);

} // namespace mmf::auth
