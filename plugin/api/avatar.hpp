// The picture of an account: where it may be fetched, and what may be shown of an answer. Pure; neither the
// address nor the bytes are trusted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mmf::api {

constexpr std::size_t MaxAvatarBytes = 1'000'000;

// https at any host, since pictures come from other ones than the API; http from the API's own origin alone.
bool may_fetch_avatar(std::string_view url, std::string_view api_base_url);

struct Avatar
{
    std::string bytes; // of a PNG or JPEG file, by its first ones alone
};

// Nullopt: it is neither, or too long.
std::optional<Avatar> avatar_of(std::string body);

} // namespace mmf::api
