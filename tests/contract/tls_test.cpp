// Who is spoken to at all: a service whose certificate is good, and none over a line that others can read.
#include "support/certificates.hpp"
#include "support/engine_fixture.hpp"
#include "support/relay.hpp"
#include "support/tls_listener.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

struct TlsFixture
{
    using Issue = std::function<sandbox::TlsFiles(const Authority &)>;

    // The sandbox's certificate.
    explicit TlsFixture(const Issue &issue) : authority(folder.path())
    {
        Setup setup;
        setup.sandbox.tls = issue(authority);
        fixture = std::make_unique<EngineFixture>(setup);
    }
    // Its names, how long it is valid, and from when on.
    explicit TlsFixture(const std::string &names, long seconds = 24L * 3600, long begins = -3600)
        : TlsFixture([&](const Authority &from) { return from.issue(names, seconds, begins); })
    {
    }

    // The certificate is refused by every request that could come first, and nothing is said to the server.
    void check_refused()
    {
        for (const bool is_linked : {false, true}) {
            CAPTURE(is_linked);
            if (is_linked) {
                fixture->end_engine();
                fixture->link();
            }
            const TestPlate plate({tetrahedron()});
            const auto ended = fixture->publish_to_end(plate);
            CHECK(ended.phase == Phase::Failed);
            CHECK(ended.is_resumable);
            REQUIRE(ended.error);
            CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Tls));
            CHECK_FALSE(ended.error->detail.empty());
        }
        CHECK(fixture->sandbox.requests().empty());
    }

    TempFolder folder;
    Authority authority;
    std::unique_ptr<EngineFixture> fixture;
};

} // namespace

TEST_CASE("an authority that the profile names is trusted")
{
    TlsFixture tls("IP:127.0.0.1");
    REQUIRE(tls.fixture->sandbox.base_url().starts_with("https://"));
    tls.fixture->profile.ca_file = tls.authority.file();
    auto meshes = numbered_meshes(2);
    meshes.push_back(folded_mesh(30'000));
    const TestPlate plate(std::move(meshes));
    CHECK(tls.fixture->publish_to_end(plate).phase == Phase::Done);
    tls.fixture->check_bytes(plate.meshes());
}

TEST_CASE("over TLS a lost answer means the same")
{
    TlsFixture tls("IP:127.0.0.1");
    auto &fixture = *tls.fixture;
    fixture.profile.ca_file = tls.authority.file();
    const TestPlate plate({folded_mesh(30'000)});
    SUBCASE("to create")
    {
        fixture.sandbox.add_fault("POST /api/v2/object#1:drop-after");
        CHECK(fixture.publish_to_end(plate).phase == Phase::UnknownCreate);
        CHECK(fixture.creates() == 1);
    }
    SUBCASE("to a file")
    {
        fixture.sandbox.add_fault("POST /api/v2/file#1:drop-after");
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(fixture.file_posts() == 1);
        fixture.check_bytes(plate.meshes());
    }
    SUBCASE("in the middle of a file")
    {
        fixture.sandbox.add_fault("POST /api/v2/file#1:drop-mid");
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        CHECK(fixture.file_posts() == 2);
        fixture.check_bytes(plate.meshes());
    }
}

TEST_CASE("an authority that nobody named is refused")
{
    TlsFixture("IP:127.0.0.1").check_refused();
}

TEST_CASE("a certificate for another host is refused")
{
    TlsFixture tls("DNS:www.example.org");
    tls.fixture->profile.ca_file = tls.authority.file();
    tls.check_refused();
}

TEST_CASE("a certificate that has ended is refused")
{
    TlsFixture tls("IP:127.0.0.1", 1800); // half an hour ago
    tls.fixture->profile.ca_file = tls.authority.file();
    tls.check_refused();
}

TEST_CASE("a certificate that is not valid yet is refused")
{
    TlsFixture tls("IP:127.0.0.1", 24L * 3600, 3600);
    tls.fixture->profile.ca_file = tls.authority.file();
    tls.check_refused();
}

TEST_CASE("a certificate that only its own server vouches for is refused")
{
    TlsFixture([](const Authority &authority) { return authority.own(); }).check_refused();
}

TEST_CASE("a key or a protocol that is too weak is refused")
{
    const TempFolder folder;
    const Authority authority(folder.path());
    struct Row
    {
        const char *what;
        bool has_weak_key;
        int newest;
    };
    constexpr Row Rows[] = {
        {"RSA of 1024 bits", true, TLS1_3_VERSION},
        {"TLS 1.1", false, TLS1_1_VERSION},
        {"TLS 1.0", false, TLS1_VERSION},
    };
    for (const Row &row : Rows) {
        CAPTURE(row.what);
        const std::string names = "IP:127.0.0.1";
        const TlsListener listener(row.has_weak_key ? authority.issue_weak(names) : authority.issue(names),
                                   [&](SSL_CTX *context) {
                                       SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
                                       SSL_CTX_set_max_proto_version(context, row.newest);
                                   });
        EngineFixture fixture;
        fixture.profile.ca_file = authority.file();
        fixture.speak_to(listener.base_url());
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Failed);
        CHECK(ended.is_resumable);
        REQUIRE(ended.error);
        CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Tls));
        CHECK(listener.connections() > 0);
        CHECK(listener.heard() == 0);
    }
}

TEST_CASE("each new connection is verified, also in the middle of an upload")
{
    TlsFixture tls("IP:127.0.0.1");
    TlsFixture other("IP:127.0.0.1"); // as good, by an authority that nobody trusts
    auto &fixture = *tls.fixture;
    fixture.profile.ca_file = tls.authority.file();
    Relay relay(port_of(fixture.sandbox));
    fixture.speak_to("https://" + relay.authority());
    fixture.setup.policy.first_backoff = milliseconds(200);
    fixture.setup.policy.max_backoff = milliseconds(200);
    fixture.sandbox.add_fault("POST /api/v2/file#*:drop-before");
    const TestPlate plate({tetrahedron()});
    const auto job = fixture.publish(plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 1));
    relay.lead_to(port_of(other.fixture->sandbox));
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::Failed);
    CHECK(ended.is_resumable);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Tls));
    CHECK(other.fixture->sandbox.requests().empty());

    relay.lead_to(port_of(fixture.sandbox));
    fixture.sandbox.clear_faults();
    fixture.engine().resume(job);
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.creates() == 1);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("nobody is led to a line without TLS")
{
    const sandbox::Sandbox elsewhere; // on plain HTTP
    for (const char *path :
         {"/v1/oauth/tokens", "/api/v2/object", "/api/v2/file", "/api/v2/object/{id}/upload_status"}) {
        CAPTURE(std::string(path));
        TlsFixture tls("IP:127.0.0.1");
        tls.fixture->profile.ca_file = tls.authority.file();
        tls.fixture->sandbox.add_fault(std::string("* ") + path + "#*:redirect:" + elsewhere.base_url() +
                                       "/here");
        const TestPlate plate({tetrahedron()});
        (void)tls.fixture->publish_to_end(plate);
        CHECK(tls.fixture->sandbox.wait_for_requests("*", path, 1, Patience));
    }
    CHECK(elsewhere.requests().empty());
}

TEST_CASE("an authorities' file that cannot be read lets nobody in")
{
    TlsFixture tls("IP:127.0.0.1");
    tls.fixture->profile.ca_file = tls.folder / "none.pem";
    tls.check_refused();
}

TEST_CASE("a service that speaks plain HTTP at an https address is told nothing")
{
    EngineFixture fixture;
    fixture.speak_to("https" + fixture.sandbox.base_url().substr(4));
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Tls));
    CHECK(fixture.sandbox.requests().empty());
}

TEST_CASE("plain HTTP is for this computer alone")
{
    // An address for documentation (RFC 5737): were anything sent, it would end in a time-out.
    EngineFixture fixture;
    const std::string elsewhere = "http://192.0.2.1";
    const auto profile = auth::parse_profile(
        R"({"name": "n", "client_id": "c", "authorize_url": "https://example.org/a", "api_base_url": ")" +
        elsewhere + "\"}");
    REQUIRE_FALSE(profile);
    CHECK(profile.error().kind == ErrorKind::BadProfile);
    CHECK(profile.error().detail.find("api_base_url") != std::string::npos);

    // And if a profile came another way.
    fixture.speak_to(elsewhere);
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Tls));
    CHECK(ended.error->detail.find("refused to send") != std::string::npos);
}
