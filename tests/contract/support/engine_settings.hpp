// What an engine is told that speaks to a sandbox.
#pragma once

#include "auth/profile.hpp"
#include "auth/token_store.hpp"
#include "base/log.hpp"
#include "base/policy.hpp"
#include "sandbox/sandbox.hpp"

#include <cstdint>
#include <string>

namespace mmf::test {

// Every wait as short as it can be told apart; no pace.
Policy fast_policy();
// And what is never answered is given up soon, but not as soon as a busy machine answers.
Policy impatient_policy();

// Of a sandbox at that address.
auth::Profile sandbox_profile(const std::string &base_url, auth::Grant grant);

// Of one of the sandbox's users, with an hour to go.
auth::StoredLink link_of(const std::string &user, Secret access_token);

class NoLog final : public Log
{
public:
    void write(Severity, const std::string &) override {}
};

std::uint16_t port_of(const sandbox::Sandbox &sandbox);

} // namespace mmf::test
