// A profile whose client secret is kept in the keyring and comes later than the profile.
#include "auth/session.hpp"
#include "support/session_world.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::auth;
using namespace mmf::test;
using std::chrono::hours;

namespace {

Profile lacking_secret()
{
    Profile profile = profile_for(Grant::Code);
    profile.client_secret = Secret();
    profile.secret_place = SecretPlace::Keyring;
    return profile;
}

} // namespace

TEST_CASE("session: who needs the client secret waits for it")
{
    SessionWorld world(lacking_secret());
    SUBCASE("not for a token that is there")
    {
        world.store_link("a0", "r0", hours(1));
        CHECK(world.ask_and_run()->word() == "a0");
    }
    SUBCASE("for a refresh")
    {
        world.store_link("a0", "r0", seconds(0));
        const auto asker = world.ask_and_run();
        CHECK(asker->word() == "waiting");
        CHECK(world.transport.requests.empty());
        world.session->set_client_secret(Secret("swordfish"));
        world.run();
        REQUIRE(world.transport.requests.size() == 1);
        REQUIRE(world.transport.requests[0].basic);
        CHECK(world.transport.requests[0].basic->password.equals("swordfish"));
        world.answer(response(200, tokens("a1", "r1")));
        CHECK(asker->word() == "a1");
    }
    SUBCASE("for a sign-in, whose code could not be exchanged otherwise")
    {
        const auto asker = world.ask_and_run();
        CHECK(world.authorizer.asked == 0);
        world.session->set_client_secret(Secret("swordfish"));
        world.run();
        CHECK(world.authorizer.asked == 1);
        CHECK(asker->word() == "waiting");
    }
    SUBCASE("also where it came first")
    {
        world.session->set_client_secret(Secret("swordfish"));
        world.store_link("a0", "r0", seconds(0));
        world.ask_and_run();
        CHECK(world.transport.requests.size() == 1);
    }
}

TEST_CASE("session: a client secret that cannot be had ends what needs it, and keeps the link")
{
    SessionWorld world(lacking_secret());
    world.store_link("a0", "r0", seconds(0));
    const auto asker = world.ask_and_run(Interaction::Forbidden);
    world.session->set_client_secret(fail(ErrorKind::NoClientSecret, "The keyring is locked."));
    CHECK(asker->word() == "NoClientSecret");
    CHECK(world.ask_and_run()->word() == "NoClientSecret");
    CHECK(world.session->is_linked());
    CHECK(world.transport.requests.empty());
    CHECK(world.store.saves + world.store.clears == 0);

    world.session->await_client_secret(); // it is looked up once more
    const auto again = world.ask_and_run();
    CHECK(again->word() == "waiting");
    world.session->set_client_secret(Secret("swordfish"));
    world.run();
    world.answer(response(200, tokens("a1", "r1")));
    CHECK(again->word() == "a1");
}
