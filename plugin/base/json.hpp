// JSON that is not trusted: parsed iteratively (no depth can overflow the stack) and read member by member
// with its type checked. Pure functions.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <rapidjson/document.h>
#include <string>
#include <string_view>

namespace mmf::json {

// An object or an array nested at most 64 deep, in valid UTF-8. Error: BadAnswer with the place and the
// reason.
Result<rapidjson::Document> parse(std::string_view text);

// The member, or null if `value` is no object or has none.
const rapidjson::Value *member(const rapidjson::Value &value, const char *name);

// The name of a member that an object has twice, of which all else here sees the first; nullopt: there is
// none.
std::optional<std::string> repeated_member(const rapidjson::Value &object);

// The member as text; a missing one, null or another type is nullopt.
std::optional<std::string> string_member(const rapidjson::Value &value, const char *name);

// The member as text, where the service writes numbers and texts as it likes: 42 and "42" both give "42".
// A number with a fraction, and any other type, is nullopt.
std::optional<std::string> id_member(const rapidjson::Value &value, const char *name);

// The member as a whole number, also where it is written as a text of digits.
std::optional<std::int64_t> integer_member(const rapidjson::Value &value, const char *name);

} // namespace mmf::json
