// A publish with pictures, and what a service may make of them.
#include "support/engine_fixture.hpp"

#include "picture/jpeg.hpp"
#include "picture/render.hpp"

#include <algorithm>
#include <cstddef>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;
using sandbox::Quirk;

namespace {

constexpr picture::View FromTheLeft{-60, 10};

publish::PictureFile bytes_of(const std::string &text)
{
    std::vector<std::byte> bytes(text.size());
    std::transform(text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return std::make_shared<const std::vector<std::byte>>(std::move(bytes));
}

std::string text_of(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// What the cover of this plate must be, byte for byte.
std::string cover_of(const TestPlate &plate, picture::View view)
{
    std::vector<slicer_plate_object> objects;
    for (const Mesh &mesh : plate.meshes()) {
        objects.push_back(mesh.object());
    }
    const auto file = picture::render(objects, view, picture::CoverSize, {})
                          .and_then([](const picture::Image &image) { return picture::to_jpeg(image); })
                          .value();
    std::string text(file.size(), '\0');
    std::transform(file.begin(), file.end(), text.begin(), [](std::byte b) { return static_cast<char>(b); });
    return text;
}

std::string publish_with(EngineFixture &fixture, const TestPlate &plate, publish::Pictures pictures)
{
    auto made = publish::draft_of(plate.acquire());
    REQUIRE(made);
    return fixture.engine().publish(
        {std::move(made->draft), std::move(made->source), true, std::move(pictures)});
}

publish::Pictures cover_and(const std::vector<std::string> &added)
{
    publish::Pictures pictures;
    pictures.cover = FromTheLeft;
    for (const std::string &text : added) {
        pictures.added.push_back(bytes_of(text));
    }
    return pictures;
}

void check_done(const publish::JobEnded &ended, std::size_t lost)
{
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    CHECK(ended.lost_pictures == lost);
}

} // namespace

TEST_CASE("pictures: the cover and what was added arrive byte for byte, in order")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron(), folded_mesh(2000)});
    const auto job = publish_with(fixture, plate, cover_and({"the first", "the second"}));
    check_done(fixture.end_of(job), 0);
    fixture.check_bytes(plate.meshes());
    const auto images = fixture.sandbox.objects().at(0).images;
    REQUIRE(images.size() == 3);
    const std::string names[] = {"cover.jpg", "picture-1.jpg", "picture-2.jpg"};
    const std::string texts[] = {cover_of(plate, FromTheLeft), "the first", "the second"};
    for (std::size_t i = 0; i < images.size(); ++i) {
        CAPTURE(names[i]);
        CHECK(images[i].filename == names[i]);
        CHECK(images[i].content_type == "image/jpeg");
        CHECK(images[i].announced_bytes == texts[i].size());
        CHECK(images[i].posts == 1);
        CHECK((text_of(images[i].local_path) == texts[i]));
    }
    const auto files = fixture.events.all<publish::JobFiles>();
    REQUIRE(files.size() == 1);
    CHECK(files[0].filenames.size() == 5);
    CHECK(files[0].filenames.at(2) == "cover.jpg");
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("pictures: without any, nothing is said of them")
{
    EngineFixture fixture;
    const TestPlate plate({tetrahedron()});
    check_done(fixture.end_of(publish_with(fixture, plate, {})), 0);
    const auto object = fixture.sandbox.objects().at(0);
    CHECK(object.images.empty());
    CHECK(object.request_json.find("images") == std::string::npos);
}

TEST_CASE("pictures: a service that does not take them has the object all the same")
{
    struct Case
    {
        const char *name;
        std::optional<Quirk> quirk;
        const char *fault;
        std::size_t creates;
        std::size_t lost;
        std::size_t posts; // of pictures
    };
    const Case cases[] = {
        {"refused by the create", Quirk::RefuseImages, nullptr, 2, 2, 0},
        {"the create says nothing of them", Quirk::IgnoreImages, nullptr, 1, 2, 0},
        {"one is refused when it is sent", std::nullopt, "POST /api/v2/image#1:422", 1, 1, 2},
        {"none has a place", std::nullopt, "POST /api/v2/image#*:404", 1, 2, 2},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        Setup setup;
        if (c.quirk) {
            setup.sandbox.quirks = {*c.quirk};
        }
        EngineFixture fixture(setup);
        if (c.fault != nullptr) {
            fixture.sandbox.add_fault(c.fault);
        }
        const TestPlate plate({tetrahedron()});
        const auto ended = fixture.end_of(publish_with(fixture, plate, cover_and({"added"})));
        check_done(ended, c.lost);
        CHECK(fixture.creates() == c.creates);
        CHECK(fixture.count("POST", "/api/v2/image") == c.posts);
        REQUIRE(fixture.sandbox.objects().size() == 1);
        fixture.check_bytes(plate.meshes());
        CHECK(fixture.spool_is_empty());
    }
}

TEST_CASE("pictures: a picture whose answer was lost is not sent twice, one that failed is sent again")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/image#1:drop-after");
    const TestPlate plate({tetrahedron()});
    check_done(fixture.end_of(publish_with(fixture, plate, cover_and({"added"}))), 0);
    for (const auto objects = fixture.sandbox.objects(); const auto &image : objects.at(0).images) {
        CHECK(image.status == "done");
        CHECK(image.posts == 1);
    }
}

TEST_CASE("pictures: after a cut they go on where they were, with one create")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/image#*:stop-reading");
    const TestPlate plate({tetrahedron()});
    const auto job = publish_with(fixture, plate, cover_and({"added"}));
    REQUIRE(fixture.wait_for_posts("/api/v2/image", 2));
    std::size_t lost = 0;
    SUBCASE("all are there")
    {
        fixture.crash();
    }
    SUBCASE("one was changed meanwhile")
    {
        fixture.crash();
        std::ofstream(fixture.paths.spool_folder() / job / "picture-1.jpg") << "other";
        lost = 1;
    }
    SUBCASE("one is gone")
    {
        fixture.crash();
        std::filesystem::remove(fixture.paths.spool_folder() / job / "cover.jpg");
        lost = 1;
    }
    CHECK(fixture.end_of(job).phase == Phase::Paused); // of the first engine, which wrote it elsewhere
    fixture.sandbox.clear_faults();
    CHECK(fixture.resume() == std::vector<std::string>{job});
    check_done(fixture.end_of(job), lost);
    CHECK(fixture.creates() == 1);
    const auto images = fixture.sandbox.objects().at(0).images;
    const auto arrived = [](const auto &image) { return image.status == "done"; };
    CHECK(std::count_if(images.begin(), images.end(), arrived) == 2 - static_cast<std::ptrdiff_t>(lost));
    fixture.check_bytes(plate.meshes());
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("pictures: a cover is waited for, and a cancel does not wait for it")
{
    EngineFixture fixture;
    fixture.link();
    const TestPlate plate({folded_mesh(1'000'000)});
    const auto job = publish_with(fixture, plate, cover_and({}));
    REQUIRE(fixture.events.wait_for<publish::JobProgress>(
        [](const auto &progress) { return progress.total > 0 && progress.done == progress.total; }));
    const auto [ended, took] = fixture.cancel(job);
    CHECK(ended.phase == Phase::Cancelled);
    CHECK(took <= Soon);
    CHECK(fixture.creates() == 0);
    CHECK(fixture.spool_is_empty());
}

TEST_CASE("pictures: a cover that takes too long is left out")
{
    Setup setup;
    setup.policy.cover_timeout = milliseconds(1);
    EngineFixture fixture(setup);
    const TestPlate plate({folded_mesh(100'000)});
    check_done(fixture.end_of(publish_with(fixture, plate, cover_and({"added"}))), 1);
    const auto images = fixture.sandbox.objects().at(0).images;
    REQUIRE(images.size() == 1);
    CHECK(images[0].filename == "picture-1.jpg");
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("pictures: where nothing of the model is to be seen, no cover is missed")
{
    EngineFixture fixture;
    const Mesh without_size{"point", {1, 1, 1, 1, 1, 1, 1, 1, 1}, {0, 1, 2}};
    const TestPlate plate({without_size});
    check_done(fixture.end_of(publish_with(fixture, plate, cover_and({"added"}))), 0);
    const auto images = fixture.sandbox.objects().at(0).images;
    REQUIRE(images.size() == 1);
    CHECK(images[0].filename == "picture-1.jpg");
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("pictures: another cover of the same model is the same publish")
{
    EngineFixture fixture;
    fixture.publishes_again = false;
    const TestPlate plate({tetrahedron()});
    check_done(fixture.end_of(publish_with(fixture, plate, cover_and({}))), 0);
    const auto again = publish_with(fixture, plate, cover_and({"added"}));
    REQUIRE(fixture.events.wait_for<publish::AlreadyPublished>(
        [&](const auto &asked) { return asked.job == again; }));
    CHECK(fixture.cancel(again).first.phase == Phase::Cancelled);
    CHECK(fixture.creates() == 1);
}
