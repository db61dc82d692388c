// The redirect as a person brings it: the address that a browser ended at which cannot come back by itself,
// such as one on another computer. Pure; read as strictly as any other redirect.
#pragma once

#include "auth/authorization.hpp"

#include <string_view>

namespace mmf::auth {

// Why a text ends nothing: the sign-in goes on.
enum class PasteFault
{
    NotTheRedirect, // another address, or none
    NotUsable,      // it belongs to another sign-in, or is not whole
};

// Whether a redirect of this sign-in can be told from one that somebody else has made up.
bool may_be_pasted(const ExpectedRedirect &expected);

// What the sign-in ends with: also a refusal by the person or the service (SignInDenied, SignInFailed).
using Pasted = tl::expected<Result<Granted>, PasteFault>;
Pasted read_pasted(std::string_view text, const ExpectedRedirect &expected);

} // namespace mmf::auth
