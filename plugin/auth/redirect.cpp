#include "auth/redirect.hpp"

#include "auth/dialect.hpp"
#include "auth/token_answer.hpp"
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

std::optional<std::int64_t> read_number(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
    return is_whole ? std::optional(number) : std::nullopt;
}

bool is_same_place(const http::Url &a, const http::Url &b)
{
    return a.scheme == b.scheme && a.host == b.host && a.port == b.port && a.path == b.path &&
           !a.has_user_info;
}

// The query and the fragment as one, where it does not matter which of them has a parameter.
struct Both
{
    const Wiped &query;
    const Wiped &fragment;

    std::size_t count(std::string_view name) const { return query.count(name) + fragment.count(name); }
    std::string_view value(std::string_view name) const
    {
        return query.count(name) > 0 ? query.value(name) : fragment.value(name);
    }
};

AccessRefused refused(std::string_view error)
{
    return {std::string(utf8_prefix(without_control_characters(to_valid_utf8(error)), 100))};
}

Redirect read_code(const Wiped &query)
{
    const std::string_view code = query.value("code");
    return is_usable_token(code) ? Redirect(CodeGranted{Secret(code)})
                                 : Redirect(UnusableRedirect{"it has no usable code"});
}

Redirect read_token(const Wiped &fragment)
{
    // A token in the query would have been sent to servers and logs on its way; only the fragment counts.
    const std::string_view token = fragment.value("access_token");
    if (!is_usable_token(token)) {
        return UnusableRedirect{"it has no usable token"};
    }
    TokenGranted granted{Secret(token), std::nullopt};
    if (const auto expires_in = read_number(fragment.value("expires_in"))) {
        granted.expires_in = seconds(*expires_in);
    }
    return granted;
}

// S1 adds its parameters "to the end of the redirect URI". That puts the tokens into an address, and is why
// this redirect is caught before anything is fetched and never left to a browser.
Redirect read_sso_tokens(const Both &both)
{
    const std::string_view token = both.value("access_token");
    if (!is_usable_token(token)) {
        return UnusableRedirect{"it has no usable token"};
    }
    TokenGranted granted{Secret(token), std::nullopt};
    if (const std::string_view refresh_token = both.value("refresh_token"); is_usable_token(refresh_token)) {
        granted.refresh_token = Secret(refresh_token);
    }
    if (const auto expiration = read_number(both.value("expiration"))) {
        granted.expires_at = moment(*expiration);
    }
    granted.user_id = plain_id(to_valid_utf8(both.value("user_id")));
    return granted;
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
    const Both both{query, fragment};

    for (const char *name :
         {"state", "code", "access_token", "refresh_token", "user_id", "expiration", "error"}) {
        if (both.count(name) > 1) {
            return UnusableRedirect{std::string("it has '") + name + "' twice"};
        }
    }
    const bool has_state = traits_of(expected.dialect).has_state;
    if (has_state && !expected.state.equals(both.value("state"))) {
        return UnusableRedirect{"it does not belong to this sign-in"};
    }
    if (both.count("error") == 1) {
        return refused(both.value("error"));
    }
    if (!has_state) {
        return read_sso_tokens(both);
    }
    return expected.grant == Grant::Code ? read_code(query) : read_token(fragment);
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
