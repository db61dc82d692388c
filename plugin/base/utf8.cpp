#include "base/utf8.hpp"

#include <cstdint>

namespace mmf {

namespace {

struct CodePoint
{
    std::uint32_t value = 0;
    std::size_t size = 0; // 0: ill-formed
};

CodePoint first_code_point(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) {
        return {};
    }
    std::uint32_t value = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return {};
        }
        value = (value << 6) | (byte(i) & 0x3FU);
    }
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) {
        return {};
    }
    return {value, size};
}

bool is_control(std::uint32_t c, std::string_view allowed)
{
    if (c < 0x80 && allowed.find(static_cast<char>(c)) != std::string_view::npos) {
        return false;
    }
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) ||
           (c >= 0x200B && c <= 0x200F && c != 0x200D && c != 0x200C) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

// Calls `visit(code point, its bytes)`; an ill-formed byte comes with size 0 and its one byte.
template <typename Visit>
void for_each_code_point(std::string_view text, Visit visit)
{
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        const std::size_t step = c.size == 0 ? 1 : c.size;
        visit(c, text.substr(0, step));
        text.remove_prefix(step);
    }
}

} // namespace

bool is_valid_utf8(std::string_view text)
{
    bool valid = true;
    for_each_code_point(text, [&](CodePoint c, std::string_view) { valid = valid && c.size != 0; });
    return valid;
}

std::string to_valid_utf8(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for_each_code_point(
        text, [&](CodePoint c, std::string_view bytes) { out += c.size == 0 ? "\xEF\xBF\xBD" : bytes; });
    return out;
}

std::size_t utf8_length(std::string_view text)
{
    std::size_t length = 0;
    for_each_code_point(text, [&](CodePoint, std::string_view) { ++length; });
    return length;
}

std::u32string code_points(std::string_view text)
{
    std::u32string points;
    for_each_code_point(
        text, [&](CodePoint c, std::string_view) { points += c.size == 0 ? U'\uFFFD' : char32_t{c.value}; });
    return points;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes)
{
    if (text.size() <= max_bytes) {
        return text;
    }
    std::size_t end = max_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return text.substr(0, end);
}

bool has_control_characters(std::string_view text, std::string_view allowed)
{
    bool found = false;
    for_each_code_point(text, [&](CodePoint c, std::string_view) {
        found = found || (c.size != 0 && is_control(c.value, allowed));
    });
    return found;
}

std::string without_control_characters(std::string_view text, std::string_view allowed)
{
    std::string out;
    out.reserve(text.size());
    for_each_code_point(text, [&](CodePoint c, std::string_view bytes) {
        if (c.size == 0 || !is_control(c.value, allowed)) {
            out += bytes;
        }
    });
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Space = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(Space);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(Space) - begin + 1);
}

std::string clean_line(std::string_view text)
{
    return std::string(trimmed(without_control_characters(to_valid_utf8(text))));
}

} // namespace mmf
