// /v1/oauth/*: codes and refresh tokens for access tokens, introspection, and the mobile grant.
// Errors are {"error": SENTENCE} with the meaning in the status, as the service's ancestor has it (contract
// §1). Called from worker threads; what it refers to outlives it.
#pragma once

#include "exchange.hpp"
#include "settings.hpp"
#include "tokens.hpp"

namespace mmf::sandbox {

class TokenEndpoint
{
public:
    TokenEndpoint(const Settings &settings, Tokens &tokens) : m_settings(settings), m_tokens(tokens) {}

    // False if the path is none of these.
    bool process(Exchange &exchange);

private:
    void exchange_code(Exchange &exchange, const Fields &form, const Client &client);
    void refresh(Exchange &exchange, const Fields &form, const Client &client);
    void introspect(Exchange &exchange, const Fields &form);
    void mobile_login(Exchange &exchange, const Fields &form);
    void mobile_refresh(Exchange &exchange, const Fields &form);
    // Without a refresh token if that is empty.
    void answer_tokens(Exchange &exchange, const User &user, const Client &client,
                       const std::string &refresh_token, std::chrono::seconds lifetime,
                       const std::string &device_id = {});

    const Settings &m_settings;
    Tokens &m_tokens;
};

} // namespace mmf::sandbox
