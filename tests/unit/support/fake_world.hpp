// What stands around a session in the tests: clock, loop, service, store, page and log, all of them fakes.
#pragma once

#include "auth/session.hpp"
#include "support/fake_account_port.hpp"
#include "support/fake_authorizer.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_token_store.hpp"
#include "support/fake_transport.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <utility>

namespace mmf::test {

inline auth::Profile profile_for(auth::Grant grant)
{
    auth::Profile profile = auth::public_service();
    profile.client_id = "test_client";
    profile.client_secret = Secret("swordfish");
    profile.grant = grant;
    return profile;
}

struct FakeWorld
{
    // A link of Jane's, in the store.
    void store_link(const auth::Profile &profile, const char *access, const char *refresh, seconds left)
    {
        store.links[profile.link_key()] = {Secret(access), Secret(refresh), clock.wall_now() + left,
                                           auth::Account{"1", "jane", "Jane"}};
    }

    auth::Session::Parts parts() { return {loop, transport, store, lock, authorizer, accounts, log}; }

    void run()
    {
        for (int i = 0; i < 10; ++i) {
            loop.run_once(milliseconds(0));
            store.answer();
            accounts.answer();
        }
    }

    // To the newest request.
    void answer(http::Outcome outcome)
    {
        REQUIRE(transport.is_pending(transport.requests.size() - 1));
        transport.answer(transport.requests.size() - 1, std::move(outcome));
        run();
    }

    FakeClock clock;
    FakePoller poller{clock};
    Loop loop{clock, poller};
    FakeTransport transport;
    TempFolder folder;
    auth::LinkLock lock{folder / "state", "the link"};
    FakeTokenStore store;
    FakeAuthorizer authorizer;
    FakeAccountPort accounts;
    FakeLog log;
};

} // namespace mmf::test
