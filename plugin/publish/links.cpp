#include "publish/links.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <array>

namespace mmf::publish {

namespace {

// Those that need no "//" to lead somewhere. Others are words with a colon.
constexpr std::array<std::string_view, 4> BareSchemes = {"javascript", "data", "mailto", "file"};
constexpr std::size_t LongestScheme = 20;

bool is_letter(char c)
{
    const char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'z';
}

bool is_of_scheme(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

bool ends_address(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"';
}

// The scheme that ends before `colon`; empty: none does.
std::string scheme_before(std::string_view text, std::size_t colon)
{
    std::size_t begin = colon;
    while (begin > 0 && colon - begin <= LongestScheme && is_of_scheme(text[begin - 1])) {
        --begin;
    }
    while (begin < colon && !is_letter(text[begin])) {
        ++begin;
    }
    const std::string scheme = ascii_lower(text.substr(begin, colon - begin));
    return scheme.size() > LongestScheme ? std::string() : scheme;
}

std::string_view without_marks(std::string_view address)
{
    constexpr std::string_view Marks = ".,;:!?'*_";
    for (;;) {
        const char last = address.empty() ? '\0' : address.back();
        const bool is_lone_bracket = last == ')' && address.find('(') == std::string_view::npos;
        if (last == '\0' || (Marks.find(last) == std::string_view::npos && !is_lone_bracket)) {
            return address;
        }
        address.remove_suffix(1);
    }
}

Link link_to(std::string_view address, const std::string &scheme)
{
    Link link{std::string(address), {}};
    const auto url = http::parse_url(link.address);
    if (url && (scheme == "https" || scheme == "http") && !url->has_user_info) {
        link.host = clean_line(url->host);
    }
    return link;
}

} // namespace

std::vector<Link> find_links(std::string_view text)
{
    std::vector<Link> links;
    std::size_t from = 0;
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', from)) {
        const std::string scheme = scheme_before(text.substr(from), colon - from);
        from = colon + 1;
        const bool is_bare = std::find(BareSchemes.begin(), BareSchemes.end(), scheme) != BareSchemes.end();
        const std::string_view rest = text.substr(from);
        if (scheme.empty() || (!is_bare && !rest.starts_with("//"))) {
            continue;
        }
        const auto *const end = std::find_if(rest.begin(), rest.end(), ends_address);
        const auto length = static_cast<std::size_t>(end - rest.begin());
        const std::string_view after = without_marks(rest.substr(0, length));
        if (after.empty() || after == "//") {
            continue;
        }
        const std::size_t begin = colon - scheme.size();
        links.push_back(link_to(text.substr(begin, scheme.size() + 1 + after.size()), scheme));
        from += length;
    }
    return links;
}

} // namespace mmf::publish
