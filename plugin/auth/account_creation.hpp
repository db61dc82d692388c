// S1's call that makes an account of a user name and a password. Pure functions; nothing in an answer is
// trusted.
#pragma once

#include "auth/profile.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <string>

namespace mmf::auth {

http::Request account_creation_request(const Profile &profile, const Policy &policy,
                                       const std::string &username, const Secret &password);

// Whether the account is there now, which only 201 says. Errors: AccountRefused, with the service's sentence;
// Unavailable, RateLimited: later.
Result<void> read_account_creation(const http::Response &response);

} // namespace mmf::auth
