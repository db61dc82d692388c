// The link to an account: gives a valid access token to whoever asks, by memory, store, refresh or sign-in.
//
// Belongs to the loop's thread. One refresh or sign-in at a time: whoever asks meanwhile waits for it. A
// failed refresh never erases what is stored; only `unlink` does. Other processes may have the same link:
// what one of them has made of it counts here, too.
#pragma once

#include "auth/account.hpp"
#include "auth/shared_link.hpp"
#include "auth/sign_in.hpp"
#include "auth/token_answer.hpp"
#include "auth/token_store.hpp"
#include "auth/token_waiters.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mmf::auth {

class Session
{
public:
    using Host = SignIn::Host;
    // All outlive the session.
    struct Parts
    {
        Loop &loop;
        http::Transport &transport;
        TokenStore &store;
        LinkLock &lock; // outlives the store, too
        Authorizer &authorizer;
        AccountPort &accounts;
        Log &log;
    };
    Session(Profile profile, Policy policy, Host host, Parts parts);

    using OnToken = TokenWaiters::OnToken;

    // Calls back once, from the loop. Errors: NotLinked (Interaction::Forbidden and no token without a
    // person), those of the Authorizer, and those of the transport: then the link is kept.
    void token(Interaction interaction, OnToken on_token);

    // The service refused this access token (401): it is not given out again. Of several calls that used the
    // same token only the first has an effect, so that one refresh serves them all.
    void refuse_token(const Secret &access_token);

    // Forgets the link, in memory and in the store. There is no way to end it at the service.
    void unlink(TokenStore::OnDone on_done);

    // Reads the store if that has not been done, so that `account` is what was stored.
    void load(std::function<void()> on_loaded);

    // What the profile lacks (Profile::lacks_secret). Until it is told, whoever needs it waits; an error is
    // then theirs. After `await_client_secret` it is waited for anew.
    void set_client_secret(Result<Secret> secret);
    void await_client_secret();

    // Ends a sign-in under way; who waits gets Cancelled.
    void cancel_sign_in();

    // Who is linked. Known before the first token is given out, if the service tells it; stored with the
    // link.
    const Account &account() const { return m_account; }
    // Where the service did not tell, it is asked again before the next token is given out.
    void ask_account_anew();
    // With the client secret as far as it has been told.
    const Profile &profile() const { return m_profile; }
    // What there is of the link now, ended or not, with the end by the wall clock.
    StoredLink present_link() const;
    // Whether it lasts beyond the end of its access token.
    bool can_refresh() const;
    // Until when the token of now is good, as the service says. Of a link.
    WallTime good_until() const;
    bool is_linked() const { return !m_access_token.empty() || !m_refresh_token.empty(); }

    // Why the link is not kept after this run; nullopt: it is.
    const std::optional<Error> &store_error() const { return m_store_error; }

private:
    enum class Stage
    {
        Idle,
        Loading, // what is stored, or what others have stored since
        Refreshing,
        SigningIn,
        Identifying // whose the token is, which is not known without asking
    };
    bool has_fresh_token() const;
    bool has_valid_token() const;
    void look_at_store();
    void looked(Result<SharedLink::News> news);
    bool learn(Result<SharedLink::News> news);
    void take_stored(StoredLink link);
    void drop_link();
    void set_lifetime(seconds life);
    void asked();
    void proceed();
    void refresh();
    void ask_for_refresh();
    void refresh_failed(const Error &error);
    void refresh_refused();
    void sign_in();
    void link(SignedIn signed_in);
    seconds lifetime_of(const TokenSet &tokens) const;
    http::Request renewal_request() const;
    void take(TokenSet tokens);
    void save();
    void saved(const Result<void> &saved);
    void forget_account();
    void give_out();
    void ask_account();
    void account_told(std::optional<Account> told);
    void announce();
    void answer_all(const Result<Secret> &result) { m_waiting.answer_all(result); }
    void answer_forbidden(const Result<Secret> &result) { m_waiting.answer_forbidden(result); }

    Profile m_profile; // but for the client secret as it was given
    const Policy m_policy;
    Parts m_parts;
    SharedLink m_link;
    SignIn m_sign_in;

    Stage m_stage = Stage::Idle;
    bool m_is_loaded = false;
    std::optional<Error> m_secret_error; // why the profile lacks its secret; nullopt: not told yet
    bool m_has_looked = false;           // at the store, for those who wait
    std::optional<Error> m_store_error;
    Secret m_access_token;
    Secret m_refresh_token;
    TimePoint m_expires_at;
    TimePoint m_refresh_at;
    Account m_account;
    RenewalData m_renewal;
    bool m_was_account_asked = false;
    bool m_is_announced = false;
    bool m_is_new = false;      // of a sign-in, and not given out yet
    unsigned m_link_number = 0; // what was asked about one link says nothing about the next

    TokenWaiters m_waiting;
    std::vector<std::function<void()>> m_on_loaded;
    std::unique_ptr<http::Transfer> m_renewal_call;
    // What answers come back after the session's end find gone.
    std::shared_ptr<Session *> m_self;
};

} // namespace mmf::auth
