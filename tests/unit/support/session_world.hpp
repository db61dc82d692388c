// A session on fakes: a test presses the buttons of the service, the store, the page and the clock.
#pragma once

#include "auth/session.hpp"
#include "support/fake_authorizer.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_token_store.hpp"
#include "support/fake_transport.hpp"

#include <doctest/doctest.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace mmf::test {

inline auth::Profile session_profile(auth::Grant grant)
{
    auth::Profile p = auth::built_in_profile("test_client").value();
    p.client_secret = Secret("swordfish");
    p.grant = grant;
    return p;
}

// What a token endpoint answers.
inline std::string tokens(const std::string &access, const std::string &refresh = {},
                          const std::string &expires = "3600")
{
    return R"({"user_id":1,"token_type":"Bearer","access_token":")" + access + "\"" +
           (refresh.empty() ? "" : R"(,"refresh_token":")" + refresh + "\"") +
           (expires.empty() ? "" : R"(,"expires_in":)" + expires) + "}";
}

// Somebody who asked for a token.
struct Asker
{
    std::optional<Result<Secret>> answer;
    int answers = 0;

    // What came, as a word: the token, the error's name, or nothing yet.
    std::string word() const
    {
        if (!answer) {
            return "waiting";
        }
        return *answer ? std::string((*answer)->view()) : to_string(answer->error().kind);
    }
};

struct SessionWorld
{
    explicit SessionWorld(auth::Grant grant = auth::Grant::Code) : SessionWorld(session_profile(grant)) {}
    explicit SessionWorld(const auth::Profile &used) : key(used.link_key()), linked_profile(used)
    {
        restart();
    }

    // As at a new start of the program.
    void restart()
    {
        session.reset();
        session = std::make_unique<auth::Session>(
            linked_profile, Policy{}, "es_ES", auth::Session::Parts{loop, transport, store, authorizer, log});
    }

    void store_link(const char *access, const char *refresh, seconds left)
    {
        store.links[key] = {Secret(access), Secret(refresh), clock.wall_now() + left, "Jane", "1"};
    }

    std::shared_ptr<Asker> ask(auth::Interaction interaction = auth::Interaction::Allowed)
    {
        auto asker = std::make_shared<Asker>();
        session->token(interaction, [asker](Result<Secret> token) {
            asker->answer = std::move(token);
            ++asker->answers;
        });
        return asker;
    }

    // Asks and lets everything happen that needs no network and no person.
    std::shared_ptr<Asker> ask_and_run(auth::Interaction interaction = auth::Interaction::Allowed)
    {
        auto asker = ask(interaction);
        run();
        return asker;
    }

    void run()
    {
        for (int i = 0; i < 5; ++i) {
            loop.run_once(milliseconds(0));
            store.answer();
        }
    }

    void answer(http::Outcome outcome)
    {
        REQUIRE(transport.is_pending(transport.requests.size() - 1));
        transport.answer(transport.requests.size() - 1, std::move(outcome));
        run();
    }

    std::string stored(Secret auth::StoredLink::*member) const
    {
        const auto found = store.links.find(key);
        return found == store.links.end() ? "none" : std::string((found->second.*member).view());
    }

    FakeClock clock;
    FakePoller poller{clock};
    Loop loop{clock, poller};
    FakeTransport transport;
    FakeTokenStore store;
    FakeAuthorizer authorizer;
    FakeLog log;
    std::string key;
    auth::Profile linked_profile;
    std::unique_ptr<auth::Session> session;
};

} // namespace mmf::test
