// What a browser sends to the loopback listener: one HTTP/1.1 request (RFC 9112), as little of it as is
// needed and no byte more than the limits allow. Pure; everything in it may come from any program of this
// machine.
#pragma once

#include "base/policy.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace mmf::auth {

struct LoopbackRequest
{
    std::string method; // as written; methods are case-sensitive
    std::string path;   // as written, from "/"; visible ASCII
    std::string query;  // as written, without "?"
    std::string host;   // lower case; empty if there was none
    std::string origin; // as written; empty if there was none
    std::string body;
};

// More bytes may complete it.
struct IncompleteRequest
{
};

// Nothing to read on for; `status` is the answer.
struct BadRequest
{
    int status = 400;
};

using ParsedRequest = std::variant<IncompleteRequest, BadRequest, LoopbackRequest>;

// Reads what has arrived so far on a connection. What follows the first request is not looked at.
ParsedRequest parse_loopback_request(std::string_view bytes, const Policy &policy);

} // namespace mmf::auth
