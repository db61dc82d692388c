// Proof Key for Code Exchange (RFC 7636): who exchanges a code shows that it asked for it. Any thread.
#pragma once

#include "base/secret.hpp"

#include <string>

namespace mmf::auth {

// New, with 256 bits that nobody can guess (§4.1).
Secret make_code_verifier();

// What the authorize request says of it, by the method S256 (§4.2); no secret.
std::string code_challenge(const Secret &verifier);

} // namespace mmf::auth
