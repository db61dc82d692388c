// A store of links in memory that answers when a test lets it.
#pragma once

#include "auth/token_store.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mmf::test {

class FakeTokenStore final : public auth::TokenStore
{
public:
    void load(const std::string &key, OnLoaded on_loaded) override
    {
        ++loads;
        m_waiting.push_back([this, key, on_loaded = std::move(on_loaded)] {
            if (error) {
                on_loaded(tl::unexpected(*error));
                return;
            }
            const auto found = links.find(key);
            on_loaded(found == links.end() ? std::nullopt : std::optional(found->second));
        });
    }
    void save(const std::string &key, const auth::StoredLink &link, OnDone on_done) override
    {
        ++saves;
        m_waiting.push_back([this, key, link, on_done = std::move(on_done)] {
            if (!error) {
                links[key] = link;
            }
            on_done(outcome());
        });
    }
    void clear(const std::string &key, OnDone on_done) override
    {
        ++clears;
        m_waiting.push_back([this, key, on_done = std::move(on_done)] {
            if (!error) {
                links.erase(key);
            }
            on_done(outcome());
        });
    }

    void look(OnDone on_done) override
    {
        m_waiting.push_back([this, on_done = std::move(on_done)] { on_done(outcome()); });
    }

    // Carries out what was asked for, in its order.
    void answer()
    {
        for (const auto &call : std::exchange(m_waiting, {})) {
            call();
        }
    }
    bool is_asked() const { return !m_waiting.empty(); }

    std::map<std::string, auth::StoredLink> links;
    std::optional<Error> error; // of every answer, if set
    int loads = 0;
    int saves = 0;
    int clears = 0;

private:
    Result<void> outcome() const
    {
        if (error) {
            return tl::unexpected(*error);
        }
        return {};
    }

    std::vector<std::function<void()>> m_waiting;
};

} // namespace mmf::test
