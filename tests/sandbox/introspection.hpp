// Whose an access token is, asked of the server that gave it out (RFC 7662).
#pragma once

#include "accounts.hpp"
#include "options.hpp"

#include <string>

namespace mmf::sandbox {

// The user whom the endpoint names by `username` or `sub`; null if the token is not active, or nobody's here.
// Blocks until the answer is there.
[[nodiscard]] const User *introspect_token(const IntrospectionEndpoint &endpoint, const std::string &token);

} // namespace mmf::sandbox
