// How the token services' varieties of OAuth differ (contract §3), as data. Constant; any thread.
#pragma once

#include "auth/profile.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mmf::auth {

// How a token call is written.
enum class TokenCalls
{
    Form, // RFC 6749
    Json, // S1
};

// What tells why a token call was refused.
enum class Refusals
{
    ByStatus,  // the status; the words are for people
    ByCode,    // RFC 6749 §5.2, and the status where there is no such code
    BySuccess, // S1: a member "success", whatever the status
};

struct DialectTraits
{
    Dialect dialect;
    const char *name; // in a profile
    std::span<const Grant> grants;
    std::optional<Grant> usual_grant; // nullopt: by whether there is a client secret
    ClientAuthentication client_authentication;
    TokenCalls token_calls = TokenCalls::Form;
    Refusals refusals = Refusals::ByStatus;
    // Whether the redirect proves by its `state` that it belongs to this sign-in. Where it does not, anything
    // could bring one: it is taken in a window of ours only, never from a browser.
    bool has_state = true;
    bool has_page_words = false;      // `lang` and `redirect_type` of S0
    bool repeats_redirect_uri = true; // in the token call of a code (RFC 6749 §4.1.3)
    // RFC 6749 §2.3.1 has id and secret form-encoded for Basic; the other services take them as they come.
    bool encodes_basic = false;
    const char *expires_at = nullptr; // what tells the end as a UNIX time
    bool creates_accounts = false;    // by a call of the client's
    // What an account without a password signs in with; empty: there are none.
    std::string_view anonymous_password = {};
};

std::span<const DialectTraits> all_dialects();
const DialectTraits &traits_of(Dialect dialect);

bool has_grant(const DialectTraits &traits, Grant grant);

} // namespace mmf::auth
