#include "api/link_check.hpp"

#include <utility>

namespace mmf::api {

LinkCheck::LinkCheck(auth::Profile profile, Policy policy, Parts parts,
                     std::function<void(LinkState)> on_checked)
    : m_profile(std::move(profile)),
      m_policy(policy),
      m_parts(parts),
      m_on_checked(std::move(on_checked)),
      m_self(std::make_shared<LinkCheck *>(this))
{
    m_parts.session.load([weak = std::weak_ptr(m_self)] {
        if (const auto self = weak.lock()) {
            (*self)->loaded();
        }
    });
}

void LinkCheck::loaded()
{
    if (!m_parts.session.is_linked()) {
        finish({});
        return;
    }
    if (!auth::can_introspect(m_profile)) {
        ask_user();
        return;
    }
    const bool has_access = !m_parts.session.present_link().access_token.empty();
    introspect(has_access ? auth::TokenType::Access : auth::TokenType::Refresh);
}

void LinkCheck::introspect(auth::TokenType type)
{
    const auth::StoredLink link = m_parts.session.present_link();
    const Secret &token = type == auth::TokenType::Access ? link.access_token : link.refresh_token;
    m_transfer = m_parts.transport.send(
        auth::introspection_request(m_profile, m_policy, token, type), [this, type](http::Outcome outcome) {
            // Kept until this call has ended: it owns what runs now.
            const auto transfer = std::move(m_transfer);
            introspected(type, outcome ? auth::read_introspection(*outcome)
                                       : tl::unexpected(outcome.error().error));
        });
}

void LinkCheck::introspected(auth::TokenType type, Result<auth::Introspection> said)
{
    // An access token that has ended ends no link that something else renews.
    const bool is_access = type == auth::TokenType::Access;
    if (said && !said->is_active && is_access && m_parts.session.can_refresh()) {
        introspect(auth::TokenType::Refresh);
        return;
    }
    LinkState state = present_state();
    if (!said) {
        state.error = said.error();
        finish(std::move(state));
        return;
    }
    state.is_active = said->is_active;
    if (state.name.empty()) {
        state.name = said->username;
    }
    if (is_access && said->expires_at) {
        state.expires_at = said->expires_at;
    } else if (!is_access) {
        state.expires_at.reset(); // the next access token is still to be made
    }
    finish(std::move(state));
}

void LinkCheck::ask_user()
{
    m_call = m_parts.client.user([this](const Outcome<User> &user) {
        const auto call = std::move(m_call);
        LinkState state = present_state();
        state.is_linked = true; // it was, also where the answer has ended it
        state.is_active = user.has_value();
        if (user) {
            state.name = user->name.empty() ? user->username : user->name;
        } else if (user.error().error.kind != ErrorKind::NotLinked) {
            state.error = user.error().error;
        }
        finish(std::move(state));
    });
}

LinkState LinkCheck::present_state() const
{
    const auth::StoredLink link = m_parts.session.present_link();
    LinkState state;
    state.is_linked = m_parts.session.is_linked();
    state.name = link.account.name.empty() ? link.account.username : link.account.name;
    if (!link.access_token.empty()) {
        state.expires_at = link.expires_at;
    }
    state.is_renewable = m_parts.session.can_refresh();
    return state;
}

void LinkCheck::finish(LinkState state)
{
    const auto on_checked = std::move(m_on_checked);
    on_checked(std::move(state));
}

} // namespace mmf::api
