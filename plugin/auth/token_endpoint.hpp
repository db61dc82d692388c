// What is sent to the token endpoint, in the words of the profile's dialect (contract §1, §3). Pure
// functions.
#pragma once

#include "auth/profile.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <string>

namespace mmf::auth {

// `code_verifier` is that of the authorize request; empty: there was none.
http::Request code_request(const Profile &profile, const Policy &policy, const Secret &code,
                           const Secret &code_verifier);

// `login` is who signed in, by the name that the service was told; only some dialects need it.
http::Request refresh_request(const Profile &profile, const Policy &policy, const Secret &refresh_token,
                              const std::string &login);

// Resource owner password credentials (RFC 6749 §4.3). An empty password is that of an anonymous account.
http::Request password_request(const Profile &profile, const Policy &policy, const std::string &username,
                               const Secret &password);

} // namespace mmf::auth
