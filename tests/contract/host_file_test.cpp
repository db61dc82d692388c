// Publishing what a host wrote to a file: the very bytes, at most once, and nothing left behind.
#include "support/engine_fixture.hpp"
#include "support/host_file.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <limits>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;
using publish::Reading;
namespace fs = std::filesystem;

namespace {

std::string digest_of(const std::string &bytes)
{
    Sha256 digest;
    digest.update(std::as_bytes(std::span(bytes)));
    return digest.finish_hex();
}

// Publishes what is at `incoming`, and no longer holds it when it returns.
std::string publish_file(EngineFixture &fixture, publish::HostFile file, Reading reading = Reading::Header)
{
    auto made = publish::draft_of(std::move(file), reading, Policy{});
    REQUIRE(made);
    return fixture.engine().publish({std::move(made->draft), std::move(made->source)});
}

void check_held(const EngineFixture &fixture, const std::string &bytes)
{
    const auto objects = fixture.sandbox.objects();
    REQUIRE(objects.size() == 1);
    REQUIRE(objects[0].files.size() == 1);
    CHECK(objects[0].files[0].sha256 == digest_of(bytes));
    CHECK(objects[0].files[0].announced_bytes == bytes.size());
    CHECK(objects[0].files[0].filename == "Vase.stl");
    CHECK(objects[0].files[0].posts == 1);
}

void check_nothing_left(const EngineFixture &fixture)
{
    CHECK(fixture.spool_is_empty());
    CHECK(fs::is_empty(fixture.paths.incoming_folder()));
}

void check_refused(EngineFixture &fixture, const std::string &job, ErrorKind kind)
{
    const auto ended = fixture.end_of(job);
    CHECK(ended.phase == Phase::Failed);
    CHECK_FALSE(ended.is_resumable);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(kind));
    CHECK(fixture.sandbox.requests().empty());
    CHECK(fixture.spool_is_empty());
}

} // namespace

TEST_CASE("a host's file arrives byte for byte")
{
    for (const Reading reading : {Reading::Header, Reading::Whole}) {
        EngineFixture fixture;
        const std::string bytes = exported(folded_mesh(20'000));
        const auto job = publish_file(fixture, host_file(fixture.paths.incoming_folder(), bytes), reading);
        const auto ended = fixture.end_of(job);
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.is_confirmed);
        CHECK(ended.name == "Vase");
        check_held(fixture, bytes);
        check_nothing_left(fixture);
    }
}

TEST_CASE("a host's file on another file system arrives byte for byte")
{
    const auto other = elsewhere();
    if (!other) {
        MESSAGE("there is no other file system here: not tried");
        return;
    }
    EngineFixture fixture;
    const std::string bytes = exported(folded_mesh(20'000));
    const auto job = publish_file(fixture, host_file(*other / "incoming", bytes));
    CHECK(fixture.end_of(job).phase == Phase::Done);
    check_held(fixture, bytes);
    CHECK(fixture.spool_is_empty());
    CHECK(fs::is_empty(*other / "incoming"));
}

TEST_CASE("cancel takes effect while a host's file is taken over")
{
    const auto other = elsewhere();
    EngineFixture fixture;
    const std::string bytes = exported(folded_mesh(1'000'000));
    std::vector<fs::path> places = {fixture.paths.incoming_folder()};
    if (other) {
        places.push_back(*other / "incoming");
    }
    for (const fs::path &incoming : places) {
        CAPTURE(incoming);
        const auto job = publish_file(fixture, host_file(incoming, bytes));
        REQUIRE(fixture.events.wait_for<publish::JobProgress>([&](const auto &progress) {
            return progress.job == job && progress.phase == Phase::Spooling && progress.done > 0;
        }));
        const auto [ended, took] = fixture.cancel(job);
        CHECK(took <= Soon);
        CHECK(ended.phase == Phase::Cancelled);
        CHECK_FALSE(ended.is_resumable);
        CHECK(fixture.sandbox.requests().empty());
        CHECK(fixture.spool_is_empty());
        CHECK(fs::is_empty(incoming));
    }
}

TEST_CASE("a host's file that is not what the draft was made for is not sent")
{
    EngineFixture fixture;
    const std::string bytes = exported(tetrahedron());
    const auto file = host_file(fixture.paths.incoming_folder(), bytes);
    const fs::path path = file.file->path();
    auto made = publish::draft_of(file, Reading::Whole, Policy{});
    REQUIRE(made);
    SUBCASE("gone")
    {
        fs::remove(path);
    }
    SUBCASE("cut off")
    {
        fs::resize_file(path, bytes.size() - 1);
    }
    SUBCASE("another one")
    {
        std::ofstream(path, std::ios::binary) << exported(folded_mesh(5));
    }
    SUBCASE("a link to the same bytes")
    {
        fs::rename(path, fixture.folder / "moved.stl");
        fs::create_symlink(fixture.folder / "moved.stl", path);
    }
    check_refused(fixture, fixture.engine().publish({made->draft, made->source}), ErrorKind::Disk);
}

TEST_CASE("a coordinate that is not a number is found before anything is sent")
{
    EngineFixture fixture;
    Mesh mesh = folded_mesh(20'000);
    mesh.vertices[8] = std::numeric_limits<float>::infinity();
    const auto file = host_file(fixture.paths.incoming_folder(), exported(mesh));
    CHECK_FALSE(publish::draft_of(file, Reading::Whole, Policy{}));
    check_refused(fixture, publish_file(fixture, file), ErrorKind::BadMesh);
}

TEST_CASE("the limit holds for a host's file too")
{
    const std::string bytes = exported(tetrahedron());
    for (const bool is_below : {true, false}) {
        Setup setup;
        setup.policy.max_file_bytes = bytes.size() + (is_below ? 1 : 0);
        EngineFixture fixture(setup);
        const auto job = publish_file(fixture, host_file(fixture.paths.incoming_folder(), bytes));
        if (is_below) {
            CHECK(fixture.end_of(job).phase == Phase::Done);
            check_held(fixture, bytes);
        } else {
            check_refused(fixture, job, ErrorKind::TooLarge);
        }
    }
}

TEST_CASE("a host's file of 100 MB is refused before anything is sent")
{
    EngineFixture fixture;
    std::string header = exported(tetrahedron()).substr(0, 80);
    reference::put_u32(header, 1'999'999);
    const auto file = host_file(fixture.paths.incoming_folder(), header);
    fs::resize_file(file.file->path(), 100'000'034);
    const auto made = publish::draft_of(file, Reading::Header, Policy{});
    REQUIRE(made);
    CHECK(check(made->draft, Policy{}).size() == 1);
    check_refused(fixture, publish_file(fixture, file), ErrorKind::TooLarge);
}

TEST_CASE("what the service refused can be published again from the same file")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/object#1:422");
    const std::string bytes = exported(folded_mesh(10'000));
    {
        const auto made =
            publish::draft_of(host_file(fixture.paths.incoming_folder(), bytes), Reading::Whole, Policy{});
        REQUIRE(made);
        CHECK(fixture.end_of(fixture.engine().publish({made->draft, made->source})).phase == Phase::Failed);
        CHECK(fixture.spool_is_empty());
        CHECK(fixture.end_of(fixture.engine().publish({made->draft, made->source})).phase == Phase::Done);
    }
    check_held(fixture, bytes);
    check_nothing_left(fixture);
}

TEST_CASE("a slicer killed in the middle goes on without the host's file, and tidies up")
{
    EngineFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#1:stop-reading");
    const std::string bytes = exported(folded_mesh(400'000));
    auto made =
        publish::draft_of(host_file(fixture.paths.incoming_folder(), bytes), Reading::Whole, Policy{});
    REQUIRE(made); // held until the end, as by an open dialog
    const auto job = fixture.engine().publish({made->draft, made->source});
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 1));
    fixture.crash();
    REQUIRE_FALSE(fs::is_empty(fixture.paths.incoming_folder()));
    const auto living = host_file(fixture.paths.incoming_folder(), bytes);

    fixture.engine().resume_all();
    const auto resumed = fixture.events.wait_for<publish::ResumeStarted>();
    REQUIRE(resumed);
    CHECK(resumed->jobs == std::vector<std::string>{job});
    REQUIRE(fixture.events.wait_for<publish::JobEnded>(
        [](const auto &ended) { return ended.phase == Phase::Done; }));
    check_held(fixture, bytes);
    CHECK(fixture.spool_is_empty());
    CHECK(fs::exists(living.file->path()));
    CHECK(std::distance(fs::directory_iterator(fixture.paths.incoming_folder()), {}) == 1);
}
