// The link in the store, which several processes share: renewed and changed by one at a time, and each learns
// what another has made of it. Where a service gives a new refresh token for each one used, two processes
// would sign each other out otherwise.
//
// Belongs to the loop's thread; calls back on it, never from within a call, and not after its end. What is to
// be done under the lock waits for its turn. A lock that cannot be had, or that somebody keeps too long, is
// gone without, which the log tells.
#pragma once

#include "auth/link_lock.hpp"
#include "auth/token_store.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace mmf::auth {

class SharedLink
{
public:
    // All outlive it. The lock also outlives the store, which may still save when it ends.
    struct Parts
    {
        Loop &loop;
        TokenStore &store;
        LinkLock &lock;
        Log &log;
    };

    // What others have done since the store was last read or written here; at first, all that is in it.
    struct Unchanged
    {
    };
    struct Forgotten
    {
    };
    using News = std::variant<Unchanged, Forgotten, StoredLink>;
    using OnNews = std::function<void(Result<News>)>;
    using OnDone = TokenStore::OnDone;

    // `key` is Profile::link_key().
    SharedLink(std::string key, const Policy &policy, Parts parts);
    SharedLink(const SharedLink &) = delete;
    SharedLink &operator=(const SharedLink &) = delete;
    // What waits to be stored or cleared is handed to the store.
    ~SharedLink();

    // A store that has failed is not read again until it could be written: it may take its whole time, or ask
    // a person. Then nothing is known to have changed.
    void look(OnNews on_news);

    // From the callback on no other process renews the link, until one of the `end_renewal`.
    void begin_renewal(OnNews on_begun);
    // Looks while renewing: at processes that go without the lock.
    void look_again(OnNews on_news);
    bool is_renewing() const { return !m_turns.empty() && m_turns.front().is_renewal && !m_is_handed_over; }
    // The lock is kept until the link is stored.
    void end_renewal(const StoredLink &renewed, OnDone on_done);
    // Also one that has not begun, which then does not.
    void end_renewal();

    // A new link, whatever is there.
    void replace(const StoredLink &link, OnDone on_done);
    // More is known of whose the link is; nothing is done if another one has been stored meanwhile.
    void amend(const Account &account, OnDone on_done);
    void forget(OnDone on_done);

private:
    struct Turn
    {
        bool is_renewal = false;
        Task run;    // with the lock
        Task at_end; // in place of it where it has not come to that; may be empty
    };

    void enter(Turn turn);
    void begin_turn();
    void take_lock();
    void end_turn();

    Result<News> news_of(Result<std::optional<StoredLink>> found);
    void write(const StoredLink &link, OnDone on_done);
    void write_account(Result<std::optional<StoredLink>> found, const Account &account,
                       const OnDone &on_done);
    // Something that is not to be overwritten.
    bool holds_foreign() const;
    void end_turn_with(const Result<void> &done, const OnDone &on_done);
    template <typename T>
    std::function<void(Result<T>)> within_turn(std::function<void(Result<T>)> callback);

    const std::string m_key;
    const Policy m_policy;
    Parts m_parts;
    std::optional<StoredLink> m_seen;   // as the store is known to hold it
    std::optional<Error> m_store_error; // of the last time that it was asked
    std::deque<Turn> m_turns;           // the first one has the lock or waits for it
    unsigned m_turn_number = 0;         // answers to one that has ended are not for the next
    bool m_is_handed_over = false;      // the first one's change is the store's by now
    TimePoint m_wait_until;
    Timer m_next_try;
    std::shared_ptr<SharedLink *> m_self;
};

} // namespace mmf::auth
