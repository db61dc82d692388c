#include "publish/object_reference.hpp"

#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>

namespace mmf::publish {

namespace {

constexpr std::size_t LongestNumber = 20; // of 64 bits

bool is_number(std::string_view text)
{
    return !text.empty() && text.size() <= LongestNumber &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What the last part of a path ends with: "/object/3d-print-vase-42", "/curation/status/42".
std::string_view number_at_end(std::string_view path)
{
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    const std::size_t last = path.find_last_not_of("0123456789");
    if (last == std::string_view::npos || (path[last] != '/' && path[last] != '-')) {
        return {};
    }
    return path.substr(last + 1);
}

} // namespace

std::optional<std::string> object_id_in(std::string_view number_or_address)
{
    std::string_view text = trimmed(number_or_address);
    if (text.starts_with('#')) {
        text.remove_prefix(1);
    }
    if (is_number(text)) {
        return std::string(text);
    }
    const auto url = http::parse_url(std::string(text));
    if (!url) {
        return std::nullopt;
    }
    const std::string_view number = number_at_end(url->path);
    return is_number(number) ? std::optional(std::string(number)) : std::nullopt;
}

} // namespace mmf::publish
