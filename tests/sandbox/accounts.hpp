// The sandbox's built-in users and clients. Constant, so any thread may ask.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mmf::sandbox {

struct User
{
    std::uint64_t id;
    const char *username;
    const char *password;
    const char *display_name;
};

struct Client
{
    const char *id;
    const char *secret; // null: a public client, which the token endpoint refuses
    const char *application;
};

// Null if there is none.
[[nodiscard]] const User *find_user(std::string_view username);
[[nodiscard]] const User *check_password(std::string_view username, std::string_view password);
[[nodiscard]] const Client *find_client(std::string_view id);
// By the Authorization header's Basic credentials.
[[nodiscard]] const Client *authenticate_client(std::string_view authorization);

// http://localhost:PORT/callback or http://127.0.0.1:PORT/callback, nothing before, between or after.
[[nodiscard]] bool is_registered_redirect(std::string_view uri);

} // namespace mmf::sandbox
