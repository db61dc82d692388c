#include "auth/profile_choices.hpp"

#include "auth/dialect.hpp"
#include "auth/loopback_port.hpp"
#include "auth/profile_file.hpp"

namespace mmf::auth {

ProfileChoices choices_in(const Profile &profile)
{
    return {profile.sign_in, profile.keep_link, profile.language};
}

std::string why_no_browser(const Profile &profile)
{
    if (profile.grant == Grant::Password) {
        return "but the grant 'password' has no sign-in page";
    }
    if (!traits_of(profile.dialect).has_state) {
        return std::string("which is not safe with the dialect '") + traits_of(profile.dialect).name +
               "': its redirect does not show which sign-in it belongs to";
    }
    if (!is_loopback_redirect(profile.redirect_uri)) {
        return "which needs a redirect_uri such as http://localhost:7330/callback";
    }
    return {};
}

Result<Secret> with_choices(std::string_view old, const ProfileChoices &choices)
{
    const auto change = [&](rapidjson::Document &profile) {
        set_member(profile, "sign_in", choices.sign_in == SignInWay::Browser ? "browser" : "");
        set_member(profile, "keep_link", choices.keep_link == LinkPlace::File ? "file" : "");
        set_member(profile, "language", choices.language == "auto" ? "" : choices.language);
    };
    return with_change(old, change, ClientId::MayBeMissing);
}

Result<void> check_choices(const Paths &paths, const ProfileChoices &choices)
{
    return rewritten_profile_file(paths, [&](std::string_view old) { return with_choices(old, choices); })
        .map([](const Secret &) {});
}

Result<void> save_choices(const Paths &paths, const ProfileChoices &choices)
{
    return rewrite_profile_file(paths, [&](std::string_view old) { return with_choices(old, choices); });
}

} // namespace mmf::auth
