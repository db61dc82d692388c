// The API's client on fakes: a test plays the service.
#pragma once

#include "api/client.hpp"
#include "support/fake_world.hpp"

#include <optional>
#include <string>
#include <utility>

namespace mmf::test {

// An account linked with the token 'first' that can be renewed.
struct ClientWorld : FakeWorld
{
    ClientWorld() { store_link(profile, "first", "refresh", std::chrono::hours(1)); }

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

    auth::Profile profile = profile_for(auth::Grant::Code);
    auth::Session session{profile, Policy{}, auth::Session::Host{"en", "tests/1"}, parts()};
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
