// What the loopback listener answers to a request, and whether it is the end of the sign-in. Pure.
#pragma once

#include "auth/authorization.hpp"
#include "auth/browser_pages.hpp"
#include "auth/loopback_request.hpp"

#include <optional>
#include <string>

namespace mmf::auth {

struct LoopbackReply
{
    std::string bytes;
    // Set by the right `state` alone: a code, a token, or the person's or the service's no.
    std::optional<Result<Granted>> granted;
};

// Only GET of the redirect URI's path, and for the implicit grant the POST by which our own page sends the
// fragment on, can end a sign-in. A page of another origin that reaches the port under another name (Host) or
// sends a POST to it (Origin) is refused.
LoopbackReply reply_to(const LoopbackRequest &request, const ExpectedRedirect &expected,
                       const BrowserTexts &texts);

} // namespace mmf::auth
