#include "publish/source_check.hpp"

#include "model/stl.hpp"
#include "model/weld.hpp"
#include "support/file_bytes.hpp"
#include "support/reference_stl.hpp"
#include "support/spool_source.hpp"

#include <cstdint>
#include <doctest/doctest.h>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using mmf::publish::test::SpoolSource;
using mmf::test::Mesh;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;
using mmf::test::write_bytes;

namespace {

Mesh open_tetrahedron()
{
    Mesh mesh = tetrahedron();
    mesh.triangles.resize(9);
    return mesh;
}

const std::vector<model::PrintFinding> OneHole = {{model::PrintProblem::OpenEdges, 3}};

} // namespace

TEST_CASE("source check: each object of each file is looked at; those without triangles are none")
{
    Mesh empty;
    empty.name = "empty";
    const SpoolSource meshes({tetrahedron(), open_tetrahedron(), empty, tetrahedron()});
    const auto &objects = meshes.objects;
    MeshSource source;
    source.files = {{{objects[0]}, {}}, {{objects[1], objects[2], objects[3]}, {}}};
    const auto check = check_source(source, Policy(), {});
    REQUIRE(check);
    CHECK(check->objects == 3);
    CHECK(check->triangles == 11);
    CHECK(check->findings == OneHole);
}

TEST_CASE("source check: what the host wrote is one mesh")
{
    const TempFolder state;
    const auto file = IncomingFile::create(state / "incoming");
    REQUIRE(file);
    write_bytes((*file)->path(), mmf::test::reference::stl({open_tetrahedron()}));

    const FileSource source{*file};
    const auto check = check_source(source, Policy(), {});
    REQUIRE(check);
    CHECK(check->objects == 1);
    CHECK(check->size.z == 30);
    CHECK(check->findings == OneHole);
}

TEST_CASE("source check: what is not there, and a stop, are errors")
{
    const TempFolder state;
    const auto file = IncomingFile::create(state / "incoming");
    REQUIRE(file);
    const auto missing = check_source(FileSource{*file}, Policy(), {});
    REQUIRE(!missing);
    CHECK(missing.error().kind == ErrorKind::Disk);

    std::stop_source stop;
    stop.request_stop();
    const SpoolSource meshes({tetrahedron()});
    MeshSource source;
    source.files = {{{meshes.objects[0]}, {}}};
    const auto stopped = check_source(source, Policy(), stop.get_token());
    REQUIRE(!stopped);
    CHECK(stopped.error().kind == ErrorKind::Cancelled);
}

TEST_CASE("source check: what is too large is not looked at")
{
    const TempFolder state;
    const auto file = IncomingFile::create(state / "incoming");
    REQUIRE(file);
    const auto path = (*file)->path();
    const FileSource source{*file};
    const auto announce = [&](std::uint32_t triangles) {
        std::string header(80, '\0');
        mmf::test::reference::put_u32(header, triangles);
        write_bytes(path, header);
        std::filesystem::resize_file(path, model::stl_size(triangles)); // sparse: triangles of zeros
    };
    const auto error_of = [](const Result<model::PrintCheck> &check) {
        return check ? ErrorKind::Internal : check.error().kind;
    };

    // Forty gigabytes, of which nothing may be read.
    announce(800'000'000);
    CHECK(error_of(check_source(source, Policy(), {})) == ErrorKind::TooLarge);
    Policy policy;
    policy.max_file_bytes = model::stl_size(1000);
    announce(1000);
    CHECK(error_of(check_source(source, policy, {})) == ErrorKind::TooLarge);
    announce(999);
    CHECK(check_source(source, policy, {}));

    // Nor the numbers of a mesh, which are not there.
    const Mesh mesh = tetrahedron();
    slicer_plate_object object = mesh.object();
    object.triangle_count = MostCheckedTriangles;
    MeshSource meshes;
    meshes.files = {{{mesh.object(), object}, {}}};
    CHECK(error_of(check_source(meshes, Policy(), {})) == ErrorKind::TooLarge);
}

TEST_CASE("source check: the size of what may be several objects in one mesh is no finding")
{
    // Side by side, together longer than a bed.
    Mesh far = tetrahedron();
    far.transform[3] = 300;
    const SpoolSource meshes({tetrahedron(), far});
    const auto welded = model::weld(meshes.objects, {});
    REQUIRE(welded);
    const auto findings = [](const MeshFile &file) {
        const auto check = check_source(MeshSource{{}, {file}}, Policy(), {});
        return check ? check->findings : std::vector<model::PrintFinding>{{model::PrintProblem::Specks, 99}};
    };
    CHECK(findings({{welded->object()}, {}, true}).empty());
    CHECK(findings({{welded->object()}, {}, false}) ==
          std::vector<model::PrintFinding>{{model::PrintProblem::LargerThanBed, 1}});
    // One piece is one object.
    Mesh large = tetrahedron();
    large.transform[0] = large.transform[5] = large.transform[10] = 10;
    CHECK(findings({{large.object()}, {}, true}) ==
          std::vector<model::PrintFinding>{{model::PrintProblem::LargerThanBed, 1}});

    const TempFolder state;
    const auto file = IncomingFile::create(state / "incoming");
    REQUIRE(file);
    write_bytes((*file)->path(), mmf::test::reference::stl(meshes.meshes));
    const auto check = check_source(FileSource{*file}, Policy(), {});
    REQUIRE(check);
    CHECK(check->findings.empty());
}
