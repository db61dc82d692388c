#include "auth/account_creation.hpp"

#include "auth/json_request.hpp"
#include "auth/token_answer.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

namespace mmf::auth {

http::Request account_creation_request(const Profile &profile, const Policy &policy,
                                       const std::string &username, const Secret &password)
{
    return JsonRequest()
        .text("username", username)
        .text("password", password.view())
        .to(profile.create_account_url, policy);
}

Result<void> read_account_creation(const http::Response &response)
{
    const int status = response.status;
    if (status == 201) {
        return {};
    }
    if (status == 429) {
        return fail(ErrorKind::RateLimited, {}, status);
    }
    if (status >= 500 || trimmed(response.body).starts_with('<')) {
        return fail(ErrorKind::Unavailable, {}, status); // a page is a proxy's, whatever its status
    }
    const auto answer = json::parse(response.body);
    return fail(ErrorKind::AccountRefused, answer ? refusal_reason(*answer) : "", status);
}

} // namespace mmf::auth
