// The codes and tokens the sandbox has given out. Thread-safe; time is the steady clock, so they really
// expire.
#pragma once

#include "accounts.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace mmf::sandbox {

using SteadyTime = std::chrono::steady_clock::time_point;

struct AccessToken
{
    const User *user = nullptr;
    const Client *client = nullptr;
    SteadyTime expires;
    std::string device_id; // of a mobile token; empty otherwise

    [[nodiscard]] bool is_valid() const { return std::chrono::steady_clock::now() < expires; }
};

struct RefreshToken
{
    const User *user = nullptr;
    const Client *client = nullptr;
};

struct Code
{
    const User *user = nullptr;
    const Client *client = nullptr;
    std::string redirect_uri;
    std::string challenge; // RFC 7636; empty: its client asked for none
    SteadyTime expires;
};

// What nobody but client and service may see, for tests that search for it.
struct GivenOut
{
    const char *kind; // "code", "access_token" or "refresh_token"
    std::string value;
};

class Tokens
{
public:
    [[nodiscard]] std::string issue_access(const User &user, const Client &client,
                                           std::chrono::seconds lifetime, std::string device_id = {});
    [[nodiscard]] std::string issue_refresh(const User &user, const Client &client);
    [[nodiscard]] std::string issue_code(const User &user, const Client &client, std::string redirect_uri,
                                         std::string challenge, std::chrono::seconds lifetime);

    // Expired ones too; nothing if it was never given out or is gone.
    [[nodiscard]] std::optional<AccessToken> find_access(const std::string &token) const;
    [[nodiscard]] std::optional<RefreshToken> find_refresh(const std::string &token) const;
    [[nodiscard]] std::optional<Code> find_code(const std::string &code) const;

    // True for the one caller that took it; the code or token is dead from then on.
    bool take_code(const std::string &code);
    bool take_refresh(const std::string &token);
    bool take_access(const std::string &token);

    void expire_access_tokens();
    // The same, and no refresh token is known any more.
    void forget();

    // Everything ever given out, in that order.
    [[nodiscard]] std::vector<GivenOut> given_out() const;

private:
    mutable std::mutex m_mutex;
    std::map<std::string, AccessToken> m_access;
    std::map<std::string, RefreshToken> m_refresh;
    std::map<std::string, Code> m_codes;
    std::vector<GivenOut> m_given_out;
};

} // namespace mmf::sandbox
