#include "api/answer.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::api;

namespace {

constexpr WallTime Now{seconds(784'111'777)}; // Sun, 06 Nov 1994 08:49:37 GMT

Failure answered(int status, std::string body = "{}", const char *retry_after = nullptr)
{
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    if (retry_after != nullptr) {
        response.headers = {{"content-type", "x"}, {"retry-after", retry_after}};
    }
    return failure_of(response, Now);
}

Failure unanswered(ErrorKind kind, bool may_have_arrived)
{
    return {Error{kind, {}, 0}, may_have_arrived, std::nullopt};
}

} // namespace

TEST_CASE("answer: what an answer says went wrong")
{
    struct Case
    {
        int status;
        std::string body;
        ErrorKind kind;
        const char *detail;
    };
    for (const Case &c : std::vector<Case>{
             {401, R"({"error":"access_denied","error_description":"OAuth2 authentication required"})",
              ErrorKind::NotLinked, "OAuth2 authentication required"},
             {401, R"({"error":"invalid_grant"})", ErrorKind::NotLinked, "invalid_grant"},
             {401, "<html>", ErrorKind::Unavailable, ""},
             {422, R"({"error":"unprocessable_entity","error_description":"The name is taken"})",
              ErrorKind::Rejected, "The name is taken"},
             {422, R"({"error":"unprocessable_entity","error_description":""})", ErrorKind::Rejected,
              "unprocessable_entity"},
             {400, R"({"message":"m","error":"e"})", ErrorKind::Rejected, "m"},
             {400, R"({"error":{"code":1}})", ErrorKind::Rejected, ""},
             {400, "", ErrorKind::Rejected, ""},
             {400, "not JSON", ErrorKind::Rejected, ""},
             {400, "[\"error\"]", ErrorKind::Rejected, ""},
             {400, R"({"error":"a\u0000\u202eb"})", ErrorKind::Rejected, "ab"},
             {404, "{}", ErrorKind::Rejected, ""},
             {403, R"({"error":"no"})", ErrorKind::Rejected, "no"},
             {403, "<html>403</html>", ErrorKind::Unavailable, ""},
             {404, "\r\n<!DOCTYPE html>", ErrorKind::Unavailable, ""},
             {429, R"({"error":"slow"})", ErrorKind::RateLimited, "slow"},
             {429, "<html>", ErrorKind::RateLimited, ""},
             {500, R"({"error":"oops"})", ErrorKind::Unavailable, "oops"},
             {503, "<html>", ErrorKind::Unavailable, ""},
             {302, "", ErrorKind::BadAnswer, ""},
             {304, "", ErrorKind::BadAnswer, ""},
             {100, "", ErrorKind::BadAnswer, ""},
         }) {
        CAPTURE(c.status);
        CAPTURE(c.body);
        const Failure failure = answered(c.status, c.body);
        CHECK(failure.error == Error{c.kind, c.detail, c.status});
        CHECK(failure.may_have_arrived);
        CHECK_FALSE(failure.retry_after);
    }
    CHECK(answered(422, R"({"error":")" + std::string(9000, 'x') + "\"}").error.detail.size() == 500);
    CHECK(answered(429, "", "7").retry_after == seconds(7));
    CHECK(answered(503, "<html>", "Sun, 06 Nov 1994 08:50:07 GMT").retry_after == seconds(30));
    CHECK_FALSE(answered(503, "<html>", "soon").retry_after);
}

TEST_CASE("answer: what may be done after a create that failed")
{
    struct Case
    {
        std::string what;
        Failure failure;
        Verdict verdict;
    };
    for (const Case &c : std::vector<Case>{
             {"no connection", unanswered(ErrorKind::Offline, false), Verdict::Repeat},
             {"lost before a byte was written", unanswered(ErrorKind::ConnectionLost, false),
              Verdict::Repeat},
             {"no time to connect", unanswered(ErrorKind::Timeout, false), Verdict::Repeat},
             {"the refresh was refused for now", unanswered(ErrorKind::Unavailable, false), Verdict::Repeat},
             {"the refresh came too often", unanswered(ErrorKind::RateLimited, false), Verdict::Repeat},
             {"not the host", unanswered(ErrorKind::Tls, false), Verdict::Final},
             {"the journal", unanswered(ErrorKind::Journal, false), Verdict::Final},
             {"cancelled at the sign-in", unanswered(ErrorKind::Cancelled, false), Verdict::Final},
             {"not linked", unanswered(ErrorKind::NotLinked, false), Verdict::Link},
             {"denied", unanswered(ErrorKind::SignInDenied, false), Verdict::Link},
             {"sign-in failed", unanswered(ErrorKind::SignInFailed, false), Verdict::Link},
             {"no way to sign in", unanswered(ErrorKind::NoWayToSignIn, false), Verdict::Link},
             {"nobody to ask", unanswered(ErrorKind::NothingToAsk, false), Verdict::Link},
             {"timeout", unanswered(ErrorKind::Timeout, true), Verdict::Unknown},
             {"reset", unanswered(ErrorKind::ConnectionLost, true), Verdict::Unknown},
             {"lost while TLS", unanswered(ErrorKind::Tls, true), Verdict::Unknown},
             {"not HTTP", unanswered(ErrorKind::BadAnswer, true), Verdict::Unknown},
             {"created but not noted", unanswered(ErrorKind::Journal, true), Verdict::Unknown},
             {"unreadable 200", {Error{ErrorKind::BadAnswer, "", 200}, true, std::nullopt}, Verdict::Unknown},
             {"unreadable 201", {Error{ErrorKind::BadAnswer, "", 201}, true, std::nullopt}, Verdict::Unknown},
             {"302", answered(302), Verdict::Unknown},
             {"400", answered(400), Verdict::Final},
             {"401 after the refresh", answered(401), Verdict::Link},
             {"403", answered(403), Verdict::Final},
             {"403, a page", answered(403, "<html>"), Verdict::Final},
             {"404", answered(404), Verdict::Final},
             {"409", answered(409), Verdict::Final},
             {"413, a page", answered(413, "<html>"), Verdict::Final},
             {"422", answered(422), Verdict::Final},
             {"429", answered(429), Verdict::Repeat},
             {"429, a page", answered(429, "<html>"), Verdict::Repeat},
             {"429 with a wish", answered(429, "", "5"), Verdict::Repeat},
             {"500", answered(500), Verdict::Unknown},
             {"500 with a wish", answered(500, "", "5"), Verdict::Unknown},
             {"502", answered(502, "<html>"), Verdict::Unknown},
             {"503", answered(503, "<html>"), Verdict::Unknown},
             {"503 with a wish", answered(503, "<html>", "5"), Verdict::Repeat},
             {"503 with no wish to be read", answered(503, "<html>", "soon"), Verdict::Unknown},
             {"504", answered(504), Verdict::Unknown},
         }) {
        CAPTURE(c.what);
        CHECK(judge_create(c.failure) == c.verdict);
    }
}

TEST_CASE("answer: what may be done after anything else that failed")
{
    for (const bool may_have_arrived : {false, true}) {
        const auto verdict = [&](ErrorKind kind) {
            return judge_repeatable(unanswered(kind, may_have_arrived));
        };
        for (const ErrorKind kind : {ErrorKind::Offline, ErrorKind::ConnectionLost, ErrorKind::Timeout,
                                     ErrorKind::Unavailable, ErrorKind::RateLimited, ErrorKind::BadAnswer}) {
            CAPTURE(to_string(kind));
            CHECK(verdict(kind) == Verdict::Repeat);
        }
        for (const ErrorKind kind : {ErrorKind::NotLinked, ErrorKind::SignInDenied, ErrorKind::SignInFailed,
                                     ErrorKind::NoWayToSignIn, ErrorKind::NothingToAsk}) {
            CAPTURE(to_string(kind));
            CHECK(verdict(kind) == Verdict::Link);
        }
        for (const ErrorKind kind :
             {ErrorKind::Tls, ErrorKind::Disk, ErrorKind::DiskFull, ErrorKind::Rejected, ErrorKind::Cancelled,
              ErrorKind::Internal, ErrorKind::Journal}) {
            CAPTURE(to_string(kind));
            CHECK(verdict(kind) == Verdict::Final);
        }
    }
    struct Case
    {
        int status;
        std::string body;
        Verdict verdict;
    };
    for (const Case &c : std::vector<Case>{{400, "{}", Verdict::Final},
                                           {401, "{}", Verdict::Link},
                                           {401, "<html>", Verdict::Repeat},
                                           {403, "{}", Verdict::Final},
                                           {403, "<html>", Verdict::Repeat},
                                           {404, "{}", Verdict::Final},
                                           {408, "{}", Verdict::Repeat},
                                           {413, "{}", Verdict::Final},
                                           {422, "{}", Verdict::Final},
                                           {429, "{}", Verdict::Repeat},
                                           {500, "{}", Verdict::Repeat},
                                           {502, "<html>", Verdict::Repeat},
                                           {503, "", Verdict::Repeat},
                                           {302, "", Verdict::Repeat}}) {
        CAPTURE(c.status);
        CAPTURE(c.body);
        CHECK(judge_repeatable(answered(c.status, c.body)) == c.verdict);
    }
}
