#include "publish/source_check.hpp"

#include "support/file_bytes.hpp"
#include "support/reference_stl.hpp"
#include "support/spool_source.hpp"

#include <doctest/doctest.h>
#include <stop_token>
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
    CHECK(count_objects(source) == 4);
    const auto check = check_source(source, {});
    REQUIRE(check);
    CHECK(check->objects == 3);
    CHECK(check->triangles == 11);
    CHECK(check->findings == OneHole);
}

TEST_CASE("source check: what the host wrote is one object")
{
    const TempFolder state;
    const auto file = IncomingFile::create(state / "incoming");
    REQUIRE(file);
    write_bytes((*file)->path(), mmf::test::reference::stl({open_tetrahedron()}));

    const FileSource source{*file};
    CHECK(count_objects(source) == 1);
    const auto check = check_source(source, {});
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
    const auto missing = check_source(FileSource{*file}, {});
    REQUIRE(!missing);
    CHECK(missing.error().kind == ErrorKind::Disk);

    std::stop_source stop;
    stop.request_stop();
    const SpoolSource meshes({tetrahedron()});
    MeshSource source;
    source.files = {{{meshes.objects[0]}, {}}};
    const auto stopped = check_source(source, stop.get_token());
    REQUIRE(!stopped);
    CHECK(stopped.error().kind == ErrorKind::Cancelled);
}
