#include "auth/loopback_request.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace mmf::auth {

namespace {

constexpr std::string_view LineEnd = "\r\n";
constexpr std::string_view HeadEnd = "\r\n\r\n";

bool is_visible(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

std::string_view without_blanks(std::string_view text)
{
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

// The part before `mark`, which is removed with it; nullopt if there is no mark.
std::optional<std::string_view> take_until(std::string_view &text, std::string_view mark)
{
    const std::size_t end = text.find(mark);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end + mark.size());
    return part;
}

bool read_request_line(std::string_view line, LoopbackRequest &request)
{
    const auto method = take_until(line, " ");
    const auto target = take_until(line, " ");
    const bool is_http = line == "HTTP/1.1" || line == "HTTP/1.0";
    if (!method || !target || !is_http || !is_visible(*method) || !is_visible(*target) ||
        !target->starts_with('/') || target->find('#') != std::string_view::npos) {
        return false;
    }
    request.method = *method;
    const std::size_t mark = std::min(target->find('?'), target->size());
    request.path = target->substr(0, mark);
    request.query = target->substr(std::min(mark + 1, target->size()));
    return true;
}

// The fields that count; of each there may be one (a second Host is how requests are smuggled).
struct Fields
{
    std::optional<std::string> host;
    std::optional<std::string> origin;
    std::optional<std::string> length;
    bool has_transfer_encoding = false;
};

bool read_fields(std::string_view lines, Fields &fields)
{
    while (!lines.empty()) {
        std::string_view line = *take_until(lines, LineEnd);
        const auto name = take_until(line, ":");
        // A blank in or before the name: a folded line, or one that others would read in another way.
        if (!name || !is_visible(*name)) {
            return false;
        }
        const std::string lower = ascii_lower(*name);
        std::optional<std::string> *place = lower == "host"             ? &fields.host
                                            : lower == "origin"         ? &fields.origin
                                            : lower == "content-length" ? &fields.length
                                                                        : nullptr;
        if (place != nullptr) {
            if (place->has_value()) {
                return false;
            }
            *place = without_blanks(line);
        }
        fields.has_transfer_encoding = fields.has_transfer_encoding || lower == "transfer-encoding";
    }
    return true;
}

} // namespace

ParsedRequest parse_loopback_request(std::string_view bytes, const Policy &policy)
{
    std::string_view rest = bytes;
    const std::string_view in_reach = bytes.substr(0, policy.loopback_max_head_bytes);
    const std::size_t end = in_reach.find(HeadEnd);
    if (end == std::string_view::npos) {
        return bytes.size() < policy.loopback_max_head_bytes ? ParsedRequest(IncompleteRequest{})
                                                             : ParsedRequest(BadRequest{431});
    }
    std::string_view head = rest.substr(0, end + LineEnd.size());
    rest.remove_prefix(end + HeadEnd.size());

    LoopbackRequest request;
    Fields fields;
    if (!read_request_line(*take_until(head, LineEnd), request) || !read_fields(head, fields)) {
        return BadRequest{400};
    }
    request.host = ascii_lower(fields.host.value_or(""));
    request.origin = fields.origin.value_or("");
    if (fields.has_transfer_encoding) {
        return BadRequest{501};
    }
    if (!fields.length) {
        return request.method == "POST" ? ParsedRequest(BadRequest{411}) : ParsedRequest(std::move(request));
    }
    std::size_t length = 0;
    const char *digits_end = fields.length->data() + fields.length->size();
    const auto [read, error] = std::from_chars(fields.length->data(), digits_end, length);
    if (error == std::errc::invalid_argument || read != digits_end) {
        return BadRequest{400};
    }
    if (error != std::errc() || length > policy.loopback_max_body_bytes) {
        return BadRequest{413};
    }
    if (rest.size() < length) {
        return IncompleteRequest{};
    }
    request.body = rest.substr(0, length);
    return request;
}

} // namespace mmf::auth
