// Two processes with one link: two sessions on one store, each with a lock of its own on one file.
#include "auth/session.hpp"
#include "support/session_world.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>

using namespace mmf;
using namespace mmf::auth;
using namespace mmf::test;
using std::chrono::hours;

namespace {

struct SharedWorld : SessionWorld
{
    std::shared_ptr<Asker> ask_other(Interaction interaction = Interaction::Allowed)
    {
        auto asker = std::make_shared<Asker>();
        other.token(interaction, [asker](Result<Secret> token) {
            asker->answer = std::move(token);
            ++asker->answers;
        });
        run();
        return asker;
    }

    // Long enough for who waits for the lock to try again.
    void wait_a_little()
    {
        clock.advance(Policy().link_lock_poll);
        run();
    }

    // What the other one gets, which has been given its token.
    void link_both()
    {
        store_link("a0", "r0", hours(1));
        CHECK(ask_and_run()->word() == "a0");
        CHECK(ask_other()->word() == "a0");
    }

    std::size_t lines_with(const std::string &text) const
    {
        return static_cast<std::size_t>(
            std::count_if(log.lines.begin(), log.lines.end(),
                          [&](const std::string &line) { return line.find(text) != std::string::npos; }));
    }

    LinkLock other_lock{folder / "state", "the link"};
    FakeAccountPort other_accounts;
    Session other{linked_profile,
                  Policy{},
                  Session::Host{"es_ES", "tests/1"},
                  {loop, transport, store, other_lock, authorizer, other_accounts, log}};
};

} // namespace

TEST_CASE("sharing: who waited for another's refresh takes what came of it")
{
    SharedWorld world;
    world.link_both();
    world.clock.advance(hours(1));
    const auto first = world.ask_and_run();
    const auto second = world.ask_other();
    world.wait_a_little();
    CHECK(world.transport.requests.size() == 1);
    world.transport.answer(0, response(200, tokens("a1", "r1")));
    CHECK(first->word() == "a1"); // before it is stored
    world.loop.run_once(milliseconds(0));
    CHECK(second->word() == "waiting"); // until it is
    world.run();
    world.wait_a_little();
    CHECK(second->word() == "a1");
    CHECK(world.transport.requests.size() == 1);
    CHECK(world.store.saves == 1);

    world.clock.advance(hours(1)); // and the next time with the refresh token of now
    const auto third = world.ask_other();
    REQUIRE(world.transport.requests.size() == 2);
    CHECK(world.transport.body(1) == "grant_type=refresh_token&refresh_token=r1");
    world.answer(response(200, tokens("a2", "r2")));
    CHECK(third->word() == "a2");
}

TEST_CASE("sharing: a refresh that fails leaves the next one to the other")
{
    SharedWorld world;
    world.link_both();
    world.clock.advance(hours(1));
    const auto first = world.ask_and_run();
    const auto second = world.ask_other();
    world.answer(no_response(ErrorKind::Offline, false));
    CHECK(first->word() == "Offline");
    world.wait_a_little();
    REQUIRE(world.transport.requests.size() == 2);
    world.answer(response(200, tokens("a1", "r1")));
    CHECK(second->word() == "a1");
}

TEST_CASE("sharing: an access token that was refused here is not taken from the store again")
{
    SharedWorld world;
    world.link_both();
    world.session->refuse_token(Secret("a0"));
    const auto first = world.ask_and_run();
    REQUIRE(world.transport.requests.size() == 1);
    world.answer(response(200, tokens("a1", "r1")));
    CHECK(first->word() == "a1");
    world.other.refuse_token(Secret("a0")); // the other one has seen the same end
    CHECK(world.ask_other()->word() == "a1");
    CHECK(world.transport.requests.size() == 1);
}

TEST_CASE("sharing: what is stored is older where it could not be stored")
{
    SharedWorld world;
    world.link_both();
    world.clock.advance(hours(1));
    const auto first = world.ask_and_run();
    world.store.error = Error{ErrorKind::KeyringLocked, {}, 0};
    world.answer(response(200, tokens("a1", "r1")));
    CHECK(first->word() == "a1");
    CHECK(world.session->store_error());
    world.store.error.reset();
    world.clock.advance(hours(1));
    const auto second = world.ask_and_run();
    CHECK(world.transport.body(1) == "grant_type=refresh_token&refresh_token=r1");
    world.answer(response(200, tokens("a2", "r2")));
    CHECK(second->word() == "a2");
    CHECK(world.stored(&StoredLink::refresh_token) == "r2");
    CHECK_FALSE(world.session->store_error());
}

TEST_CASE("sharing: a link that was forgotten in another process is not stored again")
{
    SharedWorld world;
    world.link_both();
    world.session->unlink([](const Result<void> &) {});
    world.run();
    CHECK(world.store.links.empty());
    CHECK(world.ask_other()->word() == "a0"); // as long as it lives
    SUBCASE("nobody is there to sign in")
    {
        world.clock.advance(hours(1));
        CHECK(world.ask_other(Interaction::Forbidden)->word() == "NotLinked");
        CHECK(world.authorizer.asked == 0);
    }
    SUBCASE("a person is")
    {
        world.clock.advance(hours(1));
        const auto asker = world.ask_other();
        CHECK(world.transport.requests.empty());
        REQUIRE(world.authorizer.is_open());
        CHECK_FALSE(world.other.is_linked());
        CHECK_FALSE(world.other.account().is_known());
        world.authorizer.grant_code("code");
        world.answer(response(200, tokens("a1", "r1")));
        CHECK(asker->word() == "a1");
        SUBCASE("and who forgot it goes on with the new one")
        {
            CHECK(world.ask_and_run()->word() == "a1");
            CHECK(world.authorizer.asked == 1);
        }
    }
    CHECK(world.store.saves == static_cast<int>(world.store.links.size()));
}

TEST_CASE("sharing: a link that could never be stored is not taken for a forgotten one")
{
    SharedWorld world;
    world.store.error = Error{ErrorKind::NoKeyring, {}, 0};
    const auto asker = world.ask_and_run();
    world.authorizer.grant_code("code");
    world.answer(response(200, tokens("a0", "r0")));
    CHECK(asker->word() == "a0");
    world.store.error.reset(); // there is a keyring by now, an empty one
    world.clock.advance(hours(1));
    const auto later = world.ask_and_run();
    world.answer(response(200, tokens("a1", "r1")));
    CHECK(later->word() == "a1");
    CHECK(world.authorizer.asked == 1);
    CHECK(world.stored(&StoredLink::refresh_token) == "r1");
}

TEST_CASE("sharing: another account that was linked in another process is this one's, too")
{
    SharedWorld world;
    world.link_both();
    world.store.links[world.key] = {Secret("b0"), Secret("q0"), world.clock.wall_now() + hours(2),
                                    Account{"2", "joe", "Joe"}};
    world.clock.advance(hours(1));
    const auto asker = world.ask();
    world.accounts.on_change = [&] { CHECK(asker->word() == "waiting"); };
    world.run();
    CHECK(asker->word() == "b0");
    CHECK(world.session->account() == Account{"2", "joe", "Joe"});
    CHECK(world.accounts.changes == 2);
    CHECK(world.transport.requests.empty());
}

TEST_CASE("sharing: what is learnt about an old link does not replace a new one")
{
    SharedWorld world;
    world.store.links[world.key] = {Secret("a0"), Secret("r0"), world.clock.wall_now() + hours(1),
                                    Account{"1", "", ""}};
    world.accounts.is_held_back = true;
    CHECK(world.ask_and_run()->word() == "a0");
    const StoredLink newer{Secret("a1"), Secret("r1"), world.clock.wall_now() + hours(1),
                           Account{"1", "", ""}};
    world.store.links[world.key] = newer;
    world.accounts.account = Account{"", "jane", "Jane"};
    world.accounts.is_held_back = false;
    world.run();
    CHECK(world.session->account().username == "jane");
    CHECK(world.stored(&StoredLink::refresh_token) == "r1");
    CHECK(world.store.saves == 0);
}

TEST_CASE("sharing: a refused refresh token is dead only if nobody has a newer one")
{
    SharedWorld world;
    world.link_both();
    world.clock.advance(hours(1));
    const auto asker = world.ask_and_run();
    REQUIRE(world.transport.requests.size() == 1);
    SUBCASE("somebody has, who goes without the lock")
    {
        world.store_link("a1", "r1", hours(1));
        world.answer(response(404, R"({"error":"Refresh token not found"})"));
        CHECK(asker->word() == "a1");
        CHECK(world.authorizer.asked == 0);
    }
    SUBCASE("somebody has one that is dead, too")
    {
        world.store_link("a1", "r1", seconds(0));
        world.answer(response(404, R"({"error":"Refresh token not found"})"));
        REQUIRE(world.transport.requests.size() == 2);
        world.answer(response(404, R"({"error":"Refresh token not found"})"));
        CHECK(world.authorizer.asked == 1);
    }
    SUBCASE("nobody has")
    {
        world.answer(response(404, R"({"error":"Refresh token not found"})"));
        CHECK(asker->word() == "waiting");
        CHECK(world.authorizer.asked == 1);
        CHECK(world.transport.requests.size() == 1);
    }
}

TEST_CASE("sharing: who signed in elsewhere meanwhile need not do it here")
{
    SharedWorld world;
    CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    world.store_link("a0", "r0", hours(1));
    CHECK(world.ask_and_run()->word() == "a0");
    CHECK(world.authorizer.asked == 0);
}

TEST_CASE("sharing: unlinking while the link is renewed")
{
    SharedWorld world;
    world.link_both();
    world.clock.advance(hours(1));
    SUBCASE("here")
    {
        const auto asker = world.ask_and_run();
        world.session->unlink([](const Result<void> &) {});
        CHECK(asker->word() == "Cancelled");
        world.run();
        CHECK(world.transport.pending() == 0);
        CHECK(world.store.links.empty());
    }
    SUBCASE("here, and it is just being stored")
    {
        world.ask_and_run();
        world.transport.answer(0, response(200, tokens("a1", "r1")));
        world.session->unlink([](const Result<void> &) {});
        world.run();
        CHECK(world.store.links.empty());
    }
    SUBCASE("in the other process, which waits for its end")
    {
        const auto asker = world.ask_other();
        world.session->unlink([](const Result<void> &) {});
        world.run();
        CHECK_FALSE(world.store.links.empty());
        world.answer(response(200, tokens("a1", "r1")));
        CHECK(asker->word() == "a1");
        world.wait_a_little();
        CHECK(world.store.links.empty());
    }
    SUBCASE("in the other process, which ends before its turn has come")
    {
        world.ask_other();
        world.session->unlink([](const Result<void> &) {});
        world.run();
        world.session.reset();
        world.run();
        CHECK(world.store.links.empty());
    }
    // The lock is free again.
    if (world.session) {
        CHECK(world.ask_and_run(Interaction::Forbidden)->word() == "NotLinked");
    }
}

TEST_CASE("sharing: a lock that cannot be made or is kept for ever stands in nobody's way")
{
    SharedWorld world;
    world.link_both();
    world.clock.advance(hours(1));
    SUBCASE("it cannot be made")
    {
        std::filesystem::remove_all(world.folder / "state");
        std::ofstream(world.folder / "state") << "not a folder";
        const auto asker = world.ask_and_run();
        REQUIRE(world.transport.requests.size() == 1);
        world.answer(response(200, tokens("a1", "r1")));
        CHECK(asker->word() == "a1");
        CHECK(world.stored(&StoredLink::refresh_token) == "r1");
        CHECK(world.lines_with("without a lock") == 1);
    }
    SUBCASE("somebody keeps it")
    {
        const auto keeper = world.ask_other();
        const auto asker = world.ask_and_run();
        world.clock.advance(Policy().link_lock_timeout - milliseconds(1));
        world.run();
        CHECK(world.transport.requests.size() == 1);
        world.wait_a_little();
        REQUIRE(world.transport.requests.size() == 2);
        world.answer(response(200, tokens("a1", "r1")));
        CHECK(asker->word() == "a1");
        CHECK(world.lines_with("without a lock") == 1);
        // Its late answer is that of a token that has been used: it takes what is stored.
        world.transport.answer(0, response(404, "{}"));
        world.run();
        CHECK(keeper->word() == "a1");
    }
}

TEST_CASE("sharing: the end of a process gives the lock up")
{
    SharedWorld world;
    world.link_both();
    world.clock.advance(hours(1));
    const auto asker = world.ask_other();
    world.wait_a_little();
    {
        LinkLock third(world.folder / "state", "the link");
        const auto locked = third.try_lock();
        REQUIRE(locked);
        CHECK_FALSE(*locked);
    }
    world.answer(response(200, tokens("a1", "r1")));
    CHECK(asker->word() == "a1");
    LinkLock third(world.folder / "state", "the link");
    CHECK(third.try_lock().value_or(false));
    CHECK(third.try_lock().value_or(false)); // asked twice
    LinkLock another(world.folder / "state", "another link");
    CHECK(another.try_lock().value_or(false));
    for (const auto &entry : std::filesystem::directory_iterator(world.folder / "state")) {
        CHECK((entry.status().permissions() & std::filesystem::perms::mask) ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
        CHECK(entry.path().filename().string().find("the link") == std::string::npos);
    }
}

TEST_CASE("session: what is not a link of ours is not overwritten, but may be forgotten")
{
    SessionWorld world;
    world.store.error = Error{ErrorKind::ForeignLink, {}, 0};
    const auto asker = world.ask_and_run();
    world.store.error.reset(); // it could be written
    world.authorizer.grant_code("code");
    world.answer(response(200, tokens("a0", "r0")));
    CHECK(asker->word() == "a0");
    CHECK(world.store.saves == 0);
    REQUIRE(world.session->store_error());
    CHECK(world.session->store_error()->kind == ErrorKind::ForeignLink);
    world.clock.advance(hours(1));
    SUBCASE("nor by a refresh")
    {
        const auto later = world.ask_and_run();
        world.answer(response(200, tokens("a1", "r1")));
        CHECK(later->word() == "a1");
        CHECK(world.store.saves == 0);
    }
    SUBCASE("forgotten")
    {
        world.session->unlink([](const Result<void> &) {});
        world.run();
        CHECK(world.store.clears == 1);
        world.ask_and_run();
        world.authorizer.grant_code("code");
        world.answer(response(200, tokens("a1", "r1")));
        CHECK(world.stored(&StoredLink::access_token) == "a1");
        CHECK_FALSE(world.session->store_error());
    }
}
