#include "api/answer.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/retry.hpp"

namespace mmf::api {

namespace {

// The service's reason, for people: the description before the code.
std::string reason_of(std::string_view body)
{
    const auto answer = json::parse(body);
    if (!answer) {
        return {};
    }
    for (const char *key : {"error_description", "message", "error"}) {
        const std::string reason = json::string_member(*answer, key).value_or("");
        if (!reason.empty()) {
            return std::string(utf8_prefix(without_control_characters(reason), 500));
        }
    }
    return {};
}

ErrorKind kind_of(int status, bool is_page)
{
    if (status == 429) {
        return ErrorKind::RateLimited;
    }
    // A page in place of JSON is a proxy's, whatever its status: it says nothing about the request or the
    // account.
    if (status >= 500 || is_page) {
        return ErrorKind::Unavailable;
    }
    if (status == 401) {
        return ErrorKind::NotLinked;
    }
    return status >= 400 ? ErrorKind::Rejected : ErrorKind::BadAnswer;
}

bool is_of_the_account(ErrorKind kind)
{
    return kind == ErrorKind::NotLinked || kind == ErrorKind::SignInDenied ||
           kind == ErrorKind::SignInFailed || kind == ErrorKind::NoWayToSignIn ||
           kind == ErrorKind::NothingToAsk;
}

} // namespace

Failure failure_of(const http::Response &response, WallTime now)
{
    const bool is_page = trimmed(response.body).starts_with('<');
    Failure failure;
    failure.error.kind = kind_of(response.status, is_page);
    failure.error.status = response.status;
    failure.error.detail = is_page ? "" : reason_of(response.body);
    if (const auto value = response.header("Retry-After")) {
        failure.retry_after = http::parse_retry_after(*value, now);
    }
    return failure;
}

Verdict judge_create(const Failure &failure)
{
    const Error &error = failure.error;
    if (is_of_the_account(error.kind)) {
        return Verdict::Link;
    }
    // A 4xx is definite, also where a proxy's page says it; only 429 asks to come again.
    if (error.status >= 400 && error.status < 500) {
        return error.kind == ErrorKind::RateLimited ? Verdict::Repeat : Verdict::Final;
    }
    if (failure.may_have_arrived) {
        return error.status == 503 && failure.retry_after ? Verdict::Repeat : Verdict::Unknown;
    }
    return judge_repeatable(failure);
}

Verdict judge_repeatable(const Failure &failure)
{
    const Error &error = failure.error;
    if (is_of_the_account(error.kind)) {
        return Verdict::Link;
    }
    switch (error.kind) {
    case ErrorKind::Offline:
    case ErrorKind::ConnectionLost:
    case ErrorKind::Timeout:
    case ErrorKind::Unavailable:
    case ErrorKind::RateLimited:
    case ErrorKind::BadAnswer:
        return Verdict::Repeat;
    default:
        return error.status == 408 ? Verdict::Repeat : Verdict::Final;
    }
}

} // namespace mmf::api
