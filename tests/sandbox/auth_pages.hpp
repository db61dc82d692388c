// The sign-in pages: /web/authorize, /web/login, /web/consent and /web/logout (contract §1).
// Called from worker threads; what it refers to outlives it.
#pragma once

#include "exchange.hpp"
#include "sessions.hpp"
#include "settings.hpp"
#include "tokens.hpp"

namespace mmf::sandbox {

class AuthPages
{
public:
    AuthPages(const Settings &settings, Sessions &sessions, Tokens &tokens)
        : m_settings(settings), m_sessions(sessions), m_tokens(tokens)
    {
    }

    // False if the path is none of these.
    bool process(Exchange &exchange);

private:
    void authorize(Exchange &exchange);
    void login(Exchange &exchange, const Fields &form);
    void consent(Exchange &exchange, const Fields &form);
    void logout(Exchange &exchange);

    // True if client, redirect and response type are good; otherwise a plain-text 400 without a redirect.
    bool check_query(Exchange &exchange) const;
    void show_login(Exchange &exchange, std::string_view message, std::string_view username = {});
    void show_consent(Exchange &exchange, const BrowserSession &session);
    void approve(Exchange &exchange, const User &user);
    void show(Exchange &exchange, std::string page) const;
    [[nodiscard]] std::string state_parameter(const Exchange &exchange) const;
    [[nodiscard]] FramePolicy frame_policy(const Exchange &exchange) const;
    [[nodiscard]] std::string cookie_name(const Exchange &exchange) const;
    // The id in the cookie that came back; empty if there is no such session.
    [[nodiscard]] std::string session_id(const Exchange &exchange) const;

    const Settings &m_settings;
    Sessions &m_sessions;
    Tokens &m_tokens;
};

} // namespace mmf::sandbox
