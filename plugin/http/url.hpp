// URLs: taken apart by libcurl's parser, put together with every part encoded. Pure functions and values.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mmf::http {

struct Url
{
    std::string scheme; // lower case
    std::string host;   // lower case; an IPv6 address in its brackets
    std::string port;   // always there: the scheme's own if none is written
    std::string path;   // as written, at least "/"
    std::string query;  // as written, without "?"
    std::string fragment;
    bool has_user_info = false;

    // "scheme://host[:port]", the port only if it is not the scheme's own (RFC 6454).
    std::string origin() const;
};

// Any absolute URL whose scheme libcurl may or may not speak; error: InvalidForm.
Result<Url> parse_url(std::string_view text);

// Whether the host is this machine and nothing else: "localhost", 127.0.0.0/8 or [::1].
bool is_loopback(const Url &url);

// Whether a request with credentials may go there: https, or http to this machine; no user info.
bool may_be_trusted(const Url &url);

using Parameters = std::vector<std::pair<std::string, std::string>>;

// Everything but RFC 3986's unreserved characters as %XX.
std::string percent_encode(std::string_view text);

// "+" is a space as in HTML forms. An escape that is broken is an error.
Result<std::string> form_decode(std::string_view text);

// application/x-www-form-urlencoded, spaces as %20, which every server takes.
std::string form_encode(const Parameters &parameters);

// A query or a form body, in order, repeated names kept. Error if an escape is broken.
Result<Parameters> parse_form(std::string_view text);

// `base` with the parameters added to its query.
std::string with_query(std::string_view base, const Parameters &parameters);

} // namespace mmf::http
