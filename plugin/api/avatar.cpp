#include "api/avatar.hpp"

#include "http/url.hpp"

#include <utility>

namespace mmf::api {

bool may_fetch_avatar(std::string_view url, std::string_view api_base_url)
{
    const auto picture = http::parse_url(url);
    const auto api = http::parse_url(api_base_url);
    if (!picture || !api || !http::may_be_trusted(*picture)) {
        return false;
    }
    return picture->scheme == "https" || picture->origin() == api->origin();
}

std::optional<Avatar> avatar_of(std::string body)
{
    const bool is_picture = body.starts_with("\x89PNG\r\n\x1a\n") || body.starts_with("\xFF\xD8\xFF");
    if (!is_picture || body.size() > MaxAvatarBytes) {
        return std::nullopt;
    }
    return Avatar{std::move(body)};
}

} // namespace mmf::api
