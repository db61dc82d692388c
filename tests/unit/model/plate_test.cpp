#include "model/plate.hpp"

#include "support/mesh.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <thread>
#include <utility>

using namespace mmf::model;

namespace {

// A host's snapshot that counts how often it is given back.
struct Snapshot
{
    explicit Snapshot(const char *name)
        : plate{this, name, &object, 1,
                [](const slicer_plate *given) { ++static_cast<Snapshot *>(given->plate_data)->releases; }}
    {
    }

    mmf::test::Mesh mesh = mmf::test::tetrahedron();
    slicer_plate_object object = mesh.object();
    std::atomic<int> releases = 0;
    slicer_plate plate;
};

} // namespace

TEST_CASE("plate: shows the host's objects without a copy")
{
    const Snapshot snapshot("Vase");
    const Plate plate(&snapshot.plate);
    CHECK(plate.name() == "Vase");
    REQUIRE(plate.objects().size() == 1);
    CHECK(plate.objects().data() == &snapshot.object);
}

TEST_CASE("plate: is given back exactly once")
{
    const Snapshot snapshot("Vase");
    {
        Plate first(&snapshot.plate);
        Plate second(std::move(first));
        CHECK(snapshot.releases == 0);
        Plate third;
        third = std::move(second);
        CHECK(snapshot.releases == 0);
        CHECK(third.name() == "Vase");

        SUBCASE("at its end") {}
        SUBCASE("when another takes its place")
        {
            const Snapshot other("Cup");
            third = Plate(&other.plate);
            CHECK(snapshot.releases == 1);
            third = Plate();
            CHECK(other.releases == 1);
        }
        SUBCASE("on another thread")
        {
            std::thread([plate = std::move(third)] {}).join();
            CHECK(snapshot.releases == 1);
        }
    }
    CHECK(snapshot.releases == 1);
}

TEST_CASE("plate: without one there is nothing")
{
    const Plate none(nullptr);
    CHECK(none.objects().empty());
    CHECK(none.name().empty());
    CHECK(Plate().objects().empty());
}

TEST_CASE("plate: names are cleaned")
{
    const auto name_of = [](const char *given) {
        const Snapshot snapshot(given);
        return Plate(&snapshot.plate).name();
    };
    CHECK(name_of("  a\tb\xE2\x80\xAE. c\n") == "ab. c");
    CHECK(name_of("bad \xFF byte") == "bad \xEF\xBF\xBD byte");
    CHECK(name_of("").empty());
    CHECK(name_of(nullptr).empty());
    slicer_plate_object object{};
    CHECK(object_name(object).empty());
    object.name = "Teekanne \xC3\xBC";
    CHECK(object_name(object) == "Teekanne \xC3\xBC");
}
