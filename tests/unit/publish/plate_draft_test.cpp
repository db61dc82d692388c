#include "publish/plate_draft.hpp"

#include "publish/kept_draft.hpp"
#include "support/mesh.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using test::Mesh;
using test::tetrahedron;

namespace {

// A host's snapshot of some meshes, which counts how often it is given back.
class Snapshot
{
public:
    explicit Snapshot(std::vector<Mesh> meshes, const char *name = "Vase") : m_meshes(std::move(meshes))
    {
        for (const Mesh &mesh : m_meshes) {
            m_objects.push_back(mesh.object());
        }
        m_plate = {this, name, m_objects.data(), static_cast<std::uint32_t>(m_objects.size()),
                   [](const slicer_plate *given) { ++static_cast<Snapshot *>(given->plate_data)->releases; }};
    }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    std::shared_ptr<const model::Plate> plate() const { return std::make_shared<model::Plate>(&m_plate); }

    int releases = 0;

private:
    std::vector<Mesh> m_meshes;
    std::vector<slicer_plate_object> m_objects;
    slicer_plate m_plate{};
};

Mesh named(const char *name)
{
    Mesh mesh = tetrahedron();
    mesh.name = name;
    return mesh;
}

Mesh empty_mesh()
{
    return {"empty", {}, {}, test::Identity};
}

Error error_of(std::vector<Mesh> meshes)
{
    const Snapshot snapshot(std::move(meshes));
    const auto made = draft_of(snapshot.plate());
    REQUIRE_FALSE(made);
    return made.error();
}

// All triangles at one point: what counts is how many.
Mesh many_triangles(std::size_t count)
{
    return {"many", {0, 0, 0}, std::vector<std::uint32_t>(3 * count), test::Identity};
}

} // namespace

TEST_CASE("plate draft: a file for each object that has triangles")
{
    Mesh turned = named("Cup");
    turned.transform = {2, 0, 0, 5, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1};
    const Snapshot snapshot({named("Vase.obj"), empty_mesh(), turned, named("vase"), named("")});
    {
        const auto made = draft_of(snapshot.plate());
        REQUIRE(made);
        CHECK(made->draft.name == "Vase");
        CHECK(made->draft.visibility == api::Visibility::Private);
        CHECK(made->draft.description.empty());
        CHECK(made->draft.source_url.empty());
        CHECK(made->draft.tags.empty());
        std::vector<std::string> names;
        for (const DraftFile &file : made->draft.files) {
            names.push_back(file.filename);
            CHECK(file.triangles == 4);
            CHECK(file.bytes == 84 + 4 * 50);
        }
        CHECK(names == std::vector<std::string>{"Vase.stl", "Cup.stl", "vase-2.stl", "model.stl"});
        const auto &sources = std::get<MeshSource>(made->source).files;
        REQUIRE(sources.size() == 4);
        const char *const origins[] = {"Vase.obj", "Cup", "vase", ""};
        for (std::size_t i = 0; i < 4; ++i) {
            REQUIRE(sources[i].objects.size() == 1);
            CHECK(sources[i].objects[0].name == std::string(origins[i]));
        }
        CHECK(made->left_out == 1);
        const auto files = made->files.files();
        REQUIRE(files[0].size);
        CHECK(files[0].size->x == 10);
        CHECK(files[0].size->y == 20);
        CHECK(files[0].size->z == 30);
        CHECK(files[1].size->z == 60);
        CHECK(check(made->draft, Policy{}).empty());
        CHECK(snapshot.releases == 0);
    }
    CHECK(snapshot.releases == 1);
}

TEST_CASE("plate draft: an untitled plate has no name to offer")
{
    for (const char *name : {"", " ", "\n"}) {
        const Snapshot snapshot({tetrahedron()}, name);
        CHECK(draft_of(snapshot.plate())->draft.name.empty());
    }
}

TEST_CASE("plate draft: an empty plate")
{
    CHECK(error_of({}).kind == ErrorKind::EmptyPlate);
    CHECK(error_of({empty_mesh(), empty_mesh()}).kind == ErrorKind::EmptyPlate);
    const auto none = draft_of(std::make_shared<model::Plate>());
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::EmptyPlate);
}

TEST_CASE("plate draft: a mesh that must not be read is refused by its name")
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    std::vector<Mesh> bad;
    for (const float value : {nan, infinity, -infinity}) {
        for (const std::size_t place : {std::size_t{0}, std::size_t{5}, std::size_t{11}}) {
            bad.push_back(named("bad"));
            bad.back().vertices[place] = value;
        }
        bad.push_back(named("bad"));
        bad.back().transform[3] = value;
    }
    for (const std::uint32_t index : {4U, 5U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        bad.push_back(named("bad"));
        bad.back().triangles.back() = index;
    }
    bad.push_back(named("bad"));
    bad.back().vertices.clear();
    bad.push_back(named("bad")); // finite, and no more so where it is placed
    bad.back().vertices[0] = std::numeric_limits<float>::max();
    bad.back().transform[0] = 10;

    for (std::size_t i = 0; i < bad.size(); ++i) {
        CAPTURE(i);
        const Error error = error_of({tetrahedron(), bad[i], tetrahedron()});
        CHECK(error.kind == ErrorKind::BadMesh);
        CHECK(error.detail.starts_with("\"bad\": "));
    }
}

TEST_CASE("plate draft: the largest mesh that the service takes, and the one after it")
{
    struct Case
    {
        std::size_t triangles;
        std::uint64_t bytes;
        bool is_taken;
    };
    for (const Case &c : {Case{1'999'998, 99'999'984, true}, Case{1'999'999, 100'000'034, false}}) {
        CAPTURE(c.triangles);
        const Snapshot snapshot({many_triangles(c.triangles)});
        const auto made = draft_of(snapshot.plate());
        REQUIRE(made);
        CHECK(made->draft.files.at(0).bytes == c.bytes);
        const auto findings = check(made->draft, Policy{});
        if (c.is_taken) {
            CHECK(findings.empty());
        } else {
            CHECK(findings ==
                  std::vector<DraftFinding>{{DraftField::Files, DraftProblem::FileTooLarge, "many.stl"}});
        }
    }
}

TEST_CASE("plate draft: what was made to fit is sent in its file's place")
{
    Mesh apart = named("Cup"); // moved away: it shares no vertex
    apart.transform[3] = 100;
    const Snapshot snapshot({named("Vase"), apart});
    auto made = draft_of(snapshot.plate());
    REQUIRE(made);
    const auto origin = std::get<PlateObjects>(made->origin_of(made->files.files()[1]));
    REQUIRE(origin.objects.size() == 1);
    CHECK(origin.objects[0].name == std::string("Cup"));
    const auto welded = fit(origin, Way::Ply, Policy{}, {});
    REQUIRE(welded);
    made->fitted[{1}] = *welded;
    made->update_files();

    CHECK(made->draft.files[0] == DraftFile{"Vase.stl", 4, 284});
    CHECK(made->draft.files[1] == DraftFile{"Cup.ply", 4, model::ply_size(4, 4)});
    const auto items = spool_items(made->source, made->draft.files, Policy{});
    REQUIRE(items);
    CHECK((*items)[0].input->size() == 284);
    CHECK((*items)[1].input->size() == model::ply_size(4, 4));
    CHECK((*items)[1].filename == "Cup.ply");

    // It belongs to these objects in one file: with others it is another file, and back it is there again.
    made->files.arrange(Arrangement::OneFile);
    made->update_files();
    CHECK(made->draft.files == std::vector<DraftFile>{{"Vase.stl", 8, 484}});
    made->files.arrange(Arrangement::FileForEach);
    made->files.remove(0);
    CHECK(made->files.rename(0, "Mug") == "Mug.stl");
    made->update_files();
    CHECK(made->draft.files == std::vector<DraftFile>{{"Mug.ply", 4, model::ply_size(4, 4)}});
    made->fitted.clear();
    made->update_files();
    CHECK(made->draft.files == std::vector<DraftFile>{{"Mug.stl", 4, 284}});
}

TEST_CASE("plate draft: a reduced mesh goes as STL")
{
    const Snapshot snapshot({named("Vase")});
    auto made = draft_of(snapshot.plate());
    REQUIRE(made);
    auto fewer = std::make_shared<model::IndexedMesh>();
    fewer->vertices = {0, 0, 0, 1, 0, 0, 0, 1, 0};
    fewer->triangles = {0, 1, 2};
    made->fitted[{0}] = {fewer, MeshFormat::Stl, 0.25};
    made->update_files();
    CHECK(made->draft.files == std::vector<DraftFile>{{"Vase.stl", 1, 134}});
    CHECK(made->files.files()[0].file.triangles == 4); // as it is on the plate
    CHECK(made->fitted_for(made->files.files()[0])->deviation == 0.25);
    CHECK(spool_items(made->source, made->draft.files, Policy{})->front().input->size() == 134);
}

TEST_CASE("plate draft: the dimensions are the files', until a person writes others")
{
    const Snapshot snapshot({named("cup"), named("lid")});
    PlateDraft made = draft_of(snapshot.plate()).value();
    const std::string one = "10 x 20 x 30 mm";
    CHECK(made.draft.hints.dimensions == one + "; " + one);
    made.files.remove(0);
    made.update_files();
    CHECK(made.draft.hints.dimensions == one);
    CHECK(made.measured_dimensions == one);
    made.draft.hints.dimensions = "A hand wide";
    made.files.put_back();
    made.update_files();
    CHECK(made.draft.hints.dimensions == "A hand wide");
    CHECK(made.measured_dimensions == one + "; " + one);

    // Too many for one line say nothing.
    const Snapshot many(std::vector<Mesh>(50, tetrahedron()));
    CHECK(draft_of(many.plate()).value().draft.hints.dimensions.empty());
}

TEST_CASE("plate draft: what was measured is measured anew, what was written is kept")
{
    const Snapshot snapshot({tetrahedron()});
    const PlateDraft untouched = draft_of(snapshot.plate()).value();
    CHECK(kept(untouched).draft.hints.dimensions.empty());
    Mesh larger = tetrahedron();
    larger.vertices.back() = 60;
    const Snapshot scaled({larger});
    PlateDraft again = draft_of(scaled.plate()).value();
    restore(again, kept(untouched));
    CHECK(again.draft.hints.dimensions == "10 x 20 x 60 mm");
    PlateDraft written = untouched;
    written.draft.hints.dimensions = "A hand wide";
    restore(again, kept(written));
    CHECK(again.draft.hints.dimensions == "A hand wide");
}

TEST_CASE("plate draft: the slicer's print settings are offered, and what was written is kept")
{
    const Snapshot snapshot({tetrahedron()});
    const PlateDraft untouched = draft_of(snapshot.plate()).value();
    PrintingHints settings;
    settings.layer_height = "0.2";
    settings.material = "PLA";
    settings.is_support_free = true;
    PlateDraft made = untouched;
    made.offer(settings);
    CHECK(made.draft.hints.layer_height == "0.2");
    CHECK(made.draft.hints.material == "PLA");
    CHECK(made.draft.hints.is_support_free == true);
    CHECK(made.draft.hints.dimensions == untouched.draft.hints.dimensions);
    // As offered, it is nothing that a person has said.
    CHECK(kept(made) == kept(untouched));

    made.draft.hints.material = "PETG";
    const KeptDraft draft = kept(made);
    CHECK(draft.draft.hints.material == "PETG");
    CHECK(draft.draft.hints.layer_height.empty());
    // The slicer's may be others when the model is opened again.
    settings.layer_height = "0.3";
    settings.material = "ABS";
    PlateDraft again = untouched;
    restore(again, draft);
    again.offer(settings);
    CHECK(again.draft.hints.layer_height == "0.3");
    CHECK(again.draft.hints.material == "PETG");
}
