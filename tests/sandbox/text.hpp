// Small text codecs of HTTP and HTML. Pure functions (random_token apart), callable from any thread.
#pragma once

#include <ctime>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mmf::sandbox {

using Fields = std::multimap<std::string, std::string, std::less<>>;

[[nodiscard]] std::string percent_encode(std::string_view text);
// '+' becomes a space, a broken escape stays as it is (application/x-www-form-urlencoded).
[[nodiscard]] std::string percent_decode(std::string_view text);
[[nodiscard]] Fields parse_fields(std::string_view form);
// The first value of that name, or nothing at all.
[[nodiscard]] std::string field(const Fields &fields, std::string_view name);
// The query with the values of codes, tokens and passwords replaced.
[[nodiscard]] std::string redact_query(std::string_view query);

[[nodiscard]] std::string html_escape(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] std::string slug(std::string_view name);
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);
// The challenge of a verifier by the method S256 (RFC 7636 §4.2).
[[nodiscard]] std::string code_challenge(std::string_view verifier);
[[nodiscard]] std::string cookie_value(std::string_view cookie_header, std::string_view name);
// Of the first header of that name in the head of a message; empty if there is none.
[[nodiscard]] std::string header_value(std::string_view head, std::string_view name);
// Whole text a decimal number without sign; nothing otherwise.
[[nodiscard]] std::optional<unsigned long long> parse_number(std::string_view text);
// True if a browser asks: text/html is accepted, and named before application/json.
[[nodiscard]] bool prefers_html(std::string_view accept);

// As a header says it (RFC 9110 §5.6.7).
[[nodiscard]] std::string http_date(std::time_t at);

// 256 random bits as hex.
[[nodiscard]] std::string random_token();

} // namespace mmf::sandbox
