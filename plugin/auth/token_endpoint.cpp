#include "auth/token_endpoint.hpp"

#include "auth/dialect.hpp"
#include "auth/json_request.hpp"

#include <charconv>
#include <string_view>
#include <utility>

namespace mmf::auth {

namespace {

// A number, as in S1's example, where the profile's scope is one; without a scope 0.
void put_scope(JsonRequest &call, std::string_view scope)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(scope.data(), scope.data() + scope.size(), number);
    if (!scope.empty() && (error != std::errc() || end != scope.data() + scope.size())) {
        call.text("scope", scope);
    } else {
        call.number("scope", number);
    }
}

bool is_json(const Profile &profile)
{
    return traits_of(profile.dialect).token_calls == TokenCalls::Json;
}

} // namespace

http::Request code_request(const Profile &profile, const Policy &policy, const Secret &code,
                           const Secret &code_verifier)
{
    http::Parameters parameters = {{"grant_type", "authorization_code"}, {"code", std::string(code.view())}};
    if (traits_of(profile.dialect).repeats_redirect_uri) {
        // Equal to that of the authorize request byte for byte.
        parameters.emplace_back("redirect_uri", profile.redirect_uri);
    }
    if (!code_verifier.empty()) {
        parameters.emplace_back("code_verifier", std::string(code_verifier.view()));
    }
    return client_form_request(profile.token_url, profile, policy, std::move(parameters));
}

http::Request refresh_request(const Profile &profile, const Policy &policy, const Secret &refresh_token,
                              const std::string &login)
{
    if (is_json(profile)) {
        return JsonRequest()
            .text("username", login)
            .text("client_id", profile.client_id)
            .text("refresh_token", refresh_token.view())
            .text("response_type", "refresh")
            .to(profile.token_url, policy);
    }
    return client_form_request(
        profile.token_url, profile, policy,
        {{"grant_type", "refresh_token"}, {"refresh_token", std::string(refresh_token.view())}});
}

http::Request password_request(const Profile &profile, const Policy &policy, const std::string &username,
                               const Secret &password)
{
    const std::string_view shown =
        password.empty() ? traits_of(profile.dialect).anonymous_password : password.view();
    if (is_json(profile)) {
        JsonRequest call;
        call.text("username", username).text("password", shown).text("client_id", profile.client_id);
        put_scope(call, profile.scope);
        return call.text("response_type", "code").to(profile.token_url, policy);
    }
    http::Parameters parameters = {
        {"grant_type", "password"}, {"username", username}, {"password", std::string(shown)}};
    if (!profile.scope.empty()) {
        parameters.emplace_back("scope", profile.scope);
    }
    return client_form_request(profile.token_url, profile, policy, std::move(parameters));
}

} // namespace mmf::auth
