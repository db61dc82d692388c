#include "text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace mmf::sandbox {

namespace {

constexpr std::string_view HexDigits = "0123456789abcdef";

bool is_alphanumeric(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

char to_lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::optional<char> hex_pair(std::string_view text)
{
    unsigned value = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, 16);
    if (text.size() != 2 || error != std::errc() || stop != end) {
        return std::nullopt;
    }
    return static_cast<char>(value);
}

// Calls visit(part) for each part between separators; empty parts too.
template <typename Visit>
void split(std::string_view text, char separator, Visit visit)
{
    while (true) {
        const std::size_t at = text.find(separator);
        visit(text.substr(0, at));
        if (at == std::string_view::npos) {
            return;
        }
        text.remove_prefix(at + 1);
    }
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

} // namespace

std::string percent_encode(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (is_alphanumeric(c) || std::string_view("-._~").find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += static_cast<char>(std::toupper(HexDigits[byte >> 4U]));
        out += static_cast<char>(std::toupper(HexDigits[byte & 15U]));
    }
    return out;
}

std::string percent_decode(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto decoded = text[i] == '%' ? hex_pair(text.substr(i + 1, 2)) : std::nullopt;
        if (decoded) {
            out += *decoded;
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

Fields parse_fields(std::string_view form)
{
    Fields fields;
    split(form, '&', [&fields](std::string_view pair) {
        if (!pair.empty()) {
            const std::size_t equals = pair.find('=');
            const auto value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
            fields.emplace(percent_decode(pair.substr(0, equals)), percent_decode(value));
        }
    });
    return fields;
}

std::string field(const Fields &fields, std::string_view name)
{
    const auto found = fields.lower_bound(name);
    return found == fields.end() || found->first != name ? std::string() : found->second;
}

std::string redact_query(std::string_view query)
{
    static const std::set<std::string, std::less<>> secrets = {
        "code", "token", "access_token", "refresh_token", "client_secret", "password"};
    std::string out;
    split(query, '&', [&out](std::string_view pair) {
        const std::string_view name = pair.substr(0, pair.find('='));
        out += out.empty() ? "" : "&";
        out += secrets.contains(percent_decode(name)) ? std::string(name) + "=redacted" : std::string(pair);
    });
    return out;
}

std::string html_escape(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string lower_case(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), to_lower);
    return out;
}

std::string slug(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (is_alphanumeric(c)) {
            out += to_lower(c);
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out.empty() ? "untitled" : out;
}

std::optional<std::string> base64_decode(std::string_view text)
{
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::string out(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char *>(out.data()),
                        reinterpret_cast<const unsigned char *>(text.data()), static_cast<int>(text.size()));
    if (length < 0) {
        return std::nullopt;
    }
    // EVP_DecodeBlock counts the padding as zero bytes.
    const auto padding = static_cast<std::size_t>(std::count(text.begin(), text.end(), '='));
    out.resize(static_cast<std::size_t>(length) - std::min<std::size_t>(padding, 2));
    return out;
}

std::string code_challenge(std::string_view verifier)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(verifier.data(), verifier.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> base64{};
    EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
    std::string out = reinterpret_cast<const char *>(base64.data());
    std::replace(out.begin(), out.end(), '+', '-');
    std::replace(out.begin(), out.end(), '/', '_');
    out.erase(out.find_last_not_of('=') + 1);
    return out;
}

std::string cookie_value(std::string_view cookie_header, std::string_view name)
{
    std::string value;
    split(cookie_header, ';', [&](std::string_view pair) {
        pair = trimmed(pair);
        if (value.empty() && pair.size() > name.size() && pair.starts_with(name) &&
            pair[name.size()] == '=') {
            value = pair.substr(name.size() + 1);
        }
    });
    return value;
}

std::string header_value(std::string_view head, std::string_view name)
{
    std::optional<std::string> value;
    split(head, '\n', [&](std::string_view line) {
        const std::size_t colon = line.find(':');
        if (!value && colon == name.size() && lower_case(line.substr(0, colon)) == lower_case(name)) {
            value = trimmed(line.substr(colon + 1));
        }
    });
    return value.value_or("");
}

std::optional<unsigned long long> parse_number(std::string_view text)
{
    unsigned long long value = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc() || stop != end) {
        return std::nullopt;
    }
    return value;
}

bool prefers_html(std::string_view accept)
{
    const std::string types = lower_case(accept);
    const std::size_t html = types.find("text/html");
    return html != std::string::npos && html < types.find("application/json");
}

// Written out, since the names must not follow the process's locale.
std::string http_date(std::time_t at)
{
    constexpr std::array Days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array Months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&at, &utc);
    std::array<char, 32> rest{};
    const std::size_t length = std::strftime(rest.data(), rest.size(), "%Y %H:%M:%S GMT", &utc);
    const std::string day = (utc.tm_mday < 10 ? "0" : "") + std::to_string(utc.tm_mday);
    return std::string(Days.at(static_cast<std::size_t>(utc.tm_wday))) + ", " + day + " " +
           Months.at(static_cast<std::size_t>(utc.tm_mon)) + " " + std::string(rest.data(), length);
}

std::string random_token()
{
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("no random numbers");
    }
    std::string out;
    for (const unsigned char byte : bytes) {
        out += HexDigits[byte >> 4U];
        out += HexDigits[byte & 15U];
    }
    return out;
}

} // namespace mmf::sandbox
