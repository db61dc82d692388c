// The calls of S0's mobile grant: a token of the implicit grant for one that the same device can renew,
// without a secret. Pure functions.
#pragma once

#include "auth/profile.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <string>

namespace mmf::auth {

struct Device
{
    std::string id; // the same at login and at each renewal
    std::string locale;
    std::string user_agent;
};

http::Request mobile_login_request(const Profile &profile, const Policy &policy, const Secret &access_token,
                                   const Device &device);

// `access_token`: the one that is renewed, ended or not.
http::Request mobile_refresh_request(const Profile &profile, const Policy &policy, const Secret &access_token,
                                     const std::string &device_id);

} // namespace mmf::auth
