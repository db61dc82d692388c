// What arrives where a model was too large and was made to fit.
#include "support/engine_fixture.hpp"
#include "support/received_stl.hpp"

#include "publish/fit.hpp"
#include "support/file_bytes.hpp"
#include "support/host_file.hpp"
#include "support/reference_ply.hpp"
#include "support/reference_stl.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <numbers>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;
using publish::Way;

namespace {

// Closed; each triangle with vertices of its own.
Mesh ball(std::uint32_t rings)
{
    Mesh mesh;
    const auto corner = [&](std::uint32_t ring, std::uint32_t step) {
        const double down = std::numbers::pi * ring / rings;
        const double round = std::numbers::pi * (step % (2 * rings)) / rings;
        const double wide = ring == 0 || ring == rings ? 0 : std::sin(down); // the poles are one point each
        mesh.triangles.push_back(static_cast<std::uint32_t>(mesh.vertices.size() / 3));
        for (const double value : {wide * std::cos(round), wide * std::sin(round), std::cos(down)}) {
            mesh.vertices.push_back(static_cast<float>(20 * value) + 0.0F); // no -0
        }
    };
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        for (std::uint32_t step = 0; step < 2 * rings; ++step) {
            if (ring > 0) {
                corner(ring, step);
                corner(ring + 1, step);
                corner(ring, step + 1);
            }
            if (ring + 1 < rings) {
                corner(ring, step + 1);
                corner(ring + 1, step);
                corner(ring + 1, step + 1);
            }
        }
    }
    return mesh;
}

// Half of what the mesh has as STL.
Setup half_of(const Mesh &mesh)
{
    Setup setup;
    setup.policy.max_file_bytes = reference::stl({mesh}).size() / 2;
    return setup;
}

// The plate's first file, made to fit.
publish::PlateDraft fitted(const publish::OnPlate &plate, Way way, const Policy &policy)
{
    auto made = publish::draft_of(plate, publish::Reading::Whole, policy);
    REQUIRE(made);
    CHECK(check(made->draft, policy).size() == 1);
    const auto file = made->files.files().at(0);
    const auto mesh = publish::fit(made->origin_of(file), way, policy, {});
    REQUIRE(mesh);
    made->fitted[file.objects] = *mesh;
    made->update_files();
    made->draft.name = "Ball";
    CHECK(check(made->draft, policy).empty());
    return std::move(*made);
}

// Told, held and announced alike.
std::string received(const EngineFixture &fixture, const publish::PlateDraft &made)
{
    const auto objects = fixture.sandbox.objects();
    REQUIRE(objects.size() == 1);
    const auto &file = objects[0].files.at(0);
    CHECK(file.filename == made.draft.files[0].filename);
    CHECK(file.announced_bytes == made.draft.files[0].bytes);
    CHECK(file.bytes == made.draft.files[0].bytes);
    CHECK(file.bytes < fixture.setup.policy.max_file_bytes);
    return read_bytes(file.local_path);
}

// The same triangles, each with its corners in the same order.
void check_same_triangles(const std::string &ply, const Mesh &mesh)
{
    Mesh read = reference::read_ply(ply);
    CHECK(read.vertices.size() < mesh.vertices.size() / 4);
    CHECK(reference::stl({read}) == reference::stl({mesh}));
}

} // namespace

TEST_CASE("a mesh that is too large arrives as PLY with every triangle it has")
{
    const Mesh mesh = ball(40);
    EngineFixture fixture(half_of(mesh));
    fixture.link();
    const TestPlate plate({mesh});
    const auto made = fitted(plate.acquire(), Way::Ply, fixture.setup.policy);
    CHECK(made.draft.files[0].filename == "part.ply");
    const auto ended = fixture.end_of(fixture.engine().publish({made.draft, made.source}));
    CHECK(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    check_same_triangles(received(fixture, made), mesh);
}

TEST_CASE("a mesh that is too large arrives reduced, closed and as large as it was")
{
    const Mesh mesh = ball(40);
    EngineFixture fixture(half_of(mesh));
    fixture.link();
    const TestPlate plate({mesh});
    const auto made = fitted(plate.acquire(), Way::Reduce, fixture.setup.policy);
    const double deviation = made.fitted.begin()->second.deviation;
    CHECK(deviation > 0);
    CHECK(deviation < 0.5);
    const auto ended = fixture.end_of(fixture.engine().publish({made.draft, made.source}));
    CHECK(ended.phase == Phase::Done);
    CHECK(received(fixture, made).size() % 50 == 34);
    const auto facets = read_received_stl(fixture.sandbox.objects().at(0).files.at(0));
    CHECK(facets.size() == made.draft.files[0].triangles);
    CHECK(facets.size() < mesh.triangles.size() / 3 / 2);
    const double whole = 4.0 / 3 * std::numbers::pi * 20 * 20 * 20;
    CHECK(signed_volume(facets) > 0.95 * whole);
    CHECK(signed_volume(facets) < whole);
}

TEST_CASE("a host's file that is too large is made to fit as meshes are")
{
    const Mesh mesh = ball(30);
    for (const Way way : {Way::Ply, Way::Reduce}) {
        EngineFixture fixture(half_of(mesh));
        fixture.link();
        const auto made = fitted(host_file(fixture.paths.incoming_folder(), reference::stl({mesh})), way,
                                 fixture.setup.policy);
        CHECK(fixture.end_of(fixture.engine().publish({made.draft, made.source})).phase == Phase::Done);
        const std::string bytes = received(fixture, made);
        if (way == Way::Ply) {
            check_same_triangles(bytes, mesh);
        } else {
            CHECK(bytes.size() == 84 + 50 * made.draft.files[0].triangles);
        }
    }
}

TEST_CASE("what was made to fit goes on in another engine with the same bytes")
{
    const Mesh mesh = ball(40);
    EngineFixture fixture(half_of(mesh));
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#1:stop-reading");
    std::string job;
    publish::Draft draft;
    {
        const TestPlate plate({mesh});
        const auto made = fitted(plate.acquire(), Way::Ply, fixture.setup.policy);
        draft = made.draft;
        job = fixture.engine().publish({made.draft, made.source});
        REQUIRE(fixture.wait_for_posts("/api/v2/file", 1));
        fixture.engine().pause_all();
        CHECK(fixture.end_of(job).phase == Phase::Paused);
        fixture.end_engine();
    } // the plate is gone, and what was made of it
    fixture.sandbox.clear_faults();
    CHECK(fixture.resume() == std::vector<std::string>{job});
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.creates() == 1);
    const auto file = fixture.sandbox.objects().at(0).files.at(0);
    CHECK(file.filename == draft.files[0].filename);
    check_same_triangles(read_bytes(file.local_path), mesh);
}
