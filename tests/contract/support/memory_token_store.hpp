// A keyring in memory that survives the engine. `Keyring` is thread-safe; the store belongs to a loop.
#pragma once

#include "auth/token_store.hpp"
#include "base/loop.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace mmf::test {

class Keyring
{
public:
    std::optional<auth::StoredLink> get(const std::string &key) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_links.find(key);
        return found == m_links.end() ? std::nullopt : std::optional(found->second);
    }
    void put(const std::string &key, const auth::StoredLink &link)
    {
        const std::lock_guard lock(m_mutex);
        m_links[key] = link;
    }
    void erase(const std::string &key)
    {
        const std::lock_guard lock(m_mutex);
        m_links.erase(key);
    }

    // Every call fails, as with a keyring that is locked.
    void break_down()
    {
        const std::lock_guard lock(m_mutex);
        m_is_broken = true;
    }
    bool is_broken() const
    {
        const std::lock_guard lock(m_mutex);
        return m_is_broken;
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, auth::StoredLink> m_links;
    bool m_is_broken = false;
};

class MemoryTokenStore final : public auth::TokenStore
{
public:
    MemoryTokenStore(Loop &loop, Keyring &keyring) : m_loop(loop), m_keyring(keyring) {}

    void load(const std::string &key, OnLoaded on_loaded) override
    {
        m_loop.post([this, key, on_loaded = std::move(on_loaded)] {
            if (m_keyring.is_broken()) {
                on_loaded(fail(ErrorKind::KeyringLocked));
            } else {
                on_loaded(m_keyring.get(key));
            }
        });
    }
    void save(const std::string &key, const auth::StoredLink &link, OnDone on_done) override
    {
        m_keyring.put(key, link);
        finish(std::move(on_done));
    }
    void clear(const std::string &key, OnDone on_done) override
    {
        m_keyring.erase(key);
        finish(std::move(on_done));
    }
    void look(OnDone on_done) override { finish(std::move(on_done)); }

private:
    void finish(OnDone on_done)
    {
        m_loop.post([this, on_done = std::move(on_done)] {
            on_done(m_keyring.is_broken() ? Result<void>(fail(ErrorKind::KeyringLocked)) : Result<void>());
        });
    }

    Loop &m_loop;
    Keyring &m_keyring;
};

} // namespace mmf::test
