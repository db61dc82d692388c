// Asks the service for the picture of who is linked. Belongs to the loop's thread; its end, or another
// start, aborts what is under way without a call back.
#pragma once

#include "api/avatar.hpp"
#include "api/client.hpp"
#include "http/transport.hpp"

#include <functional>
#include <memory>
#include <string>

namespace mmf::api {

class AvatarLookup
{
public:
    // Both outlive it.
    AvatarLookup(std::string api_base_url, const Policy &policy, Client &api, http::Transport &transport)
        : m_api_base_url(std::move(api_base_url)), m_policy(policy), m_api(api), m_transport(transport)
    {
    }

    using OnFound = std::function<void(Avatar)>;

    // Calls back from the loop if there is one that may be shown; that there is none is no error. Never opens
    // a sign-in, and the token goes to the API alone.
    void start(OnFound on_found);
    void stop();

private:
    void fetch(const std::string &url, OnFound on_found);

    const std::string m_api_base_url;
    const Policy m_policy;
    Client &m_api;
    http::Transport &m_transport;
    CallHandle m_user;
    std::unique_ptr<http::Transfer> m_picture;
};

} // namespace mmf::api
