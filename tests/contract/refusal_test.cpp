// What is refused on this machine: the service hears nothing of it, and nothing of it stays on the disk.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <limits>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

// As if the plate had changed after its draft was made: the engine looks for itself.
publish::JobEnded publish_unchecked(EngineFixture &fixture, const TestPlate &plate)
{
    publish::PublishRequest request;
    request.draft.name = "Unchecked";
    request.draft.files = {{"part.stl", 4, 284}};
    const auto acquired = plate.acquire();
    const auto objects = acquired->objects();
    request.source = publish::MeshSource{acquired, {{{objects.begin(), objects.end()}, {}}}};
    return fixture.end_of(fixture.engine().publish(std::move(request)));
}

void check_refused(EngineFixture &fixture, const TestPlate &plate, const publish::JobEnded &ended,
                   ErrorKind kind)
{
    CHECK(ended.phase == Phase::Failed);
    CHECK_FALSE(ended.is_resumable);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(kind));
    CHECK(plate.releases() == 1);
    CHECK(fixture.spool_is_empty());
    CHECK(fixture.sandbox.requests().empty());
    CHECK(fixture.events.all<publish::SignInWanted>().empty());
    CHECK(fixture.resume().empty());
}

} // namespace

TEST_CASE("a mesh that is no mesh is refused before anything is sent")
{
    Mesh mesh = tetrahedron();
    ErrorKind kind = ErrorKind::BadMesh;
    SUBCASE("not a number")
    {
        mesh.vertices[4] = std::numeric_limits<float>::quiet_NaN();
    }
    SUBCASE("infinite")
    {
        mesh.vertices[4] = std::numeric_limits<float>::infinity();
    }
    SUBCASE("infinite by its transform")
    {
        mesh.transform[0] = std::numeric_limits<float>::max();
    }
    SUBCASE("an index out of range")
    {
        mesh.triangles[5] = 4;
    }
    SUBCASE("no triangle")
    {
        mesh.triangles.clear();
        kind = ErrorKind::EmptyPlate;
    }
    SUBCASE("nothing")
    {
        mesh = {};
        kind = ErrorKind::EmptyPlate;
    }
    const TestPlate plate({mesh});
    {
        const auto draft = publish::draft_of(plate.acquire());
        REQUIRE_FALSE(draft);
        CHECK(std::string(to_string(draft.error().kind)) == to_string(kind));
        CHECK(plate.releases() == 1);
    }
    const TestPlate changed({mesh});
    EngineFixture fixture;
    check_refused(fixture, changed, publish_unchecked(fixture, changed), kind);
}

TEST_CASE("an empty plate is refused before anything is sent")
{
    const TestPlate plate({});
    EngineFixture fixture;
    check_refused(fixture, plate, publish_unchecked(fixture, plate), ErrorKind::EmptyPlate);
}

TEST_CASE("one bad mesh among good ones keeps all from being sent")
{
    auto meshes = numbered_meshes(3);
    meshes[2].triangles[0] = 99;
    const TestPlate plate(std::move(meshes));
    EngineFixture fixture;
    check_refused(fixture, plate, publish_unchecked(fixture, plate), ErrorKind::BadMesh);
}

TEST_CASE("a file of 100 MB is refused before anything is sent")
{
    const TestPlate plate({folded_mesh(1'999'999)}); // 100,000,034 bytes
    EngineFixture fixture;
    const auto ended = fixture.publish_to_end(plate);
    check_refused(fixture, plate, ended, ErrorKind::TooLarge);
    CHECK(ended.error->detail.find("big.stl") != std::string::npos);
}

TEST_CASE("the limit is for each file, and is itself too much")
{
    Setup setup;
    setup.policy.max_file_bytes = 84 + 4 * 50 + 1;
    EngineFixture fixture(setup);
    SUBCASE("below it")
    {
        const TestPlate plate(numbered_meshes(3));
        CHECK(fixture.publish_to_end(plate).phase == Phase::Done);
        fixture.check_bytes(plate.meshes());
    }
    SUBCASE("at it")
    {
        setup.policy.max_file_bytes = 84 + 4 * 50;
        EngineFixture strict(setup);
        const TestPlate plate(numbered_meshes(3));
        check_refused(strict, plate, strict.publish_to_end(plate), ErrorKind::TooLarge);
    }
}

TEST_CASE("a folder that cannot be written is told and nothing is sent")
{
    EngineFixture fixture;
    // A file where the spool's folder should be; permissions would not stop the superuser.
    fixture.paths.state = fixture.folder / "file" / "state";
    std::fclose(std::fopen((fixture.folder / "file").c_str(), "we"));
    const TestPlate plate({tetrahedron()});
    const auto ended = fixture.publish_to_end(plate);
    CHECK(ended.phase == Phase::Failed);
    REQUIRE(ended.error);
    CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::Disk));
    fixture.end_engine();
    CHECK(plate.releases() == 1);
    CHECK(fixture.sandbox.requests().empty());
}
