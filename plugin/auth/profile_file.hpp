// Changes in the profile file: what else is in it stays, and what comes of it is a profile, or nothing is
// changed. Any thread; the file is read and written whole.
#pragma once

#include "auth/profile.hpp"
#include "base/paths.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <functional>
#include <rapidjson/document.h>
#include <string_view>

namespace mmf::auth {

// The member `key` with this text, or none where the text is empty.
void set_member(rapidjson::Document &object, const char *key, std::string_view text);

// The text `old` of a profile with a change, which gets an object, which is empty where `old` is: the
// public service. Pure. Error: BadProfile, if the two do not fit together.
Result<Secret> with_change(std::string_view old, const std::function<void(rapidjson::Document &)> &change,
                           ClientId client_id);

// A text of a profile from the one before, which is empty where there is no file.
using Rewrite = std::function<Result<Secret>(std::string_view old)>;

// What `paths.profile_file()` would become. Errors: those of `rewrite`; Disk.
Result<Secret> rewritten_profile_file(const Paths &paths, const Rewrite &rewrite);

// All or nothing, readable by its owner alone. Errors: those of `rewrite`; Disk, DiskFull.
Result<void> rewrite_profile_file(const Paths &paths, const Rewrite &rewrite);

} // namespace mmf::auth
