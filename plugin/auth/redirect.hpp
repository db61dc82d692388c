// The redirect that ends a sign-in: recognised exactly, its query and its fragment read, its state compared
// where the dialect has one (RFC 6749 §4.1.2, §4.2.2, §10.12). Pure; nothing in it is trusted.
#pragma once

#include "auth/profile.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace mmf::auth {

struct ExpectedRedirect
{
    std::string redirect_uri;
    Secret state;
    Grant grant = Grant::Code;
    Dialect dialect = Dialect::MyMiniFactory;
};

// Another page: let it load.
struct NotTheRedirect
{
};

struct CodeGranted
{
    Secret code;
};

struct TokenGranted
{
    Secret access_token;
    // As the service says; nullopt if it does not.
    std::optional<seconds> expires_in;
    // Of S1's redirect only, which carries these too.
    std::optional<WallTime> expires_at = std::nullopt;
    Secret refresh_token = {};
    std::string user_id = {};
};

// The person or the service said no: an OAuth error code such as "access_denied".
struct AccessRefused
{
    std::string error;
};

// The redirect URI, but nothing that may be used. Never ends in a token; nothing of it is sent anywhere.
struct UnusableRedirect
{
    std::string reason;
};

using Redirect = std::variant<NotTheRedirect, CodeGranted, TokenGranted, AccessRefused, UnusableRedirect>;

// What a navigation to `url` means. It is the redirect if scheme, host, port and path equal the expected
// ones.
Redirect read_redirect(std::string_view url, const ExpectedRedirect &expected);

// Of a page that is not the redirect: where the answer of this sign-in goes instead, as an origin and a path.
// Most likely another redirect URI is registered than the profile has. For the log: nothing is taken from it,
// and the page may be one of the service's own on the way. nullopt: the URL is no answer.
std::optional<std::string> place_of_stray_answer(std::string_view url, const ExpectedRedirect &expected);

} // namespace mmf::auth
