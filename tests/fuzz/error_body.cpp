// Answers that are no success, of the API and of an account's creation.
#include "api/answer.hpp"
#include "auth/account_creation.hpp"
#include "input.hpp"
#include "property.hpp"

#include <array>
#include <string>

using namespace mmf;
using fuzz::require;

namespace {

constexpr std::array Statuses = {301, 302, 400, 401, 403, 404, 405, 408, 409,
                                 413, 418, 422, 429, 499, 500, 502, 503, 599};
constexpr WallTime Now{seconds(1'800'000'000)};

void check_verdicts(const api::Failure &failure)
{
    const int status = failure.error.status;
    const bool is_asked_again = status == 429 || (status == 503 && failure.retry_after);
    require(api::judge_create(failure) != api::Verdict::Repeat || is_asked_again,
            "a create that may have arrived is repeated where the service says that it did not");
    require(api::judge_create(failure) != api::Verdict::Final || (status >= 400 && status < 500),
            "a create is refused by the service alone");
    const bool is_for_later = status == 408 || status == 429 || status >= 500 || status < 400 ||
                              failure.error.kind == ErrorKind::Unavailable;
    require((api::judge_repeatable(failure) == api::Verdict::Repeat) == is_for_later,
            "what can be repeated is, where that may help");
}

void check_api(const http::Response &response)
{
    const api::Failure failure = api::failure_of(response, Now);
    fuzz::require_kind(failure.error, {ErrorKind::RateLimited, ErrorKind::Unavailable, ErrorKind::NotLinked,
                                       ErrorKind::Rejected, ErrorKind::BadAnswer});
    require(failure.error.status == response.status, "a failure has the answer's status");
    require(failure.may_have_arrived, "what was answered had arrived");
    require(!failure.retry_after || failure.retry_after->count() >= 0, "nobody waits for the past");
    fuzz::require_shown(failure.error.detail, 500);
    check_verdicts(failure);
}

void check_account_creation(const http::Response &response)
{
    const auto made = auth::read_account_creation(response);
    require(!made.has_value(), "only 201 makes an account");
    fuzz::require_kind(made.error(),
                       {ErrorKind::AccountRefused, ErrorKind::Unavailable, ErrorKind::RateLimited});
    fuzz::require_shown(made.error().detail, 300);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    http::Response response;
    response.status = input.choice(Statuses);
    if (const std::string_view wish = input.line(); !wish.empty()) {
        response.headers.push_back({"retry-after", std::string(wish)});
    }
    response.body = input.rest();
    check_api(response);
    check_account_creation(response);
    return 0;
}
