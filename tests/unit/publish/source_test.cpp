#include "publish/source.hpp"

#include "support/spool_source.hpp"

#include <doctest/doctest.h>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using mmf::publish::test::SpoolSource;
using mmf::test::Mesh;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;

TEST_CASE("source: the same meshes are known by what they are, not by how many there are")
{
    Mesh moved = tetrahedron();
    moved.transform[3] = 5;
    const SpoolSource meshes({tetrahedron(), tetrahedron(), moved});
    const auto &objects = meshes.objects;
    slicer_plate_object instance = objects[0]; // the same numbers elsewhere
    instance.transform[3] = 5;
    const auto of = [](std::vector<slicer_plate_object> shown, bool may_be_several = false) {
        return Source(MeshSource{{}, {{std::move(shown), {}, may_be_several}}});
    };
    CHECK(are_same_meshes(of({objects[0], objects[1]}), of({objects[0], objects[1]})));
    CHECK(!are_same_meshes(of({objects[0]}), of({objects[1]})));
    CHECK(!are_same_meshes(of({objects[0]}), of({instance})));
    CHECK(!are_same_meshes(of({objects[0]}), of({objects[0], objects[1]})));
    CHECK(!are_same_meshes(of({objects[0]}, true), of({objects[0]}, false)));

    const TempFolder state;
    const auto file = IncomingFile::create(state / "incoming");
    const auto other = IncomingFile::create(state / "incoming");
    REQUIRE(file);
    REQUIRE(other);
    CHECK(are_same_meshes(FileSource{*file}, FileSource{*file}));
    CHECK(!are_same_meshes(FileSource{*file}, FileSource{*other}));
    CHECK(!are_same_meshes(FileSource{*file}, of({objects[0]})));
}
