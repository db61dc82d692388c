// Token services that speak otherwise than MyMiniFactory's (contract §3), with the same users and clients:
// /sso/login, /sso/token, /sso/users (S1), /meshydb/ACCOUNT/connect/token (S2), /xee/v3/auth/access_token
// (S3) and /oauth2/token (RFC 6749 as it stands). Codes come from the sign-in pages. Called from worker
// threads; what it refers to outlives it.
#pragma once

#include "exchange.hpp"
#include "new_accounts.hpp"
#include "settings.hpp"
#include "tokens.hpp"

#include <optional>
#include <string>

#include <rapidjson/document.h>

namespace mmf::sandbox {

class OtherServices
{
public:
    OtherServices(const Settings &settings, Tokens &tokens) : m_settings(settings), m_tokens(tokens) {}

    // False if the path is none of these.
    bool process(Exchange &exchange);

private:
    // Access and refresh token of one answer; no refresh token: the one that was sent stays good.
    struct Issued
    {
        const User *user = nullptr;
        std::string access_token;
        std::string refresh_token;
        std::chrono::seconds lifetime{0};
    };

    void sso_page(Exchange &exchange);
    void sso_login(Exchange &exchange, const Fields &form);
    void sso_token(Exchange &exchange, const std::string &body);
    void sso_users(Exchange &exchange, const std::string &body);
    void meshydb(Exchange &exchange, const Fields &form);
    void xee(Exchange &exchange, const Fields &form);
    void oauth2(Exchange &exchange, const Fields &form);

    Issued issue(const User &user, const Client &client, const std::string &refresh_token);
    // Nothing where the code or the token is not good.
    std::optional<Issued> take_code(const Fields &form, const Client &client);
    std::optional<Issued> take_refresh(const std::string &token, const Client &client);

    const Settings &m_settings;
    Tokens &m_tokens;
    NewAccounts m_new_accounts;
};

} // namespace mmf::sandbox
