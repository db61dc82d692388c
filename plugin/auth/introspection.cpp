#include "auth/introspection.hpp"

#include "auth/form_request.hpp"
#include "auth/token_answer.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

namespace mmf::auth {

bool can_introspect(const Profile &profile)
{
    return !profile.introspect_url.empty() && !profile.client_secret.empty();
}

http::Request introspection_request(const Profile &profile, const Policy &policy, const Secret &token,
                                    TokenType type)
{
    http::Request request = client_form_request(
        profile.introspect_url, profile, policy,
        {{"token", std::string(token.view())},
         {"token_type_hint", type == TokenType::Access ? "access_token" : "refresh_token"}});
    request.must_not_repeat = false; // it uses nothing up
    return request;
}

Result<Introspection> read_introspection(const http::Response &response)
{
    const int status = response.status;
    const bool is_page = trimmed(response.body).starts_with('<');
    if (status == 429) {
        return fail(ErrorKind::RateLimited, {}, status);
    }
    if (is_page || status >= 500) {
        return fail(ErrorKind::Unavailable, {}, status);
    }
    const auto answer = json::parse(response.body);
    if (!response.is_success()) {
        return fail(ErrorKind::Rejected, answer ? refusal_reason(*answer) : "", status);
    }
    if (!answer) {
        return fail(ErrorKind::BadAnswer, answer.error().detail, status);
    }
    const rapidjson::Value *active = json::member(*answer, "active");
    if (active == nullptr || !active->IsBool()) {
        return fail(ErrorKind::BadAnswer, "the answer does not say whether the token is active", status);
    }
    Introspection said;
    said.is_active = active->GetBool();
    said.username = plain_id(json::string_member(*answer, "username").value_or(""));
    if (const auto expires_at = json::integer_member(*answer, "exp")) {
        said.expires_at = moment(*expires_at);
    }
    return said;
}

} // namespace mmf::auth
