// What a token endpoint and an introspection answer, in every dialect.
#include "auth/token_answer.hpp"
#include "auth/dialect.hpp"
#include "auth/introspection.hpp"
#include "input.hpp"
#include "property.hpp"

#include <array>
#include <string>

using namespace mmf;
using namespace mmf::auth;
using fuzz::require;

namespace {

constexpr std::array Kinds = {TokenRequestKind::Code, TokenRequestKind::Refresh, TokenRequestKind::Password,
                              TokenRequestKind::MobileLogin};
constexpr std::array Statuses = {200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 503};

void check_failure(const Error &error, TokenRequestKind kind, int status)
{
    fuzz::require_kind(error, {ErrorKind::NotLinked, ErrorKind::WrongCredentials, ErrorKind::SignInFailed,
                               ErrorKind::Unavailable, ErrorKind::RateLimited, ErrorKind::BadAnswer});
    require(error.kind != ErrorKind::NotLinked || kind == TokenRequestKind::Refresh,
            "only a refresh that is refused ends a link");
    require(error.kind != ErrorKind::WrongCredentials || kind == TokenRequestKind::Password,
            "only a password is called wrong");
    require(status < 500 || error.kind == ErrorKind::Unavailable, "a server's own fault ends nothing");
    if (error.kind != ErrorKind::BadAnswer) {
        fuzz::require_shown(error.detail, 300);
    }
}

void read_tokens(Dialect dialect, TokenRequestKind kind, const http::Response &response)
{
    const auto tokens = read_token_answer(dialect, kind, response);
    if (!tokens) {
        check_failure(tokens.error(), kind, response.status);
        return;
    }
    require(response.is_success(), "tokens come with a success");
    require(is_usable_token(tokens->access_token.view()), "a token is visible ASCII");
    require(tokens->refresh_token.empty() || is_usable_token(tokens->refresh_token.view()),
            "so is one to renew it by");
    require(!tokens->expires_in || tokens->expires_in->count() >= 0, "a token's life is not negative");
    require(!tokens->expires_at || moment(tokens->expires_at->time_since_epoch().count()),
            "a token ends at a moment of the calendar");
    fuzz::require_shown(tokens->user_id, 200);
}

void introspect(const http::Response &response)
{
    const auto said = read_introspection(response);
    if (!said) {
        fuzz::require_kind(said.error(), {ErrorKind::Rejected, ErrorKind::Unavailable, ErrorKind::RateLimited,
                                          ErrorKind::BadAnswer});
        return;
    }
    require(response.is_success(), "what a token is worth comes with a success");
    fuzz::require_shown(said->username, 200);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    http::Response response;
    response.status = input.choice(Statuses);
    const std::size_t kind = input.number(Kinds.size() + 1);
    const Dialect dialect = input.choice(all_dialects()).dialect;
    response.body = input.rest();
    if (kind == Kinds.size()) {
        introspect(response);
    } else {
        read_tokens(dialect, Kinds[kind], response);
    }
    return 0;
}
