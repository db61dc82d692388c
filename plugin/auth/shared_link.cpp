#include "auth/shared_link.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mmf::auth {

namespace {

bool has_tokens_of(const StoredLink &a, const StoredLink &b)
{
    return a.access_token.equals(b.access_token.view()) && a.refresh_token.equals(b.refresh_token.view());
}

} // namespace

// The callback, unless the turn has ended meanwhile.
template <typename T>
std::function<void(Result<T>)> SharedLink::within_turn(std::function<void(Result<T>)> callback)
{
    return [callback = std::move(callback), number = m_turn_number,
            weak = std::weak_ptr(m_self)](Result<T> result) {
        const auto self = weak.lock();
        if (self && (*self)->m_turn_number == number) {
            callback(std::move(result));
        }
    };
}

SharedLink::SharedLink(std::string key, const Policy &policy, Parts parts)
    : m_key(std::move(key)), m_policy(policy), m_parts(parts), m_self(std::make_shared<SharedLink *>(this))
{
}

SharedLink::~SharedLink()
{
    if (m_is_handed_over) {
        m_turns.pop_front();
    }
    for (const Turn &turn : m_turns) {
        if (turn.at_end) {
            turn.at_end();
        }
    }
}

void SharedLink::look(OnNews on_news)
{
    if (m_store_error) {
        m_parts.loop.post([on_news = std::move(on_news), weak = std::weak_ptr(m_self)] {
            if (!weak.expired()) {
                on_news(Unchanged());
            }
        });
        return;
    }
    m_parts.store.load(m_key, [on_news = std::move(on_news), weak = std::weak_ptr(m_self)](auto found) {
        if (const auto self = weak.lock()) {
            on_news((*self)->news_of(std::move(found)));
        }
    });
}

void SharedLink::begin_renewal(OnNews on_begun)
{
    enter({true, [this, on_begun = std::move(on_begun)] { look_again(on_begun); }, nullptr});
}

void SharedLink::look_again(OnNews on_news)
{
    look(within_turn<News>(std::move(on_news)));
}

void SharedLink::end_renewal(const StoredLink &renewed, OnDone on_done)
{
    write(renewed, std::move(on_done));
}

void SharedLink::end_renewal()
{
    if (is_renewing()) {
        end_turn();
        return;
    }
    const auto first_waiting = m_turns.empty() ? m_turns.begin() : std::next(m_turns.begin());
    m_turns.erase(
        std::remove_if(first_waiting, m_turns.end(), [](const Turn &turn) { return turn.is_renewal; }),
        m_turns.end());
}

void SharedLink::replace(const StoredLink &link, OnDone on_done)
{
    const auto run = [this, link, on_done = std::move(on_done)] {
        look_again([this, link, on_done](const Result<News> &looked) {
            if (looked) {
                write(link, on_done);
            } else {
                end_turn_with(tl::unexpected(looked.error()), on_done);
            }
        });
    };
    enter({false, run, [this, link] {
               if (!holds_foreign()) {
                   m_parts.store.save(m_key, link, [](const auto &) {});
               }
           }});
}

void SharedLink::amend(const Account &account, OnDone on_done)
{
    const auto run = [this, account, on_done = std::move(on_done)] {
        // Not by `look`: what is new there is for the session.
        const auto on_found = within_turn<std::optional<StoredLink>>(
            [this, account, on_done](auto found) { write_account(std::move(found), account, on_done); });
        if (m_store_error) {
            m_parts.loop.post([on_found, error = *m_store_error] { on_found(tl::unexpected(error)); });
        } else {
            m_parts.store.load(m_key, on_found);
        }
    };
    enter({false, run, nullptr});
}

void SharedLink::forget(OnDone on_done)
{
    const auto run = [this, on_done = std::move(on_done)] {
        m_is_handed_over = true;
        m_parts.store.clear(m_key, within_turn<void>([this, on_done](const Result<void> &cleared) {
                                if (cleared) {
                                    m_seen.reset();
                                }
                                end_turn_with(cleared, on_done);
                            }));
    };
    enter({false, run, [this] { m_parts.store.clear(m_key, [](const auto &) {}); }});
}

void SharedLink::write(const StoredLink &link, OnDone on_done)
{
    if (holds_foreign()) {
        end_turn_with(tl::unexpected(Error(*m_store_error)), on_done);
        return;
    }
    m_is_handed_over = true;
    m_parts.store.save(
        m_key, link, within_turn<void>([this, link, on_done = std::move(on_done)](const Result<void> &saved) {
            if (saved) {
                m_seen = link;
            }
            end_turn_with(saved, on_done);
        }));
}

void SharedLink::write_account(Result<std::optional<StoredLink>> found, const Account &account,
                               const OnDone &on_done)
{
    if (!found) {
        end_turn_with(tl::unexpected(found.error()), on_done);
    } else if (*found && m_seen && has_tokens_of(**found, *m_seen)) {
        (*found)->account = account;
        write(**found, on_done);
    } else {
        end_turn_with({}, on_done);
    }
}

Result<SharedLink::News> SharedLink::news_of(Result<std::optional<StoredLink>> found)
{
    if (!found) {
        m_store_error = found.error();
        return tl::unexpected(found.error());
    }
    m_store_error.reset();
    const auto before = std::exchange(m_seen, std::move(*found));
    if (!m_seen) {
        return before ? News(Forgotten()) : News(Unchanged());
    }
    return before && has_tokens_of(*before, *m_seen) ? News(Unchanged()) : News(*m_seen);
}

bool SharedLink::holds_foreign() const
{
    return m_store_error && m_store_error->kind == ErrorKind::ForeignLink;
}

void SharedLink::enter(Turn turn)
{
    m_turns.push_back(std::move(turn));
    if (m_turns.size() == 1) {
        begin_turn();
    }
}

void SharedLink::begin_turn()
{
    m_wait_until = m_parts.loop.clock().now() + m_policy.link_lock_timeout;
    take_lock();
}

void SharedLink::take_lock()
{
    const auto locked = m_parts.lock.try_lock();
    if (!locked) {
        m_parts.log.write(Severity::Warning, "the link is changed without a lock: " + locked.error().detail);
    } else if (!*locked) {
        if (m_parts.loop.clock().now() < m_wait_until) {
            m_next_try = m_parts.loop.after(m_policy.link_lock_poll, [this] { take_lock(); });
            return;
        }
        m_parts.log.write(Severity::Warning, "the link is changed without a lock: another process keeps it");
    }
    const Task run = m_turns.front().run; // may end the turn, and with it what is called
    run();
}

void SharedLink::end_turn()
{
    m_next_try.cancel();
    m_parts.lock.unlock();
    m_turns.pop_front();
    m_is_handed_over = false;
    ++m_turn_number;
    if (!m_turns.empty()) {
        begin_turn();
    }
}

void SharedLink::end_turn_with(const Result<void> &done, const OnDone &on_done)
{
    m_store_error = done ? std::nullopt : std::optional(done.error());
    const OnDone tell = on_done; // is part of the turn
    end_turn();
    tell(done);
}

} // namespace mmf::auth
