#include "auth/form_request.hpp"

#include "auth/dialect.hpp"

#include <utility>

namespace mmf::auth {

namespace {

http::BasicCredentials basic_credentials(const Profile &profile)
{
    if (!traits_of(profile.dialect).encodes_basic) {
        return {profile.client_id, profile.client_secret};
    }
    std::string encoded = http::percent_encode(profile.client_secret.view());
    http::BasicCredentials credentials{http::percent_encode(profile.client_id), Secret(encoded)};
    wipe(encoded);
    return credentials;
}

} // namespace

http::Request token_call(const std::string &url, const Policy &policy, const char *content_type)
{
    http::Request request;
    request.method = http::Method::Post;
    request.url = url;
    request.headers = {{"Accept", "application/json"}, {"Content-Type", content_type}};
    request.timeout = policy.json_answer_timeout;
    // A code or a rotating refresh token is used up by the request that arrives first.
    request.must_not_repeat = true;
    return request;
}

http::Request form_request(const std::string &url, const Policy &policy, http::Parameters &&parameters)
{
    http::Request request = token_call(url, policy, "application/x-www-form-urlencoded");
    std::string body = http::form_encode(parameters);
    request.body = Secret(body);
    wipe(body);
    for (auto &[name, value] : parameters) {
        wipe(value);
    }
    return request;
}

http::Request client_form_request(const std::string &url, const Profile &profile, const Policy &policy,
                                  http::Parameters parameters)
{
    const bool has_secret = !profile.client_secret.empty();
    const bool is_basic = profile.client_authentication == ClientAuthentication::Basic && has_secret;
    if (!is_basic) {
        parameters.emplace_back("client_id", profile.client_id);
    }
    if (profile.client_authentication == ClientAuthentication::Body && has_secret) {
        parameters.emplace_back("client_secret", std::string(profile.client_secret.view()));
    }
    http::Request request = form_request(url, policy, std::move(parameters));
    if (is_basic) {
        request.basic = basic_credentials(profile);
    }
    return request;
}

} // namespace mmf::auth
