// The API's client on fakes: a test plays the service.
#pragma once

#include "api/client.hpp"
#include "support/fake_authorizer.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_token_store.hpp"
#include "support/fake_transport.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <utility>

namespace mmf::test {

// An account linked with the token 'first' that can be renewed.
struct ClientWorld
{
    ClientWorld()
    {
        store.links[profile.link_key()] = {Secret("first"), Secret("refresh"),
                                           clock.wall_now() + std::chrono::hours(1), "Jane", "1"};
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
    // 'METHOD url' of a request.
    std::string line(std::size_t index) const
    {
        const http::Request &request = transport.requests.at(index);
        return (request.method == http::Method::Get ? "GET " : "POST ") + request.url;
    }
    std::string bearer(std::size_t index) const
    {
        const auto &token = transport.requests.at(index).bearer;
        return token ? std::string(token->view()) : "none";
    }

    auth::Profile profile = [] {
        auth::Profile p = auth::built_in_profile("test_client").value();
        p.client_secret = Secret("swordfish");
        p.grant = auth::Grant::Code;
        return p;
    }();
    FakeClock clock;
    FakePoller poller{clock};
    Loop loop{clock, poller};
    FakeTransport transport;
    FakeTokenStore store;
    FakeAuthorizer authorizer;
    FakeLog log;
    auth::Session session{profile, Policy{}, "en", {loop, transport, store, authorizer, log}};
    api::Client client{"https://api.example.com/v2", Policy{}, {loop, transport, session}};
};

// A callback that keeps what it is told.
template <typename T>
auto into(std::optional<api::Outcome<T>> &place)
{
    return [&place](api::Outcome<T> outcome) { place = std::move(outcome); };
}

inline api::NewObject teapot()
{
    api::NewObject object;
    object.name = "Teapot";
    object.files = {{"teapot.stl", 84}};
    return object;
}

} // namespace mmf::test
