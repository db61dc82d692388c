// The API below /api/v2 (contract §2): the user, creating objects, their status and listing.
// Called from worker threads; what it refers to outlives it.
#pragma once

#include "exchange.hpp"
#include "settings.hpp"
#include "store.hpp"
#include "tokens.hpp"
#include "uploads.hpp"

namespace mmf::sandbox {

class Api
{
public:
    Api(const Settings &settings, const Tokens &tokens, Store &store)
        : m_settings(settings), m_tokens(tokens), m_store(store), m_uploads(store)
    {
    }

    // Answers 401 where an API path comes without a living token, 404 or 405 where it does not exist, and 411
    // or 413 where a file would not be taken: none of that needs the body.
    void before_body(Exchange &exchange) const;
    // False if the path is not below /api/v2.
    bool process(Exchange &exchange);

    void set_base_url(std::string url) { m_base_url = std::move(url); }

private:
    [[nodiscard]] const User *user_of(const Exchange &exchange) const;
    void show_user(Exchange &exchange, const User &user) const;
    void create(Exchange &exchange, const User &user);
    void show_status(Exchange &exchange, const User &user, const std::string &id) const;
    void show_object(Exchange &exchange, const User &user, const std::string &id) const;
    void list_objects(Exchange &exchange, const User &user, const std::string &username) const;

    const Settings &m_settings;
    const Tokens &m_tokens;
    Store &m_store;
    Uploads m_uploads;
    std::string m_base_url;
};

} // namespace mmf::sandbox
