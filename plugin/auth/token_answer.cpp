#include "auth/token_answer.hpp"

#include "auth/dialect.hpp"
#include "base/ascii.hpp"
#include "base/json.hpp"
#include "base/json_secret.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace mmf::auth {

namespace {

// What stands in the way of a call that was refused.
enum class Refusal
{
    Credentials, // the code, the token or the password; nothing but another one helps
    Client,      // how this client is known to the service; another sign-in would be refused too
    Later,
};

// 400, 401 and 404 are about what was sent (contract §1); others say nothing about it.
Refusal refusal_by_status(int status)
{
    return status == 400 || status == 401 || status == 404 ? Refusal::Credentials : Refusal::Later;
}

// RFC 6749 §5.2. A refresh that this client is not allowed to make ends the link as a dead token does, since
// a sign-in makes a new one. Where the client itself is refused (a wrong secret in the profile, say) or the
// request, a sign-in would end the same way: the link is kept, and the reason told. An error that the RFC
// does not have may well be another word for a dead token, which must not be taken for a live one for ever.
Refusal refusal_by_code(TokenRequestKind kind, int status, const rapidjson::Value &answer)
{
    const std::string code = json::string_member(answer, "error").value_or("");
    if (code == "invalid_client" || code == "invalid_request") {
        return Refusal::Client;
    }
    const bool is_not_allowed =
        code == "unauthorized_client" || code == "unsupported_grant_type" || code == "invalid_scope";
    if (is_not_allowed) {
        return kind == TokenRequestKind::Refresh ? Refusal::Credentials : Refusal::Client;
    }
    return code == "invalid_grant" ? Refusal::Credentials : refusal_by_status(status);
}

ErrorKind kind_of(Refusal refusal, TokenRequestKind kind)
{
    switch (refusal) {
    case Refusal::Later:
        return ErrorKind::Unavailable;
    case Refusal::Client:
        return ErrorKind::SignInFailed;
    case Refusal::Credentials:
        break;
    }
    switch (kind) {
    case TokenRequestKind::Refresh:
        return ErrorKind::NotLinked;
    case TokenRequestKind::Password:
        return ErrorKind::WrongCredentials;
    default:
        return ErrorKind::SignInFailed;
    }
}

// What S1 says beside the status of HTTP, which may be 200 all the same.
std::optional<int> failure_in_body(const rapidjson::Value &answer, int status)
{
    const rapidjson::Value *success = json::member(answer, "success");
    const rapidjson::Value *error = json::member(answer, "error");
    const bool has_failed =
        (success != nullptr && success->IsFalse()) || (error != nullptr && !error->IsNull());
    if (!has_failed) {
        return std::nullopt;
    }
    const bool is_http_success = status >= 200 && status < 300;
    const auto said = json::integer_member(answer, "status_code");
    if (is_http_success && said && *said >= 300 && *said <= 599) {
        return static_cast<int>(*said);
    }
    return is_http_success ? 400 : status;
}

bool is_bearer(const rapidjson::Value &answer)
{
    // RFC 6749 §7.1: another type is not to be used; not saying one is met in the wild.
    const auto type = json::string_member(answer, "token_type");
    return !type || ascii_lower(*type) == "bearer";
}

Secret token_member(rapidjson::Document &answer, const char *name)
{
    auto text = json::string_member(answer, name);
    if (!text || !is_usable_token(*text)) {
        return {};
    }
    Secret token(*text);
    wipe(*text);
    json::wipe_member(answer, name);
    return token;
}

Result<TokenSet> read_tokens(const DialectTraits &traits, rapidjson::Document &answer)
{
    TokenSet tokens;
    tokens.access_token = token_member(answer, "access_token");
    tokens.refresh_token = token_member(answer, "refresh_token");
    if (tokens.access_token.empty()) {
        return fail(ErrorKind::BadAnswer, "the answer has no usable access token");
    }
    if (!is_bearer(answer)) {
        return fail(ErrorKind::BadAnswer, "the access token is of a type that cannot be used");
    }
    if (const auto expires_in = json::integer_member(answer, "expires_in"); expires_in && *expires_in >= 0) {
        tokens.expires_in = seconds(*expires_in);
    }
    if (traits.expires_at != nullptr) {
        if (const auto expires_at = json::integer_member(answer, traits.expires_at)) {
            tokens.expires_at = moment(*expires_at);
        }
    }
    tokens.user_id = plain_id(json::id_member(answer, "user_id").value_or(""));
    return tokens;
}

Error error_of(Dialect dialect, TokenRequestKind kind, int status, const Result<rapidjson::Document> &answer)
{
    if (status == 429) {
        return {ErrorKind::RateLimited, {}, status};
    }
    if (status >= 500) {
        return {ErrorKind::Unavailable, {}, status};
    }
    const bool is_by_code = traits_of(dialect).refusals == Refusals::ByCode;
    const Refusal refusal =
        is_by_code && answer ? refusal_by_code(kind, status, *answer) : refusal_by_status(status);
    return {kind_of(refusal, kind), answer ? refusal_reason(*answer) : "", status};
}

} // namespace

std::string refusal_reason(const rapidjson::Value &answer)
{
    if (answer.IsArray()) {
        return answer.Empty() ? std::string() : refusal_reason(answer[0]);
    }
    for (const char *key : {"error_description", "error", "message"}) {
        if (const auto reason = json::string_member(answer, key)) {
            return std::string(utf8_prefix(without_control_characters(*reason), 300));
        }
    }
    return {};
}

bool is_usable_token(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

std::optional<WallTime> moment(std::int64_t unix_time)
{
    const WallTime moment{seconds(unix_time)};
    return unix_time > 0 && moment <= EndOfYear9999 ? std::optional(moment) : std::nullopt;
}

std::string plain_id(std::string id)
{
    constexpr std::size_t MaxIdLength = 200;
    return id.size() <= MaxIdLength && !has_control_characters(id) ? std::move(id) : std::string();
}

Result<TokenSet> read_token_answer(Dialect dialect, TokenRequestKind kind, http::Response response)
{
    const DialectTraits &traits = traits_of(dialect);
    const int status = response.status;
    const bool is_page = trimmed(response.body).starts_with('<');
    auto answer = is_page ? Result<rapidjson::Document>(fail(ErrorKind::BadAnswer, "a page"))
                          : json::parse(response.body);
    wipe(response.body);
    if (is_page && status != 429) {
        return fail(ErrorKind::Unavailable, {}, status); // a proxy's, whatever its status
    }
    const auto failure =
        answer && traits.refusals == Refusals::BySuccess ? failure_in_body(*answer, status) : std::nullopt;
    if (failure || !response.is_success()) {
        return tl::unexpected(error_of(dialect, kind, failure.value_or(status), answer));
    }
    if (!answer) {
        return fail(ErrorKind::BadAnswer, answer.error().detail, status);
    }
    return read_tokens(traits, *answer);
}

} // namespace mmf::auth
