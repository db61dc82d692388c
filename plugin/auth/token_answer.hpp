// What an answer of the token endpoint means, in the words of the dialect (contract §1, §3). Pure functions;
// nothing in an answer is trusted.
#pragma once

#include "auth/profile.hpp"
#include "base/clock.hpp"
#include "http/transport.hpp"

#include <cstdint>
#include <optional>
#include <rapidjson/document.h>
#include <string>
#include <string_view>

namespace mmf::auth {

struct TokenSet
{
    Secret access_token;
    Secret refresh_token;              // empty: none was given
    std::optional<seconds> expires_in; // nullopt: not said
    // Said by the service's clock; counts where `expires_in` is not said.
    std::optional<WallTime> expires_at;
    std::string user_id; // empty: not said
};

enum class TokenRequestKind
{
    Code,
    Refresh,
    Password,
    MobileLogin,
};

// Reads the answer and wipes its body. Errors: NotLinked (a refresh that can never succeed),
// WrongCredentials (the same for a user name and password), SignInFailed (for a code, a mobile login, and a
// client that the service does not accept), each with the service's sentence; Unavailable, RateLimited:
// later, the token is still good; BadAnswer.
Result<TokenSet> read_token_answer(Dialect dialect, TokenRequestKind kind, http::Response response);

// Why a call was refused, for people: RFC 6749, S0's sentence, or S3's {message} alone and in an array.
// Empty: the service does not say.
std::string refusal_reason(const rapidjson::Value &answer);

// Whether a text can be a token: it goes into a header or a form (RFC 6749 appendix A).
bool is_usable_token(std::string_view text);

// A moment in seconds since 1970; nullopt: none that a token could end at.
std::optional<WallTime> moment(std::int64_t unix_time);

// Who the service says it is, fit to be kept and shown; else empty.
std::string plain_id(std::string id);

} // namespace mmf::auth
