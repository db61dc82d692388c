#include "auth/token_endpoint.hpp"

#include "auth/dialect.hpp"
#include "auth/form_request.hpp"
#include "base/json_secret.hpp"

#include <charconv>
#include <rapidjson/writer.h>
#include <string_view>
#include <utility>

namespace mmf::auth {

namespace {

// A JSON call of S1, member by member.
class JsonCall
{
public:
    JsonCall() { m_writer.StartObject(); }

    JsonCall &text(const char *key, std::string_view value)
    {
        m_writer.Key(key);
        m_writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
        return *this;
    }

    // A number, as in S1's example, where the profile's scope is one; without a scope 0.
    JsonCall &scope(std::string_view scope)
    {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(scope.data(), scope.data() + scope.size(), number);
        if (!scope.empty() && (error != std::errc() || end != scope.data() + scope.size())) {
            return text("scope", scope);
        }
        m_writer.Key("scope");
        m_writer.Int64(number);
        return *this;
    }

    http::Request request(const Profile &profile, const Policy &policy)
    {
        m_writer.EndObject();
        http::Request request = token_call(profile.token_url, policy, "application/json");
        request.body = json::secret_of(m_buffer);
        return request;
    }

private:
    json::SecretBuffer m_buffer;
    rapidjson::Writer<json::SecretBuffer> m_writer{m_buffer};
};

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
        return JsonCall()
            .text("username", login)
            .text("client_id", profile.client_id)
            .text("refresh_token", refresh_token.view())
            .text("response_type", "refresh")
            .request(profile, policy);
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
        return JsonCall()
            .text("username", username)
            .text("password", shown)
            .text("client_id", profile.client_id)
            .scope(profile.scope)
            .text("response_type", "code")
            .request(profile, policy);
    }
    http::Parameters parameters = {
        {"grant_type", "password"}, {"username", username}, {"password", std::string(shown)}};
    if (!profile.scope.empty()) {
        parameters.emplace_back("scope", profile.scope);
    }
    return client_form_request(profile.token_url, profile, policy, std::move(parameters));
}

} // namespace mmf::auth
