#include "auth/session.hpp"

#include "auth/mobile_grant.hpp"
#include "auth/token_endpoint.hpp"

#include <algorithm>
#include <utility>

namespace mmf::auth {

namespace {

// Where the service does not say how long a token lives. S0's shortest is an hour; a 401 corrects it anyway.
constexpr seconds UnsaidLifetime = std::chrono::hours(1);
// A lifetime beyond this is a slip of the service, and would overflow sums.
constexpr seconds LongestLifetime = std::chrono::hours(24 * 365);

} // namespace

Session::Session(Profile profile, Policy policy, Host host, Parts parts)
    : m_profile(std::move(profile)),
      m_policy(policy),
      m_parts(parts),
      m_link(m_profile.link_key(), m_policy, {parts.loop, parts.store, parts.lock, parts.log}),
      m_sign_in(m_profile, m_policy, std::move(host),
                {parts.loop, parts.transport, parts.authorizer, parts.log}),
      m_self(std::make_shared<Session *>(this))
{
}

void Session::token(Interaction interaction, OnToken on_token)
{
    m_waiting.add(interaction, std::move(on_token));
    // From the loop, so that no caller is called back from within its own call.
    m_parts.loop.post([weak = std::weak_ptr(m_self)] {
        const auto alive = weak.lock();
        if (alive) {
            (*alive)->asked();
        }
    });
}

void Session::asked()
{
    switch (m_stage) {
    case Stage::Idle:
        m_has_looked = false;
        proceed();
        break;
    case Stage::SigningIn:
        answer_forbidden(fail(ErrorKind::NotLinked));
        break;
    case Stage::Identifying:
        // The question whose the token is needs the token, too.
        answer_forbidden(has_valid_token() ? Result<Secret>(m_access_token) : fail(ErrorKind::NotLinked));
        break;
    default:
        break;
    }
}

void Session::refuse_token(const Secret &access_token)
{
    if (m_access_token.equals(access_token.view())) {
        m_access_token = Secret();
    }
}

void Session::load(std::function<void()> on_loaded)
{
    if (m_is_loaded) {
        m_parts.loop.post(std::move(on_loaded));
        return;
    }
    m_on_loaded.push_back(std::move(on_loaded));
    if (m_stage != Stage::Loading) {
        look_at_store();
    }
}

void Session::look_at_store()
{
    m_stage = Stage::Loading;
    m_link.look([this, number = m_link_number](Result<SharedLink::News> news) {
        // What was stored when the link was forgotten here is no news.
        looked(number == m_link_number ? std::move(news) : SharedLink::Unchanged());
    });
}

void Session::looked(Result<SharedLink::News> news)
{
    if (m_stage == Stage::Loading) {
        m_stage = Stage::Idle;
    }
    learn(std::move(news));
    m_is_loaded = true;
    for (const auto &on_loaded : std::exchange(m_on_loaded, {})) {
        on_loaded();
    }
    if (m_stage == Stage::Idle) {
        proceed();
    }
}

// Whether the link is another one by now.
bool Session::learn(Result<SharedLink::News> news)
{
    m_has_looked = true;
    if (!news) {
        m_parts.log.write(Severity::Warning, std::string("the stored link cannot be read: ") +
                                                 to_string(news.error().kind) + " " + news.error().detail);
        m_store_error = news.error();
        return false;
    }
    if (auto *stored = std::get_if<StoredLink>(&*news)) {
        take_stored(std::move(*stored));
    } else if (std::holds_alternative<SharedLink::Forgotten>(*news)) {
        m_parts.log.write(Severity::Info, "the link was forgotten in another window");
        drop_link();
        m_renewal = {};
        forget_account();
    } else {
        return false;
    }
    return true;
}

void Session::take_stored(StoredLink link)
{
    m_access_token = std::move(link.access_token);
    m_refresh_token = std::move(link.refresh_token);
    m_renewal = std::move(link.renewal);
    set_lifetime(std::chrono::duration_cast<seconds>(link.expires_at - m_parts.loop.clock().wall_now()));
    if (!is_same(link.account, m_account)) {
        forget_account();
        m_account = std::move(link.account);
    } else if (m_account.username.empty()) {
        m_account = std::move(link.account);
        m_is_announced = false;
    }
}

void Session::drop_link()
{
    m_access_token = Secret();
    m_refresh_token = Secret();
}

void Session::set_lifetime(seconds life)
{
    life = std::clamp(life, seconds(0), LongestLifetime);
    m_expires_at = m_parts.loop.clock().now() + life;
    m_refresh_at = m_expires_at - std::min<milliseconds>(m_policy.refresh_before_expiry, life / 5);
}

WallTime Session::good_until() const
{
    const Clock &clock = m_parts.loop.clock();
    return clock.wall_now() + std::chrono::duration_cast<seconds>(m_expires_at - clock.now());
}

bool Session::has_fresh_token() const
{
    return !m_access_token.empty() && m_parts.loop.clock().now() < m_refresh_at;
}

bool Session::has_valid_token() const
{
    return !m_access_token.empty() && m_parts.loop.clock().now() < m_expires_at;
}

bool Session::can_refresh() const
{
    // A stored refresh token may come from a profile that named a place to send it to.
    const bool is_mobile = m_profile.grant == Grant::Mobile;
    return !m_refresh_token.empty() &&
           !(is_mobile ? m_profile.mobile_refresh_url : m_profile.token_url).empty();
}

http::Request Session::renewal_request() const
{
    return m_profile.grant == Grant::Mobile
               ? mobile_refresh_request(m_profile, m_policy, m_refresh_token, m_renewal.device_id)
               : refresh_request(m_profile, m_policy, m_refresh_token, m_renewal.login);
}

void Session::proceed()
{
    if (m_waiting.empty()) {
        return;
    }
    if (!m_is_loaded) {
        // A freshly made link may already be here, but the store is asked first: it may hold a better one.
        load([] {});
    } else if (has_fresh_token() || (has_valid_token() && !can_refresh())) {
        give_out();
    } else if (m_profile.lacks_secret()) {
        if (m_secret_error) {
            answer_all(tl::unexpected(*m_secret_error));
        }
    } else if (can_refresh()) {
        refresh();
    } else if (!m_has_looked) {
        look_at_store(); // somebody may have signed in in another process
    } else {
        answer_forbidden(fail(ErrorKind::NotLinked));
        if (!m_waiting.empty()) {
            sign_in();
        }
    }
}

void Session::refresh()
{
    m_stage = Stage::Refreshing;
    m_link.begin_renewal([this](Result<SharedLink::News> news) {
        learn(std::move(news));
        if (can_refresh() && !has_fresh_token()) {
            ask_for_refresh();
            return;
        }
        m_link.end_renewal();
        m_stage = Stage::Idle;
        proceed();
    });
}

void Session::ask_for_refresh()
{
    m_renewal_call = m_parts.transport.send(renewal_request(), [this](http::Outcome outcome) {
        // Kept until this call has ended: it owns what runs now.
        const auto call = std::move(m_renewal_call);
        if (!outcome) {
            refresh_failed(outcome.error().error);
            return;
        }
        auto tokens = read_token_answer(m_profile.dialect, TokenRequestKind::Refresh, std::move(*outcome));
        if (!tokens) {
            refresh_failed(tokens.error());
            return;
        }
        m_stage = Stage::Idle;
        take(std::move(*tokens));
        give_out();
    });
}

void Session::refresh_failed(const Error &error)
{
    m_parts.log.write(Severity::Warning,
                      std::string("refresh: ") + to_string(error.kind) + " " + error.detail);
    if (error.kind == ErrorKind::NotLinked) {
        refresh_refused();
        return;
    }
    m_link.end_renewal();
    m_stage = Stage::Idle;
    if (has_valid_token()) {
        give_out();
    } else {
        answer_all(tl::unexpected(error));
    }
}

// Unless another process has renewed it without the lock, the link is dead; in memory only: what is stored is
// replaced by the next link, or forgotten by the person.
void Session::refresh_refused()
{
    m_link.look_again([this](Result<SharedLink::News> news) {
        if (!learn(std::move(news))) {
            drop_link();
        }
        m_link.end_renewal();
        m_stage = Stage::Idle;
        proceed();
    });
}

void Session::sign_in()
{
    m_stage = Stage::SigningIn;
    m_sign_in.begin(m_renewal, [this](Result<SignedIn> signed_in) {
        m_stage = Stage::Idle;
        if (signed_in) {
            link(std::move(*signed_in));
        } else {
            answer_all(tl::unexpected(signed_in.error()));
        }
    });
}

// Anew: whose the link before was, and what renewed it, is none of this one's.
void Session::link(SignedIn signed_in)
{
    forget_account();
    m_renewal = std::move(signed_in.renewal);
    m_is_new = true;
    m_refresh_token = Secret();
    take(std::move(signed_in.tokens));
    give_out();
}

// A moment that the service names counts from this machine's clock. Where it has passed already for a token
// that was just made, the two clocks differ, and it says nothing.
seconds Session::lifetime_of(const TokenSet &tokens) const
{
    if (tokens.expires_in) {
        return *tokens.expires_in;
    }
    const WallTime now = m_parts.loop.clock().wall_now();
    return tokens.expires_at && *tokens.expires_at > now ? *tokens.expires_at - now : UnsaidLifetime;
}

void Session::take(TokenSet tokens)
{
    const seconds life = lifetime_of(tokens);
    m_access_token = std::move(tokens.access_token);
    // A new refresh token replaces the old one; none means that the old one stays good (contract §1). With
    // the mobile grant the access token renews itself.
    if (m_profile.grant == Grant::Mobile) {
        m_refresh_token = m_access_token;
    } else if (!tokens.refresh_token.empty()) {
        m_refresh_token = std::move(tokens.refresh_token);
    }
    if (!tokens.user_id.empty() && tokens.user_id != m_account.id) {
        if (!m_account.id.empty()) {
            forget_account(); // the service's word is newer than what was stored
        }
        m_account.id = std::move(tokens.user_id);
        m_is_announced = false;
    }
    set_lifetime(life);
    m_is_loaded = true;
    save();
}

StoredLink Session::present_link() const
{
    return {m_access_token, m_refresh_token, good_until(), m_account, m_renewal};
}

void Session::save()
{
    if (!is_linked()) {
        return;
    }
    const StoredLink link = present_link();
    const auto on_saved = [this](const Result<void> &saved) { this->saved(saved); };
    if (m_link.is_renewing()) {
        m_link.end_renewal(link, on_saved);
    } else {
        m_link.replace(link, on_saved);
    }
}

void Session::saved(const Result<void> &saved)
{
    const bool was_kept = !m_store_error;
    m_store_error = saved ? std::nullopt : std::optional(saved.error());
    if (saved.has_value() != was_kept) {
        m_parts.accounts.keeping_changed();
    }
    if (!saved) {
        m_parts.log.write(Severity::Warning, std::string("the link lasts for this run only: ") +
                                                 to_string(saved.error().kind) + " " + saved.error().detail);
    }
}

void Session::forget_account()
{
    m_account = {};
    m_was_account_asked = false;
    m_is_announced = false;
    ++m_link_number;
}

// The token that is there, to all who wait. First it is told whose it is; where the token's answer did not
// say that, it is asked once. The name for people is asked too, but nobody waits for it.
void Session::give_out()
{
    const bool must_ask = m_account.username.empty() && !std::exchange(m_was_account_asked, true);
    if (must_ask && !m_account.is_known()) {
        m_stage = Stage::Identifying;
        ask_account();
        return;
    }
    announce();
    if (must_ask) {
        ask_account();
    }
    m_is_new = false;
    answer_all(m_access_token);
}

void Session::ask_account_anew()
{
    m_was_account_asked = m_was_account_asked && m_account.is_known();
}

void Session::ask_account()
{
    m_parts.accounts.ask_account(
        [weak = std::weak_ptr(m_self), number = m_link_number](std::optional<Account> told) {
            const auto self = weak.lock();
            if (self && (*self)->m_link_number == number) {
                (*self)->account_told(std::move(told));
            }
        });
}

void Session::account_told(std::optional<Account> told)
{
    if (told) {
        told->id = m_account.id;
        m_account = std::move(*told);
        m_is_announced = false;
        m_link.amend(m_account, [this](const Result<void> &saved) { this->saved(saved); });
    }
    if (m_stage == Stage::Identifying) {
        m_stage = Stage::Idle;
        if (m_waiting.empty()) {
            announce();
        }
        if (m_is_new && m_access_token.empty() && !can_refresh()) {
            // Another sign-in would give another such token, and so on for ever.
            answer_all(fail(ErrorKind::SignInFailed, "the service refuses the token that it has just given"));
            return;
        }
        proceed(); // the token may have been refused meanwhile
    } else {
        announce();
    }
}

void Session::announce()
{
    if (!std::exchange(m_is_announced, true)) {
        m_parts.accounts.account_changed();
    }
}

void Session::unlink(TokenStore::OnDone on_done)
{
    cancel_sign_in();
    m_renewal_call.reset();
    m_stage = Stage::Idle;
    drop_link();
    m_renewal = {};
    forget_account();
    m_is_loaded = true;
    m_link.end_renewal();
    m_link.forget(std::move(on_done));
    answer_all(fail(ErrorKind::Cancelled));
}

void Session::set_client_secret(Result<Secret> secret)
{
    if (secret) {
        m_profile.client_secret = std::move(*secret);
    } else {
        m_secret_error = secret.error();
    }
    if (m_stage == Stage::Idle) {
        proceed();
    }
}

void Session::await_client_secret()
{
    m_secret_error.reset();
}

void Session::cancel_sign_in()
{
    if (m_stage == Stage::SigningIn) {
        m_stage = Stage::Idle;
        m_sign_in.cancel();
        answer_all(fail(ErrorKind::Cancelled));
    }
}

} // namespace mmf::auth
