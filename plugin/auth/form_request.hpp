// A form posted to one of the service's sign-in endpoints. Pure functions.
#pragma once

#include "auth/profile.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"
#include "http/url.hpp"

#include <string>

namespace mmf::auth {

// What all token calls have, the body apart.
http::Request token_call(const std::string &url, const Policy &policy, const char *content_type);

// As nobody: whose the call is, `parameters` tell. They are wiped.
http::Request form_request(const std::string &url, const Policy &policy, http::Parameters &&parameters);

// As the profile's client, in the way it shows who it is (RFC 6749 §2.3.1).
http::Request client_form_request(const std::string &url, const Profile &profile, const Policy &policy,
                                  http::Parameters parameters);

} // namespace mmf::auth
