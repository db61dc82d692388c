#include "support/engine_settings.hpp"

#include "base/clock.hpp"
#include "http/url.hpp"
#include "sandbox/accounts.hpp"

#include <string>
#include <utility>

namespace mmf::test {

auth::Profile sandbox_profile(const std::string &base_url, auth::Grant grant)
{
    const bool is_code = grant == auth::Grant::Code;
    auth::Profile profile;
    profile.name = "Sandbox";
    profile.api_base_url = base_url + "/api/v2";
    profile.client_id = is_code ? "sandbox-client" : "sandbox-public";
    profile.client_secret = Secret(is_code ? "sandbox-secret" : "");
    profile.grant = grant;
    profile.authorize_url = base_url + "/web/authorize";
    profile.token_url = is_code ? base_url + "/v1/oauth/tokens" : "";
    profile.redirect_uri = "http://localhost:7330/callback";
    profile.language = "auto";
    return profile;
}

auth::StoredLink link_of(const std::string &user, Secret access_token)
{
    const sandbox::User &account = *sandbox::find_user(user);
    auth::StoredLink link;
    link.access_token = std::move(access_token);
    link.expires_at = SystemClock().wall_now() + seconds(3600);
    link.account = {std::to_string(account.id), account.username, account.display_name};
    return link;
}

std::uint16_t port_of(const sandbox::Sandbox &sandbox)
{
    return static_cast<std::uint16_t>(std::stoi(http::parse_url(sandbox.base_url()).value().port));
}

Policy fast_policy()
{
    Policy policy;
    policy.connect_timeout = seconds(5);
    policy.stall_timeout = seconds(5);
    policy.json_answer_timeout = seconds(5);
    policy.requests_per_second = 0;
    policy.first_backoff = milliseconds(4);
    policy.max_backoff = milliseconds(16);
    policy.max_retry_after = seconds(2);
    policy.verify_polls = {milliseconds(4), milliseconds(4), milliseconds(8), milliseconds(8),
                           milliseconds(16)};
    policy.repost_pending_after = milliseconds(60);
    policy.give_up_verifying_after = milliseconds(300);
    policy.visibility_timeout = seconds(2);
    return policy;
}

Policy impatient_policy()
{
    Policy policy = fast_policy();
    policy.json_answer_timeout = milliseconds(400);
    policy.stall_timeout = milliseconds(400);
    policy.visibility_timeout = milliseconds(100);
    policy.max_attempts = 3;
    return policy;
}

} // namespace mmf::test
