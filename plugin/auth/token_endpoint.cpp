#include "auth/token_endpoint.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>

namespace mmf::auth {

namespace {

// RFC 6749 §2.3.1 has both parts form-encoded; MyMiniFactory's kind of server takes them as they come.
http::BasicCredentials basic_credentials(const Profile &profile)
{
    if (profile.dialect == Dialect::MyMiniFactory) {
        return {profile.client_id, profile.client_secret};
    }
    std::string encoded = http::percent_encode(profile.client_secret.view());
    http::BasicCredentials credentials{http::percent_encode(profile.client_id), Secret(encoded)};
    wipe(encoded);
    return credentials;
}

http::Request token_request(const Profile &profile, const Policy &policy, http::Parameters parameters)
{
    http::Request request;
    request.method = http::Method::Post;
    request.url = profile.token_url;
    request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    request.timeout = policy.json_answer_timeout;
    // A code or a rotating refresh token is used up by the request that arrives first.
    request.must_not_repeat = true;
    const bool has_secret = !profile.client_secret.empty();
    if (profile.client_authentication == ClientAuthentication::Basic && has_secret) {
        request.basic = basic_credentials(profile);
    } else {
        parameters.emplace_back("client_id", profile.client_id);
        if (profile.client_authentication == ClientAuthentication::Body && has_secret) {
            parameters.emplace_back("client_secret", std::string(profile.client_secret.view()));
        }
    }
    std::string body = http::form_encode(parameters);
    request.body = Secret(body);
    wipe(body);
    for (auto &[name, value] : parameters) {
        wipe(value);
    }
    return request;
}

std::string reason_of(const rapidjson::Value &answer)
{
    for (const char *key : {"error_description", "error", "message"}) {
        if (const auto reason = json::string_member(answer, key)) {
            return std::string(utf8_prefix(without_control_characters(*reason), 300));
        }
    }
    return {};
}

bool is_usable(std::string_view token)
{
    return !token.empty() &&
           std::all_of(token.begin(), token.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

Result<TokenSet> read_tokens(const rapidjson::Value &answer)
{
    TokenSet tokens;
    auto access_token = json::string_member(answer, "access_token");
    if (!access_token || !is_usable(*access_token)) {
        return fail(ErrorKind::BadAnswer, "the answer has no usable access token");
    }
    tokens.access_token = Secret(*access_token);
    wipe(*access_token);
    if (auto refresh_token = json::string_member(answer, "refresh_token");
        refresh_token && is_usable(*refresh_token)) {
        tokens.refresh_token = Secret(*refresh_token);
        wipe(*refresh_token);
    }
    if (const auto expires_in = json::integer_member(answer, "expires_in"); expires_in && *expires_in >= 0) {
        tokens.expires_in = seconds(*expires_in);
    }
    tokens.user_id = json::id_member(answer, "user_id").value_or("");
    return tokens;
}

} // namespace

http::Request code_request(const Profile &profile, const Policy &policy, const Secret &code,
                           const Secret &code_verifier)
{
    // The redirect URI must equal that of the authorize request byte for byte.
    http::Parameters parameters = {{"grant_type", "authorization_code"},
                                   {"code", std::string(code.view())},
                                   {"redirect_uri", profile.redirect_uri}};
    if (!code_verifier.empty()) {
        parameters.emplace_back("code_verifier", std::string(code_verifier.view()));
    }
    return token_request(profile, policy, std::move(parameters));
}

http::Request refresh_request(const Profile &profile, const Policy &policy, const Secret &refresh_token)
{
    return token_request(
        profile, policy,
        {{"grant_type", "refresh_token"}, {"refresh_token", std::string(refresh_token.view())}});
}

Result<TokenSet> read_token_answer(TokenRequestKind kind, http::Response response)
{
    const int status = response.status;
    const bool is_page = trimmed(response.body).starts_with('<');
    auto answer = is_page ? Result<rapidjson::Document>(fail(ErrorKind::BadAnswer, "a page"))
                          : json::parse(response.body);
    wipe(response.body);
    if (status == 429) {
        return fail(ErrorKind::RateLimited, {}, status);
    }
    if (is_page || status >= 500) {
        return fail(ErrorKind::Unavailable, {}, status);
    }
    if (!response.is_success()) {
        // The status carries the meaning; the words are English sentences, not RFC 6749's codes.
        const bool is_final = status == 400 || status == 401 || status == 404;
        const auto final_kind =
            kind == TokenRequestKind::Refresh ? ErrorKind::NotLinked : ErrorKind::SignInFailed;
        return fail(is_final ? final_kind : ErrorKind::Unavailable, answer ? reason_of(*answer) : "", status);
    }
    if (!answer) {
        return fail(ErrorKind::BadAnswer, answer.error().detail, status);
    }
    return read_tokens(*answer);
}

} // namespace mmf::auth
