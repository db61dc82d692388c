#include "diagnosis/framing.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::diagnosis {

namespace {

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty()) {
            parts.push_back(ascii_lower(part));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

// Every header of that name; several values in one are the same as several headers.
std::vector<std::string> values(const http::Response &page, std::string_view name)
{
    std::vector<std::string> all;
    for (const http::Header &header : page.headers) {
        if (ascii_lower(header.name) == name) {
            const auto parts = split(header.value, ',');
            all.insert(all.end(), parts.begin(), parts.end());
        }
    }
    return all;
}

bool host_matches(std::string_view pattern, std::string_view host)
{
    return pattern == host || (pattern.starts_with("*.") && host.ends_with(pattern.substr(1)));
}

// A source such as "https://*.example.com:8443" (CSP3 §6.7.2.8).
bool source_matches(std::string_view source, const http::Url &url)
{
    if (source == "*" || source == "'self'" || source == url.scheme + ":") {
        return true;
    }
    if (const std::size_t end = source.find("://"); end != std::string_view::npos) {
        if (source.substr(0, end) != url.scheme) {
            return false;
        }
        source.remove_prefix(end + 3);
    }
    source = source.substr(0, source.find('/'));
    const std::size_t colon = source.rfind(':');
    const bool has_port =
        colon != std::string_view::npos && source.find(']', colon) == std::string_view::npos;
    const std::string_view host = has_port ? source.substr(0, colon) : source;
    const std::string_view port = has_port ? source.substr(colon + 1) : std::string_view();
    const bool is_usual_port = url.port == (url.scheme == "https" ? "443" : "80");
    return host_matches(host, url.host) && (has_port ? port == "*" || port == url.port : is_usual_port);
}

} // namespace

bool may_be_framed(const http::Response &page, const http::Url &url)
{
    bool has_ancestors = false;
    for (const std::string &policy : values(page, "content-security-policy")) {
        for (const std::string &directive : split(policy, ';')) {
            const auto words = split(directive, ' ');
            if (words.front() != "frame-ancestors") {
                continue;
            }
            has_ancestors = true;
            if (std::none_of(words.begin() + 1, words.end(),
                             [&](const std::string &source) { return source_matches(source, url); })) {
                return false;
            }
        }
    }
    const auto options = values(page, "x-frame-options");
    return has_ancestors || std::none_of(options.begin(), options.end(),
                                         [](const std::string &option) { return option == "deny"; });
}

} // namespace mmf::diagnosis
