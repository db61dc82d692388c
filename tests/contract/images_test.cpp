// An object with pictures, by the API's client alone: announced, sent and confirmed.
#include "api/client.hpp"
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <optional>

using namespace mmf;
using namespace mmf::test;
using api::ImageFormat;

namespace {

class NobodyAsks final : public auth::Authorizer
{
public:
    void authorize(auth::AuthorizationRequest, OnGranted on_granted) override
    {
        on_granted(fail(ErrorKind::Cancelled));
    }
    void ask_password(auth::PasswordRequest, OnGranted on_granted) override
    {
        on_granted(fail(ErrorKind::Cancelled));
    }
    void abandon() override {}
};

class NoAccount final : public auth::AccountPort
{
public:
    void ask_account(OnTold) override {}
    void account_changed() override {}
};

// The client of the API on real sockets, with a link.
struct ApiFixture : EngineFixture
{
    ApiFixture() { link(); }

    template <typename T>
    T wait_for(std::optional<api::Outcome<T>> &outcome)
    {
        const auto deadline = std::chrono::steady_clock::now() + Patience;
        while (!outcome && std::chrono::steady_clock::now() < deadline) {
            loop.run_once(milliseconds(100));
        }
        REQUIRE(outcome);
        REQUIRE(*outcome);
        return std::move(**outcome);
    }
    template <typename T>
    static api::OnOutcome<T> into(std::optional<api::Outcome<T>> &place)
    {
        return [&place](api::Outcome<T> outcome) { place = std::move(outcome); };
    }

    http::FileBody file(const std::string &name, const std::string &bytes) const
    {
        std::ofstream(folder / name, std::ios::binary) << bytes;
        return {folder / name, bytes.size()};
    }

    SystemClock clock;
    http::Client transport{{"contract-tests/1", {}}, setup.policy, log};
    Loop loop{clock, transport};
    auth::LinkLock lock{paths.state, profile.link_key()};
    MemoryTokenStore store{loop, keyring};
    NobodyAsks authorizer;
    NoAccount accounts;
    auth::Session session{profile,
                          setup.policy,
                          auth::Session::Host{"en", "contract-tests/1"},
                          {loop, transport, store, lock, authorizer, accounts, log}};
    api::Client client{profile.api_base_url, setup.policy, {loop, transport, session}};
};

} // namespace

TEST_CASE("pictures of three formats go to their places and come back as complete")
{
    ApiFixture world;
    struct Picture
    {
        const char *name;
        ImageFormat format;
        const char *type;
    };
    const Picture pictures[] = {{"cover.png", ImageFormat::Png, "image/png"},
                                {"side.jpg", ImageFormat::Jpeg, "image/jpeg"},
                                {"turn.gif", ImageFormat::Gif, "image/gif"}};
    api::NewObject object;
    object.name = "With pictures";
    object.files = {{"part.stl", 84}};
    std::vector<std::string> names;
    for (const Picture &picture : pictures) {
        names.emplace_back(picture.name);
        object.images.push_back({picture.name, names.back().size()});
    }
    std::optional<api::Outcome<api::CreatedObject>> outcome;
    const auto create = world.client.create_object(object, world.into(outcome));
    const auto created = world.wait_for(outcome);
    const auto slots = api::match_slots(names, created.images);
    REQUIRE(slots);

    for (std::size_t i = 0; i < names.size(); ++i) {
        std::optional<api::Outcome<std::monostate>> posted;
        std::uint64_t sent = 0;
        const auto call = world.client.post_image(
            (*slots)[i], pictures[i].format, world.file(names[i], names[i]),
            [&](http::Progress progress) { sent = progress.sent; }, world.into(posted));
        world.wait_for(posted);
        CHECK(sent == names[i].size());
    }
    std::optional<api::Outcome<api::UploadStatus>> told;
    const auto status = world.client.upload_status(created.id, world.into(told));
    const auto reports = world.wait_for(told).images;
    CHECK(api::match_statuses(*slots, reports) == std::vector(3, api::FileStatus::Complete));

    const auto held = world.sandbox.objects().at(0).images;
    REQUIRE(held.size() == 3);
    for (std::size_t i = 0; i < held.size(); ++i) {
        CHECK(held[i].filename == names[i]);
        CHECK(held[i].announced_bytes == names[i].size());
        CHECK(held[i].content_type == pictures[i].type);
        CHECK(held[i].content_disposition == "filename=\"" + names[i] + "\"");
        std::ifstream file(held[i].local_path, std::ios::binary);
        CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == names[i]);
    }
}
