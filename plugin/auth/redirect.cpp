#include "auth/redirect.hpp"

#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <charconv>

namespace mmf::auth {

namespace {

// Far above any real one; a page can make a URL of any length.
constexpr std::size_t MaxUrlSize = 64 * 1024;

struct Wiped
{
    http::Parameters parameters;

    explicit Wiped(http::Parameters all) : parameters(std::move(all)) {}
    Wiped(const Wiped &) = delete;
    Wiped &operator=(const Wiped &) = delete;
    ~Wiped()
    {
        for (auto &[name, value] : parameters) {
            wipe(value);
        }
    }

    std::size_t count(std::string_view name) const
    {
        return static_cast<std::size_t>(std::count_if(parameters.begin(), parameters.end(),
                                                      [&](const auto &p) { return p.first == name; }));
    }

    std::string_view value(std::string_view name) const
    {
        const auto found = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const auto &p) { return p.first == name; });
        return found == parameters.end() ? std::string_view() : found->second;
    }
};

// Codes and tokens are opaque, but they go into a header or a form: visible ASCII (RFC 6749 appendix A).
bool is_opaque_text(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

std::optional<seconds> read_seconds(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) {
        return std::nullopt;
    }
    return seconds(number);
}

bool is_same_place(const http::Url &a, const http::Url &b)
{
    return a.scheme == b.scheme && a.host == b.host && a.port == b.port && a.path == b.path &&
           !a.has_user_info;
}

} // namespace

Redirect read_redirect(std::string_view url, const ExpectedRedirect &expected)
{
    // Told apart by its beginning, so that a page's giant URL is not copied about.
    if (url.size() > MaxUrlSize) {
        return url.starts_with(expected.redirect_uri) ? Redirect(UnusableRedirect{"it is too long"})
                                                      : Redirect(NotTheRedirect{});
    }
    const auto actual = http::parse_url(url);
    const auto wanted = http::parse_url(expected.redirect_uri);
    if (!actual || !wanted || !is_same_place(*actual, *wanted)) {
        return NotTheRedirect{};
    }
    auto in_query = http::parse_form(actual->query);
    auto in_fragment = http::parse_form(actual->fragment);
    if (!in_query || !in_fragment) {
        return UnusableRedirect{"it is malformed"};
    }
    const Wiped query(std::move(*in_query));
    const Wiped fragment(std::move(*in_fragment));

    for (const char *name : {"state", "code", "access_token", "error"}) {
        if (query.count(name) + fragment.count(name) > 1) {
            return UnusableRedirect{std::string("it has '") + name + "' twice"};
        }
    }
    const bool state_in_query = query.count("state") == 1;
    if (!expected.state.equals(state_in_query ? query.value("state") : fragment.value("state"))) {
        return UnusableRedirect{"it does not belong to this sign-in"};
    }
    if (query.count("error") + fragment.count("error") == 1) {
        const std::string_view error =
            query.count("error") == 1 ? query.value("error") : fragment.value("error");
        return AccessRefused{std::string(utf8_prefix(without_control_characters(to_valid_utf8(error)), 100))};
    }
    if (expected.grant == Grant::Code) {
        const std::string_view code = query.value("code");
        return is_opaque_text(code) ? Redirect(CodeGranted{Secret(code)})
                                    : Redirect(UnusableRedirect{"it has no usable code"});
    }
    // A token in the query would have been sent to servers and logs on its way; only the fragment counts.
    const std::string_view token = fragment.value("access_token");
    if (!is_opaque_text(token)) {
        return UnusableRedirect{"it has no usable token"};
    }
    return TokenGranted{Secret(token), read_seconds(fragment.value("expires_in"))};
}

std::optional<std::string> place_of_stray_answer(std::string_view url, const ExpectedRedirect &expected)
{
    const auto actual = url.size() > MaxUrlSize ? fail(ErrorKind::InvalidForm) : http::parse_url(url);
    if (!actual) {
        return std::nullopt;
    }
    for (const std::string &part : {actual->query, actual->fragment}) {
        auto read = http::parse_form(part);
        if (!read) {
            continue;
        }
        const Wiped parameters(std::move(*read));
        const bool has_answer = parameters.count("code") + parameters.count("access_token") > 0;
        if (has_answer && expected.state.equals(parameters.value("state"))) {
            return actual->origin() + actual->path;
        }
    }
    return std::nullopt;
}

} // namespace mmf::auth
