#include "base/json.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <rapidjson/error/en.h>
#include <set>

namespace mmf::json {

namespace {

// Text inside strings does not count; a bracket too many inside one only makes this stricter than needed.
bool is_nested_too_deep(std::string_view text)
{
    constexpr int MaxDepth = 64;
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            i += c == '\\' ? 1 : 0;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > MaxDepth) {
                return true;
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

std::string_view text_of(const rapidjson::Value &text)
{
    return {text.GetString(), text.GetStringLength()};
}

// RapidJSON takes the second half of a surrogate pair where it stands alone, and what it makes of it is no
// UTF-8.
bool is_all_utf8(const rapidjson::Value &value)
{
    if (value.IsString()) {
        return is_valid_utf8(text_of(value));
    }
    if (value.IsArray()) {
        return std::all_of(value.Begin(), value.End(), is_all_utf8);
    }
    return !value.IsObject() || std::all_of(value.MemberBegin(), value.MemberEnd(), [](const auto &member) {
        return is_valid_utf8(text_of(member.name)) && is_all_utf8(member.value);
    });
}

} // namespace

Result<rapidjson::Document> parse(std::string_view text)
{
    // The parser takes a zero byte for the end of the text, and what follows it would go unread.
    if (text.find('\0') != std::string_view::npos) {
        return fail(ErrorKind::BadAnswer, "a zero byte in the text");
    }
    if (is_nested_too_deep(text)) {
        return fail(ErrorKind::BadAnswer, "nested too deep");
    }
    rapidjson::Document document;
    // Not kParseFullPrecisionFlag: of 0e-99 it asks for the bits before the first one, and there is none.
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(text.data(),
                                                                                           text.size());
    if (document.HasParseError()) {
        return fail(ErrorKind::BadAnswer, "at byte " + std::to_string(document.GetErrorOffset()) + ": " +
                                              rapidjson::GetParseError_En(document.GetParseError()));
    }
    if (!is_all_utf8(document)) {
        return fail(ErrorKind::BadAnswer, "an escape that is no character");
    }
    return document;
}

const rapidjson::Value *member(const rapidjson::Value &value, const char *name)
{
    if (!value.IsObject()) {
        return nullptr;
    }
    const auto found = value.FindMember(name);
    return found == value.MemberEnd() ? nullptr : &found->value;
}

std::optional<std::string> repeated_member(const rapidjson::Value &object)
{
    std::set<std::string_view> names;
    for (const auto &member : object.GetObject()) {
        if (!names.insert(text_of(member.name)).second) {
            return std::string(text_of(member.name));
        }
    }
    return std::nullopt;
}

std::optional<std::string> string_member(const rapidjson::Value &value, const char *name)
{
    const rapidjson::Value *found = member(value, name);
    if (found == nullptr || !found->IsString()) {
        return std::nullopt;
    }
    return std::string(found->GetString(), found->GetStringLength());
}

std::optional<std::string> id_member(const rapidjson::Value &value, const char *name)
{
    const rapidjson::Value *found = member(value, name);
    if (found != nullptr && found->IsUint64()) {
        return std::to_string(found->GetUint64());
    }
    return string_member(value, name);
}

std::optional<std::int64_t> integer_member(const rapidjson::Value &value, const char *name)
{
    const rapidjson::Value *found = member(value, name);
    if (found != nullptr && found->IsInt64()) {
        return found->GetInt64();
    }
    const auto text = string_member(value, name);
    std::int64_t number = 0;
    if (!text || text->empty()) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size()) {
        return std::nullopt;
    }
    return number;
}

} // namespace mmf::json
