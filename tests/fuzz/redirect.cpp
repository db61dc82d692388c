// The redirect as a page navigates to it, as a person pastes it, and as a browser brings it to the loopback
// port.
#include "auth/loopback_reply.hpp"
#include "auth/pasted_redirect.hpp"
#include "input.hpp"
#include "property.hpp"
#include "support/browser_texts.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

using namespace mmf;
using namespace mmf::auth;
using fuzz::require;

namespace {

constexpr std::array Grants = {
    std::pair(Dialect::MyMiniFactory, Grant::Code), std::pair(Dialect::MyMiniFactory, Grant::Implicit),
    std::pair(Dialect::MyMiniFactory, Grant::Mobile), std::pair(Dialect::Sso, Grant::Implicit)};

ExpectedRedirect expected_redirect(std::pair<Dialect, Grant> service)
{
    ExpectedRedirect expected;
    expected.redirect_uri = "http://localhost:7330/callback";
    expected.state = Secret("s-t.a~te");
    expected.dialect = service.first;
    expected.grant = service.second;
    return expected;
}

bool is_granted(const Redirect &redirect)
{
    return std::holds_alternative<CodeGranted>(redirect) || std::holds_alternative<TokenGranted>(redirect);
}

// A secret goes into a header or a form as it is.
bool is_usable(const Secret &secret)
{
    const std::string_view text = secret.view();
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

void check_kind(const Redirect &redirect, const ExpectedRedirect &expected)
{
    if (const auto *code = std::get_if<CodeGranted>(&redirect)) {
        require(expected.grant == Grant::Code, "a code is for the grant 'code'");
        require(is_usable(code->code), "a code is visible ASCII");
    } else if (const auto *token = std::get_if<TokenGranted>(&redirect)) {
        require(expected.grant != Grant::Code, "a token is for the other grants");
        require(is_usable(token->access_token), "a token is visible ASCII");
        require(token->refresh_token.empty() || is_usable(token->refresh_token), "so is one to renew it by");
        require(!token->expires_in || token->expires_in->count() >= 0, "a token's life is not negative");
        fuzz::require_shown(token->user_id, 200);
    } else if (const auto *refused = std::get_if<AccessRefused>(&redirect)) {
        fuzz::require_shown(refused->error, 100);
    }
}

// What ends this sign-in ends no other one.
void check_others(std::string_view url, const ExpectedRedirect &expected)
{
    ExpectedRedirect other_state = expected;
    other_state.state = Secret("another!");
    require(expected.dialect == Dialect::Sso ||
                std::holds_alternative<UnusableRedirect>(read_redirect(url, other_state)),
            "a redirect ends the sign-in whose state it has");
    for (const char *uri : {"http://localhost:7331/callback", "https://localhost:7330/callback",
                            "http://localhost:7330/callbac", "http://127.0.0.1:7330/callback"}) {
        ExpectedRedirect other_place = expected;
        other_place.redirect_uri = uri;
        require(std::holds_alternative<NotTheRedirect>(read_redirect(url, other_place)),
                "a redirect is one place's");
    }
}

void check_pasted(std::string_view url, const Redirect &redirect, const ExpectedRedirect &expected)
{
    const bool ends = is_granted(redirect) || std::holds_alternative<AccessRefused>(redirect);
    const auto pasted = read_pasted(url, expected);
    // White space around it is passed over, so that more may be pasted than navigated to.
    require(!ends || pasted.has_value(), "what ends a sign-in does so when it is pasted");
    require(!is_granted(redirect) || pasted->has_value(), "what grants does so when it is pasted");
}

void navigate(std::string_view url, const ExpectedRedirect &expected)
{
    const Redirect redirect = read_redirect(url, expected);
    check_kind(redirect, expected);
    if (is_granted(redirect) || std::holds_alternative<AccessRefused>(redirect)) {
        check_others(url, expected);
    }
    check_pasted(url, redirect, expected);
    if (const auto place = place_of_stray_answer(url, expected)) {
        require(place->find_first_of("?#") == std::string::npos, "the log has no query and no fragment");
    }
}

void check_bad_request(const BadRequest &bad)
{
    constexpr std::array Statuses = {400, 411, 413, 431, 501};
    require(std::find(Statuses.begin(), Statuses.end(), bad.status) != Statuses.end(),
            "a status that is meant");
}

void come_back(std::string_view bytes, const ExpectedRedirect &expected)
{
    Policy policy;
    policy.loopback_max_head_bytes = 512; // so that a small input reaches them
    policy.loopback_max_body_bytes = 256;
    const ParsedRequest parsed = parse_loopback_request(bytes, policy);
    if (const auto *bad = std::get_if<BadRequest>(&parsed)) {
        check_bad_request(*bad);
    } else if (std::holds_alternative<IncompleteRequest>(parsed)) {
        require(bytes.size() < policy.loopback_max_head_bytes + policy.loopback_max_body_bytes,
                "no connection is read without end");
    } else {
        const auto &request = std::get<LoopbackRequest>(parsed);
        require(request.path.starts_with('/'), "a path begins with /");
        require(request.body.size() <= policy.loopback_max_body_bytes, "a body is in bounds");
        const ParsedRequest more = parse_loopback_request(std::string(bytes) + "GET / HTTP/1.1", policy);
        require(std::holds_alternative<LoopbackRequest>(more), "what follows a request is not looked at");

        const LoopbackReply reply = reply_to(request, expected, test::browser_texts());
        require(reply.bytes.starts_with("HTTP/1.1 "), "every request is answered");
        require(reply.bytes.find("s-t.a~te") == std::string::npos, "an answer has no secret");
        ExpectedRedirect other = expected;
        other.state = Secret("another!");
        require(expected.dialect == Dialect::Sso || !reply.granted ||
                    !reply_to(request, other, test::browser_texts()).granted,
                "a request ends the sign-in whose state it has");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const ExpectedRedirect expected = expected_redirect(input.choice(Grants));
    const bool is_request = input.flag();
    const std::string_view rest = input.rest();
    if (is_request) {
        come_back(rest, expected);
    } else {
        navigate(rest, expected);
    }
    return 0;
}
