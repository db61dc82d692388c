// A session on fakes: a test presses the buttons of the service, the store, the page and the clock.
#pragma once

#include "support/fake_world.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace mmf::test {

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

struct SessionWorld : FakeWorld
{
    explicit SessionWorld(auth::Grant grant = auth::Grant::Code) : SessionWorld(profile_for(grant)) {}
    explicit SessionWorld(const auth::Profile &used) : key(used.link_key()), linked_profile(used)
    {
        restart();
    }

    // As at a new start of the program.
    void restart()
    {
        session.reset();
        session = std::make_unique<auth::Session>(linked_profile, Policy{},
                                                  auth::Session::Host{"es_ES", "tests/1"}, parts());
    }

    void store_link(const char *access, const char *refresh, seconds left)
    {
        FakeWorld::store_link(linked_profile, access, refresh, left);
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

    std::string stored(Secret auth::StoredLink::*member) const
    {
        const auto found = store.links.find(key);
        return found == store.links.end() ? "none" : std::string((found->second.*member).view());
    }

    std::string key;
    auth::Profile linked_profile;
    std::unique_ptr<auth::Session> session;
};

} // namespace mmf::test
