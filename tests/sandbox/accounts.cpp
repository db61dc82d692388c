#include "accounts.hpp"

#include "text.hpp"

#include <array>

namespace mmf::sandbox {

namespace {

constexpr std::array Users = {User{501, "designer", "secret", "Dora Designer"},
                              User{502, "maker", "secret", "Max Maker"},
                              // Whose password is a word that nothing else has, to be searched for.
                              User{503, "keeper", "Mum-is-the-word-7c31", "Kate Keeper"}};
constexpr std::array Clients = {Client{"sandbox-client", "sandbox-secret", "Slicer plugin"},
                                Client{"sandbox-public", nullptr, "Slicer plugin (public)"}};

} // namespace

const User *find_user(std::string_view username)
{
    for (const User &user : Users) {
        if (username == user.username) {
            return &user;
        }
    }
    return nullptr;
}

const User *check_password(std::string_view username, std::string_view password)
{
    const User *user = find_user(username);
    return user != nullptr && password == user->password ? user : nullptr;
}

const Client *find_client(std::string_view id)
{
    for (const Client &client : Clients) {
        if (id == client.id) {
            return &client;
        }
    }
    return nullptr;
}

const Client *authenticate_client(std::string_view authorization)
{
    if (!lower_case(authorization).starts_with("basic ")) {
        return nullptr;
    }
    const auto credentials = base64_decode(authorization.substr(6));
    const std::size_t colon = credentials ? credentials->find(':') : std::string::npos;
    if (colon == std::string::npos) {
        return nullptr;
    }
    // RFC 6749 §2.3.1: both are form-encoded first.
    const Client *client = find_client(percent_decode(credentials->substr(0, colon)));
    const bool right = client != nullptr && client->secret != nullptr &&
                       percent_decode(credentials->substr(colon + 1)) == client->secret;
    return right ? client : nullptr;
}

bool is_registered_redirect(std::string_view uri)
{
    for (const std::string_view host : {"http://localhost:", "http://127.0.0.1:"}) {
        if (uri.starts_with(host)) {
            const std::string_view rest = uri.substr(host.size());
            const auto port = parse_number(rest.substr(0, rest.find('/')));
            return port && *port >= 1 && *port <= 65535 && rest.ends_with("/callback") &&
                   rest.find('/') == rest.size() - std::string_view("/callback").size();
        }
    }
    return false;
}

} // namespace mmf::sandbox
