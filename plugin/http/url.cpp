#include "http/url.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <curl/curl.h>
#include <memory>
#include <optional>

namespace mmf::http {

namespace {

struct FreeUrl
{
    void operator()(CURLU *handle) const { curl_url_cleanup(handle); }
};

std::optional<std::string> part(CURLU *handle, CURLUPart which, unsigned flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(handle, which, &text, flags) != CURLUE_OK) {
        return std::nullopt;
    }
    std::string copy = text;
    curl_free(text);
    return copy;
}

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

std::string Url::origin() const
{
    const bool own_port = (scheme == "https" && port == "443") || (scheme == "http" && port == "80");
    return scheme + "://" + host + (own_port || port.empty() ? "" : ":" + port);
}

Result<Url> parse_url(std::string_view text)
{
    // The parser reads a zero-ended string; a zero or a line break inside would hide what follows.
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
    if (std::any_of(text.begin(), text.end(), is_control)) {
        return fail(ErrorKind::InvalidForm, "the address has a space or a control character");
    }
    const std::unique_ptr<CURLU, FreeUrl> handle(curl_url());
    const std::string copy(text);
    const CURLUcode code =
        curl_url_set(handle.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_PATH_AS_IS);
    if (code != CURLUE_OK) {
        return fail(ErrorKind::InvalidForm, curl_url_strerror(code));
    }
    Url url;
    url.scheme = ascii_lower(part(handle.get(), CURLUPART_SCHEME).value_or(""));
    url.host = ascii_lower(part(handle.get(), CURLUPART_HOST).value_or(""));
    url.port = part(handle.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT).value_or("");
    url.path = part(handle.get(), CURLUPART_PATH).value_or("/");
    url.query = part(handle.get(), CURLUPART_QUERY).value_or("");
    url.fragment = part(handle.get(), CURLUPART_FRAGMENT).value_or("");
    url.has_user_info = part(handle.get(), CURLUPART_USER) || part(handle.get(), CURLUPART_PASSWORD);
    return url;
}

bool is_loopback(const Url &url)
{
    if (url.host == "localhost" || url.host == "[::1]") {
        return true;
    }
    // libcurl has already turned every spelling of an IPv4 address into four decimal numbers.
    const auto is_digit_or_dot = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    return url.host.starts_with("127.") && std::count(url.host.begin(), url.host.end(), '.') == 3 &&
           std::all_of(url.host.begin(), url.host.end(), is_digit_or_dot);
}

bool may_be_trusted(const Url &url)
{
    return !url.has_user_info && !url.host.empty() &&
           (url.scheme == "https" || (url.scheme == "http" && is_loopback(url)));
}

std::string percent_encode(std::string_view text)
{
    constexpr char Digits[] = "0123456789ABCDEF";
    constexpr std::string_view Marks = "-._~";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const bool unreserved = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                Marks.find(c) != std::string_view::npos;
        if (unreserved) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += Digits[byte >> 4];
            out += Digits[byte & 0xF];
        }
    }
    return out;
}

Result<std::string> form_decode(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return fail(ErrorKind::InvalidForm, "a broken %XX escape");
            }
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

std::string form_encode(const Parameters &parameters)
{
    std::string out;
    for (const auto &[name, value] : parameters) {
        out += out.empty() ? "" : "&";
        out += percent_encode(name) + "=" + percent_encode(value);
    }
    return out;
}

Result<Parameters> parse_form(std::string_view text)
{
    Parameters parameters;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        if (pair.empty()) {
            continue;
        }
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = form_decode(pair.substr(0, equals));
        auto value = form_decode(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value) {
            return tl::unexpected(name ? value.error() : name.error());
        }
        parameters.emplace_back(std::move(*name), std::move(*value));
    }
    return parameters;
}

std::string with_query(std::string_view base, const Parameters &parameters)
{
    std::string url(base);
    if (!parameters.empty()) {
        url += url.find('?') == std::string::npos ? '?' : '&';
        url += form_encode(parameters);
    }
    return url;
}

} // namespace mmf::http
