// A thin layer over RapidJSON: writing members by value, reading members with a check. Pure, any thread.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace mmf::sandbox {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

inline void put_value(JsonWriter &json, std::string_view text)
{
    json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// A template, so that a pointer to characters never turns into a bool.
template <std::integral T>
void put_value(JsonWriter &json, T value)
{
    if constexpr (std::same_as<T, bool>) {
        json.Bool(value);
    } else if constexpr (std::unsigned_integral<T>) {
        json.Uint64(value);
    } else {
        json.Int64(value);
    }
}

template <typename T>
void put_value(JsonWriter &json, const std::optional<T> &value)
{
    if (value) {
        put_value(json, *value);
    } else {
        json.Null();
    }
}

template <typename T>
void put(JsonWriter &json, const char *key, const T &value)
{
    json.Key(key);
    put_value(json, value);
}

template <typename Range, typename Fill>
void put_array(JsonWriter &json, const char *key, const Range &range, Fill fill)
{
    json.Key(key);
    json.StartArray();
    for (const auto &item : range) {
        json.StartObject();
        fill(item);
        json.EndObject();
    }
    json.EndArray();
}

// The text of one object, whose members fill(writer) writes.
template <typename Fill>
std::string json_object(Fill fill)
{
    rapidjson::StringBuffer buffer;
    JsonWriter json(buffer);
    json.StartObject();
    fill(json);
    json.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

// The string member of that name; nothing if it is missing or of another type.
inline std::optional<std::string> string_member(const rapidjson::Value &object, const char *key)
{
    const auto found = object.FindMember(key);
    if (found == object.MemberEnd() || !found->value.IsString()) {
        return std::nullopt;
    }
    return std::string(found->value.GetString(), found->value.GetStringLength());
}

} // namespace mmf::sandbox
