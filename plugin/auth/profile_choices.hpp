// What a person chooses in the profile, apart from who the client is: how to sign in, where the link is kept
// and in which language. Any thread.
#pragma once

#include "auth/profile.hpp"
#include "base/paths.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <array>
#include <string>
#include <string_view>

namespace mmf::auth {

// What `language` may be: as the host, or one of the service's.
inline constexpr std::array Languages = {"auto", "en", "hu", "fr", "sp"};

struct ProfileChoices
{
    SignInWay sign_in = SignInWay::Embedded;
    LinkPlace keep_link = LinkPlace::Keyring;
    std::string language = "auto";

    bool operator==(const ProfileChoices &) const = default;
};

ProfileChoices choices_in(const Profile &profile);

// Why the system's browser cannot be the way that is shown first, as the end of "sign_in is 'browser', …";
// empty: it can.
std::string why_no_browser(const Profile &profile);

// The profile file `old` with these; what else is in it stays, and a usual choice is not written. Where `old`
// is empty, the public service with them. Pure. Error: BadProfile, if the two do not fit together.
Result<Secret> with_choices(std::string_view old, const ProfileChoices &choices);

// Whether the profile file can become that; nothing is written. Errors: BadProfile, Disk.
Result<void> check_choices(const Paths &paths, const ProfileChoices &choices);

// Into `paths.profile_file()`, all or nothing. Errors: BadProfile, Disk, DiskFull.
Result<void> save_choices(const Paths &paths, const ProfileChoices &choices);

} // namespace mmf::auth
