// Whether the service still knows a link: by introspection where there is that, else by `GET /user`.
// Belongs to the loop's thread; its end ends the check, and nothing is told.
#pragma once

#include "api/client.hpp"
#include "auth/introspection.hpp"
#include "auth/session.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mmf::api {

struct LinkState
{
    bool is_linked = false; // what follows says nothing otherwise
    bool is_active = false;
    std::string name; // for people; empty: not known
    // Of the present access token, by this machine's clock.
    std::optional<WallTime> expires_at;
    bool is_renewable = false;  // it lasts longer than that
    std::optional<Error> error; // the service could not be asked: whether it is active is not known
};

class LinkCheck
{
public:
    // All outlive the check.
    struct Parts
    {
        http::Transport &transport;
        auth::Session &session;
        Client &client;
    };

    // Calls back once, from the loop; the callback may end the check. Never opens a sign-in.
    LinkCheck(auth::Profile profile, Policy policy, Parts parts, std::function<void(LinkState)> on_checked);
    LinkCheck(const LinkCheck &) = delete;
    LinkCheck &operator=(const LinkCheck &) = delete;
    ~LinkCheck() = default;

private:
    void loaded();
    void introspect(auth::TokenType type);
    void introspected(auth::TokenType type, Result<auth::Introspection> said);
    void ask_user();
    void finish(LinkState state);
    LinkState present_state() const;

    const auth::Profile m_profile;
    const Policy m_policy;
    Parts m_parts;
    std::function<void(LinkState)> m_on_checked;
    std::unique_ptr<http::Transfer> m_transfer;
    CallHandle m_call;
    // What the session calls back after the check's end finds gone.
    std::shared_ptr<LinkCheck *> m_self;
};

} // namespace mmf::api
