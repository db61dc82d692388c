// One link in two slicers, each with an engine of its own, and a service that gives each refresh token once.
#include "support/engine_fixture.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

struct TwoSlicers : EngineFixture
{
    explicit TwoSlicers(const Setup &wanted) : EngineFixture(wanted), other(another_engine(others)) {}

    void publish_in_other(const TestPlate &plate)
    {
        auto made = publish::draft_of(plate.acquire());
        REQUIRE(made);
        other->publish({std::move(made->draft), std::move(made->source)});
    }

    void check_nobody_signed_in() const
    {
        CHECK(events.all<publish::SignInWanted>().empty());
        CHECK(others.all<publish::SignInWanted>().empty());
    }

    std::size_t refused_refreshes() const
    {
        std::size_t refused = 0;
        for (const auto &request : sandbox.requests()) {
            refused += request.path == "/v1/oauth/tokens" && request.status != 200 ? 1 : 0;
        }
        return refused;
    }

    EventQueue others;
    std::unique_ptr<publish::Engine> other;
};

} // namespace

TEST_CASE("two slicers renew one link by turns, each with the refresh token that the other one was given")
{
    Setup setup;
    // So every request is a refresh.
    setup.sandbox.quirks = {sandbox::Quirk::ExpiresInZero};
    setup.policy.parallel_files = 1;
    TwoSlicers slicers(setup);
    slicers.link();
    slicers.expire_link();
    std::vector<Mesh> parts = numbered_meshes(80);
    const TestPlate first({parts.begin(), parts.begin() + 40});
    const TestPlate second({parts.begin() + 40, parts.end()});
    const auto job = slicers.publish(first);
    slicers.publish_in_other(second);
    CHECK(said(slicers.end_of(job)) == "Uploaded. Only you can see it.");
    const auto ended = slicers.others.wait_for<publish::JobEnded>();
    REQUIRE(ended);
    CHECK(said(*ended) == "Uploaded. Only you can see it.");
    slicers.check_nobody_signed_in();
    CHECK(slicers.token_calls() > 80);
    CHECK(slicers.refused_refreshes() == 0);
}

TEST_CASE("of two slicers whose token ended one renews it, and the other one takes it over")
{
    TwoSlicers slicers({});
    slicers.link();
    slicers.expire_link();
    slicers.sandbox.add_fault("POST /v1/oauth/tokens#*:slow:50");
    const TestPlate first({numbered_mesh(1, "one")});
    const TestPlate second({numbered_mesh(2, "two")});
    slicers.publish(first);
    slicers.publish_in_other(second);
    REQUIRE(slicers.events.wait_for<publish::JobEnded>());
    REQUIRE(slicers.others.wait_for<publish::JobEnded>());
    CHECK(slicers.sandbox.objects().size() == 2);
    CHECK(slicers.token_calls() == 1);
    slicers.check_nobody_signed_in();
}

TEST_CASE("a link that one slicer forgets is not stored again by another")
{
    TwoSlicers slicers({});
    slicers.link();
    slicers.person = Person::DoesNothing;
    const TestPlate first({numbered_mesh(1, "one")});
    slicers.publish_in_other(first); // knows the link by now
    REQUIRE(slicers.others.wait_for<publish::JobEnded>());
    slicers.engine().unlink();
    REQUIRE(slicers.events.wait_for<publish::AccountChanged>(
        [](const auto &account) { return !account.is_linked; }));
    slicers.sandbox.expire_access_tokens();
    const TestPlate second({numbered_mesh(2, "two")});
    slicers.publish_in_other(second);
    REQUIRE(slicers.others.wait_for<publish::SignInWanted>());
    CHECK_FALSE(slicers.keyring.get(slicers.profile.link_key()));
    CHECK(slicers.token_calls() == 0);
}
