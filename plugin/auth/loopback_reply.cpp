#include "auth/loopback_reply.hpp"

#include "base/digest.hpp"
#include "http/url.hpp"

#include <utility>

namespace mmf::auth {

namespace {

LoopbackReply page(BrowserPage which, const BrowserTexts &texts)
{
    return {page_answer(which, texts, random_token()), std::nullopt};
}

LoopbackReply plain(int status, std::string_view text, std::string_view allow = {})
{
    return {plain_answer(status, text, allow), std::nullopt};
}

} // namespace

LoopbackReply reply_to(const LoopbackRequest &request, const ExpectedRedirect &expected,
                       const BrowserTexts &texts)
{
    const auto uri = http::parse_url(expected.redirect_uri);
    const std::string origin = uri ? uri->origin() : std::string();
    // "http://localhost:7330" without its scheme. One that is not the redirect's own host is what another
    // site would have, whose name was made to lead to this machine.
    if (!uri || request.host != origin.substr(origin.find("//") + 2)) {
        return plain(400, "Unknown host\n");
    }
    if (request.path != uri->path) {
        return plain(404, "Not found\n");
    }
    const bool may_post = expected.grant == Grant::Implicit;
    const bool is_post = request.method == "POST" && may_post;
    if (request.method != "GET" && !is_post) {
        return plain(405, "Method not allowed\n", may_post ? "GET, POST" : "GET");
    }
    if (is_post && request.origin != origin) {
        return plain(403, "Another origin\n");
    }

    std::string url = expected.redirect_uri + (request.query.empty() ? "" : "?" + request.query) +
                      (request.body.empty() || !is_post ? "" : "#" + request.body);
    Redirect redirect = read_redirect(url, expected);
    wipe(url);
    const bool is_end = !std::holds_alternative<NotTheRedirect>(redirect) &&
                        !std::holds_alternative<UnusableRedirect>(redirect);
    if (!is_end && may_post && !is_post) {
        return page(BrowserPage::SendFragment, texts);
    }
    std::optional<Result<Granted>> granted;
    if (is_end) {
        granted = answer_of(std::move(redirect));
    }
    const BrowserPage which = !granted               ? BrowserPage::Unusable
                              : granted->has_value() ? BrowserPage::Granted
                                                     : BrowserPage::Refused;
    LoopbackReply reply = is_post ? plain(200, page_word(which)) : page(which, texts);
    reply.granted = std::move(granted);
    return reply;
}

} // namespace mmf::auth
