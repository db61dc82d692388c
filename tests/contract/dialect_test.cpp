// Every grant of every dialect against a service that speaks it: signed in, renewed, and what stands in the
// way of both.
#include "support/engine_fixture.hpp"
#include "support/reserved_port.hpp"
#include "support/sentence.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::test;
using auth::Dialect;
using auth::Grant;
using publish::Phase;

namespace {

struct Service
{
    const char *name;
    Dialect dialect;
    Grant grant;
    const char *client;
    const char *sign_in; // the token call of a sign-in; null: the page gives the token
    const char *renewal;
    bool keeps_renewing_token = false; // whatever the rotation
};

const std::vector<Service> &services()
{
    static const std::vector<Service> all = {
        {"mobile", Dialect::MyMiniFactory, Grant::Mobile, "sandbox-public", "/v1/oauth/mobile/login",
         "/v1/oauth/mobile/refresh"},
        {"oauth2 code", Dialect::OAuth2, Grant::Code, "sandbox-client", "/oauth2/token", "/oauth2/token"},
        {"oauth2 code, public", Dialect::OAuth2, Grant::Code, "sandbox-public", "/oauth2/token",
         "/oauth2/token"},
        {"oauth2 password", Dialect::OAuth2, Grant::Password, "sandbox-public", "/oauth2/token",
         "/oauth2/token"},
        {"sso page", Dialect::Sso, Grant::Implicit, "sandbox-public", nullptr, "/sso/token", true},
        {"sso password", Dialect::Sso, Grant::Password, "sandbox-public", "/sso/token", "/sso/token", true},
        {"meshydb", Dialect::MeshyDb, Grant::Password, "sandbox-public",
         "/meshydb/sandbox-account/connect/token", "/meshydb/sandbox-account/connect/token"},
        {"xee", Dialect::Xee, Grant::Code, "sandbox-client", "/xee/v3/auth/access_token",
         "/xee/v3/auth/access_token"},
    };
    return all;
}

// A profile as a person writes it, so that it is checked as theirs.
auth::Profile profile_of(const Service &service, const std::string &base)
{
    const bool is_mobile = service.grant == Grant::Mobile;
    const bool has_page = service.grant != Grant::Password;
    const bool is_sso = service.dialect == Dialect::Sso;
    const char *dialect = service.dialect == Dialect::OAuth2    ? "oauth2"
                          : is_sso                              ? "sso"
                          : service.dialect == Dialect::MeshyDb ? "meshydb"
                          : service.dialect == Dialect::Xee     ? "xee"
                                                                : "myminifactory";
    const char *grant = service.grant == Grant::Code ? "code"
                        : is_mobile                  ? "mobile"
                        : has_page                   ? "implicit"
                                                     : "password";
    std::string text = R"({"name":"Sandbox","api_base_url":")" + base + R"(/api/v2","client_id":")" +
                       service.client + R"(","dialect":")" + dialect + R"(","grant":")" + grant + '"';
    const auto add = [&](const char *key, const std::string &value) {
        text += std::string(",\"") + key + "\":\"" + value + '"';
    };
    if (std::string(service.client) == "sandbox-client") {
        add("client_secret", "sandbox-secret");
    } else if (service.grant == Grant::Code) {
        text += R"(,"pkce":true)";
    }
    if (has_page) {
        add("authorize_url", base + (is_sso ? "/sso/login" : "/web/authorize"));
    }
    if (is_mobile) {
        add("mobile_login_url", base + service.sign_in);
        add("mobile_refresh_url", base + service.renewal);
    } else if (service.dialect == Dialect::MeshyDb) {
        add("token_url", base + "/meshydb/{accountName}/connect/token");
        add("account_name", "sandbox-account");
    } else {
        add("token_url", base + service.renewal);
    }
    return auth::parse_profile(text + "}").value();
}

struct World : EngineFixture
{
    explicit World(const Service &used, sandbox::Rotation rotation = sandbox::Rotation::New)
        : EngineFixture(setup_of(rotation)), service(used)
    {
        profile = profile_of(service, sandbox.base_url());
        person = Person::UsesThePages;
    }

    static Setup setup_of(sandbox::Rotation rotation)
    {
        Setup setup;
        setup.sandbox.rotation = rotation;
        return setup;
    }

    publish::JobEnded publish_one()
    {
        const TestPlate plate({numbered_mesh(++m_count, "one")});
        return publish_to_end(plate);
    }

    std::size_t sign_ins() const
    {
        return events.all<publish::SignInWanted>().size() + events.all<publish::PasswordWanted>().size();
    }
    std::size_t renewals() const { return count("POST", service.renewal); }
    std::string renewal_fault(const std::string &kind) const
    {
        return std::string("POST ") + service.renewal + "#1:" + kind;
    }

    Service service;

private:
    unsigned m_count = 0;
};

} // namespace

TEST_CASE("dialects: signed in once, renewed as often as needed, over a restart too")
{
    for (const Service &service : services()) {
        for (const auto rotation :
             {sandbox::Rotation::New, sandbox::Rotation::Same, sandbox::Rotation::None}) {
            if (rotation == sandbox::Rotation::None && service.dialect == Dialect::MeshyDb) {
                continue; // it always tells the token
            }
            CAPTURE(std::string(service.name));
            CAPTURE(static_cast<int>(rotation));
            World world(service, rotation);
            world.user = "maker";
            CHECK(said(world.publish_one()) == "Uploaded. Only you can see it.");
            CHECK(world.sandbox.objects().at(0).owner == "maker");
            CHECK(world.sign_ins() == 1);
            const std::size_t of_sign_in = world.renewals();
            world.sandbox.expire_access_tokens();
            CHECK(world.publish_one().phase == Phase::Done);
            CHECK(world.renewals() == of_sign_in + 1);
            world.end_engine();
            world.expire_link();
            CHECK(world.publish_one().phase == Phase::Done);
            CHECK(world.renewals() == of_sign_in + 2);
            CHECK(world.sign_ins() == 1);
            CHECK(world.sandbox.objects().size() == 3);
        }
    }
}

TEST_CASE("dialects: a renewal that is refused leads to a new sign-in, and the publish goes on")
{
    for (const Service &service : services()) {
        for (const char *status : {"400", "401", "404"}) {
            CAPTURE(std::string(service.name));
            CAPTURE(std::string(status));
            World world(service);
            REQUIRE(world.publish_one().phase == Phase::Done);
            world.end_engine();
            world.expire_link();
            world.sandbox.add_fault(world.renewal_fault(status));
            CHECK(world.publish_one().phase == Phase::Done);
            CHECK(world.sign_ins() == 2);
            CHECK(world.creates() == 2);
        }
    }
}

TEST_CASE("dialects: a renewal that cannot be made for a while loses no link")
{
    for (const Service &service : services()) {
        for (const char *fault : {"500", "html-503", "429:0", "drop-before", "drop-mid", "html-401"}) {
            CAPTURE(std::string(service.name));
            CAPTURE(std::string(fault));
            World world(service);
            REQUIRE(world.publish_one().phase == Phase::Done);
            const std::size_t before = world.renewals();
            world.end_engine();
            world.expire_link();
            world.sandbox.add_fault(world.renewal_fault(fault));
            CHECK(world.publish_one().phase == Phase::Done);
            CHECK(world.renewals() == before + 2);
            CHECK(world.sign_ins() == 1);
        }
    }
}

TEST_CASE("dialects: a sign-in that the service cannot finish is told, and can be made again")
{
    for (const Service &service : services()) {
        for (const char *fault :
             {"500", "html-503", "429:0", "garbage", "empty-json", "wrong-types", "truncated"}) {
            // S1 tells a refusal by members that are then of the wrong type, too.
            const bool is_refusal = service.dialect == Dialect::Sso && std::string(fault) == "wrong-types";
            if (service.sign_in == nullptr || is_refusal) {
                continue;
            }
            CAPTURE(std::string(service.name));
            CAPTURE(std::string(fault));
            World world(service);
            world.sandbox.add_fault(std::string("POST ") + service.sign_in + "#1:" + fault);
            const auto ended = world.publish_one();
            CHECK(ended.phase == Phase::Failed);
            CHECK(ended.is_resumable);
            CHECK(said(ended).starts_with("The sign-in did not work: "));
            CHECK(world.sign_ins() == 1);
            CHECK(world.creates() == 0);
            world.engine().resume(ended.job);
            CHECK(world.end_of(ended.job).phase == Phase::Done);
        }
    }
}

TEST_CASE("dialects: who mistypes the password is told and asked again, until they give up")
{
    for (const Service &service : services()) {
        if (service.grant != Grant::Password) {
            continue;
        }
        CAPTURE(std::string(service.name));
        World world(service);
        world.person = Person::MistypesOnce;
        CHECK(world.publish_one().phase == Phase::Done);
        const auto asked = world.events.all<publish::PasswordWanted>();
        REQUIRE(asked.size() == 2);
        CHECK_FALSE(asked[0].request.refusal);
        REQUIRE(asked[1].request.refusal);
        CHECK(asked[1].request.refusal->kind == ErrorKind::WrongCredentials);
        CHECK(asked[1].request.username == "designer");
        CHECK(asked[1].request.address == world.sandbox.base_url());

        world.end_engine();
        world.keyring.erase(world.profile.link_key());
        world.person = Person::Closes;
        CHECK(world.publish_one().phase == Phase::Cancelled);
    }
}

TEST_CASE("dialects: an account of S1 that is created with the sign-in")
{
    World world(services().at(5));
    world.profile.create_account_url = world.sandbox.base_url() + "/sso/users";
    world.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = world.publish(plate);
    const auto create = [&](const char *name) {
        world.engine().finish_sign_in(auth::Granted(auth::PasswordGranted{name, Secret("1234"), true}));
    };
    const auto first = world.events.wait_for<publish::PasswordWanted>();
    REQUIRE(first);
    CHECK(first->request.may_create_account);
    create("maker");
    const auto second = world.events.wait_for<publish::PasswordWanted>();
    REQUIRE(second);
    REQUIRE(second->request.refusal);
    CHECK(ui::sentence(*second->request.refusal).utf8_string() ==
          "The account could not be created. The service says: “This user name is taken.”");
    create("john");
    CHECK(world.end_of(job).phase == Phase::Done);
    CHECK(world.sandbox.objects().at(0).owner == "john");
    CHECK(world.count("POST", "/sso/users") == 2);
}

TEST_CASE("dialects: an account of S2 that has no password")
{
    World world(services().at(6));
    world.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = world.publish(plate);
    const auto wanted = world.events.wait_for<publish::PasswordWanted>();
    REQUIRE(wanted);
    CHECK(wanted->request.may_be_anonymous);
    world.engine().finish_sign_in(auth::Granted(auth::PasswordGranted{"maker", Secret()}));
    CHECK(world.end_of(job).phase == Phase::Done);
    CHECK(world.sandbox.objects().at(0).owner == "maker");
}

TEST_CASE("dialects: a redirect that shows no state is not taken from a browser")
{
    const ReservedPort reserved;
    World world(services().at(4));
    world.profile.redirect_uri = "http://localhost:" + std::to_string(reserved.port()) + "/callback";
    world.person = Person::DoesNothing;
    const TestPlate plate({tetrahedron()});
    const auto job = world.publish(plate);
    const auto wanted = world.events.wait_for<publish::SignInWanted>();
    REQUIRE(wanted);
    CHECK(wanted->request.is_embedded_only);
    auto port = auth::LoopbackPort::open(wanted->request.expected.redirect_uri);
    REQUIRE(port);
    world.engine().wait_for_browser(std::move(*port), wanted->request.expected, {});
    const auto answered = world.events.wait_for<publish::BrowserAnswered>();
    REQUIRE(answered);
    REQUIRE_FALSE(answered->granted);
    CHECK(answered->granted.error().kind == ErrorKind::SignInFailed);
    world.engine().cancel(job, false);
    CHECK(world.end_of(job).phase == Phase::Cancelled);
}

TEST_CASE("dialects: a mobile token is renewed by the device that it was made for, and never needs a secret")
{
    World world(services().at(0));
    REQUIRE(world.publish_one().phase == Phase::Done);
    auto link = world.keyring.get(world.profile.link_key());
    REQUIRE(link);
    CHECK(link->renewal.device_id.size() >= 32);
    for (const auto &request : world.sandbox.requests()) {
        if (request.path.starts_with("/v1/oauth/")) {
            CHECK(request.authorization_scheme.empty());
        }
    }
    // A token that another device has brought along is refused, and the person asked.
    world.end_engine();
    link->renewal.device_id = "another";
    world.keyring.put(world.profile.link_key(), *link);
    world.expire_link();
    CHECK(world.publish_one().phase == Phase::Done);
    CHECK(world.sign_ins() == 2);
}

TEST_CASE("a link is checked by introspection where there is that, else by the API")
{
    EngineFixture fixture;
    bool has_introspection = false;
    SUBCASE("introspection")
    {
        has_introspection = true;
        fixture.profile.introspect_url = fixture.sandbox.base_url() + "/v1/oauth/introspect";
    }
    SUBCASE("the API") {}
    const auto check = [&] {
        fixture.engine().check_link();
        auto checked = fixture.events.wait_for<publish::LinkChecked>();
        REQUIRE(checked);
        CHECK(checked->service_name == "Sandbox");
        return checked->state;
    };
    CHECK_FALSE(check().is_linked);
    CHECK(fixture.sandbox.requests().empty());
    fixture.end_engine();

    fixture.link();
    const auto active = check();
    CHECK(active.is_linked);
    CHECK(active.is_active);
    CHECK(active.is_renewable);
    CHECK(active.name == "Dora Designer");
    REQUIRE(active.expires_at);
    CHECK(*active.expires_at > SystemClock().wall_now());
    CHECK(fixture.count("POST", "/v1/oauth/introspect") == (has_introspection ? 1 : 0));
    CHECK(fixture.count("GET", "/api/v2/user") == (has_introspection ? 0 : 1));

    fixture.sandbox.add_fault("* /*#1:503");
    const auto unknown = check();
    REQUIRE(unknown.error);
    CHECK(unknown.error->kind == ErrorKind::Unavailable);

    fixture.sandbox.expire_access_tokens(); // what renews it is good
    CHECK(check().is_active);
    fixture.sandbox.forget_tokens();
    const auto ended = check();
    CHECK(ended.is_linked);
    CHECK_FALSE(ended.is_active);
    CHECK_FALSE(ended.error);
    CHECK(fixture.events.all<publish::SignInWanted>().empty());
}
