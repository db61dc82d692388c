#include "publish/fit.hpp"

#include "publish/fitting.hpp"
#include "support/file_bytes.hpp"
#include "support/mesh.hpp"
#include "support/reference_stl.hpp"
#include "support/temp_folder.hpp"

#include <chrono>
#include <doctest/doctest.h>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using mmf::test::Mesh;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;

namespace {

PlateFiles files_of(const std::vector<std::uint64_t> &triangles, Arrangement arrangement)
{
    std::vector<PlatePart> parts;
    for (const std::uint64_t count : triangles) {
        parts.push_back({parts.size(), "part", {count, {}, {}}, true});
    }
    PlateFiles files("Vase", std::move(parts));
    files.arrange(arrangement);
    return files;
}

// A plate of side by side quads with one bump, each triangle with vertices of its own.
Mesh sheet(std::uint32_t side)
{
    Mesh mesh;
    const auto corner = [&](std::uint32_t x, std::uint32_t y) {
        const bool is_bump = x == side / 2 && y == side / 2;
        mesh.triangles.push_back(static_cast<std::uint32_t>(mesh.vertices.size() / 3));
        mesh.vertices.insert(mesh.vertices.end(),
                             {static_cast<float>(x), static_cast<float>(y), is_bump ? 3.0F : 0.0F});
    };
    for (std::uint32_t y = 0; y < side; ++y) {
        for (std::uint32_t x = 0; x < side; ++x) {
            corner(x, y);
            corner(x + 1, y);
            corner(x + 1, y + 1);
            corner(x, y);
            corner(x + 1, y + 1);
            corner(x, y + 1);
        }
    }
    return mesh;
}

FileOrigin origin_of(const Mesh &mesh)
{
    return PlateObjects{nullptr, {mesh.object()}};
}

Policy limit(std::uint64_t bytes)
{
    Policy policy;
    policy.max_file_bytes = bytes;
    return policy;
}

} // namespace

TEST_CASE("fit: the most triangles below a limit")
{
    struct Case
    {
        std::uint64_t limit;
        std::uint64_t triangles;
    };
    for (const Case &c :
         {Case{0, 0}, Case{84, 0}, Case{85, 0}, Case{134, 0}, Case{135, 1}, Case{184, 1}, Case{185, 2},
          Case{100'000'000, 1'999'998}, Case{100'000'034, 1'999'998}, Case{100'000'035, 1'999'999}}) {
        CAPTURE(c.limit);
        CHECK(most_stl_triangles(c.limit) == c.triangles);
    }
}

TEST_CASE("fit: the ways there are, with their sizes")
{
    using Ways = std::vector<WayToFit>;
    const WayToFit reduced{Way::Reduce, 1, 1'989'998, 99'499'984};
    const auto ply = [](std::uint64_t triangles) {
        return WayToFit{Way::Ply, 1, triangles, model::ply_size(triangles / 2 + 2, triangles)};
    };
    struct Case
    {
        const char *what;
        std::vector<std::uint64_t> triangles;
        Arrangement arrangement;
        Ways ways;
    };
    const auto each = Arrangement::FileForEach;
    const auto one = Arrangement::OneFile;
    const std::vector<Case> cases = {
        {"one triangle", {1}, each, {}},
        {"exactly the limit", {1'999'998}, each, {}},
        {"one more", {1'999'999}, each, {reduced, ply(1'999'999)}},
        {"the largest that PLY helps", {5'263'140}, each, {reduced, ply(5'263'140)}},
        {"too large for PLY too", {5'263'160}, each, {reduced}},
        {"objects that fit together", {1'000'000, 900'000}, one, {}},
        {"objects that fit apart",
         {1'000'000, 1'100'000, 7},
         one,
         {{Way::FileForEach, 3, 2'100'007, 55'000'084}, reduced, ply(2'100'007)}},
        {"objects that do not", {1, 2'100'000}, one, {reduced, ply(2'100'001)}},
        {"they are apart already", {2'100'000, 1}, each, {reduced, ply(2'100'000)}},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        CHECK(ways_to_fit(files_of(c.triangles, c.arrangement), 0, Policy{}) == c.ways);
    }
    CHECK(ply(1'999'999).bytes / 1'999'999 == 19);
    CHECK(ways_to_fit(files_of({2'100'000, 1}, each), 1, Policy{}).empty()); // the other file
    // What is left out does not count.
    PlateFiles files = files_of({1'000'000, 1'100'000, 3'000'000}, each);
    files.remove(2);
    files.arrange(one);
    CHECK(ways_to_fit(files, 0, Policy{}).front() == WayToFit{Way::FileForEach, 2, 2'100'000, 55'000'084});
    // No mesh at all would fit.
    CHECK(ways_to_fit(files_of({4}, each), 0, limit(100)).empty());
}

TEST_CASE("fit: reduced to what the limit allows")
{
    const Mesh mesh = sheet(20);         // 800 triangles
    const Policy policy = limit(15'161); // 99.5 hundredths are 84 + 50 * 300 + 1
    const auto made = fit(origin_of(mesh), Way::Reduce, policy, {});
    REQUIRE(made);
    CHECK(made->format == MeshFormat::Stl);
    CHECK(made->mesh->triangle_count() <= 300);
    CHECK(made->bytes() < policy.max_file_bytes);
    CHECK(made->bytes() == 84 + 50 * made->mesh->triangle_count());
    CHECK(made->deviation >= 0);
    CHECK(made->deviation < 0.001); // the flat part went
}

TEST_CASE("fit: as PLY every triangle stays, and what has no vertices to share does not fit")
{
    const Mesh mesh = sheet(20);
    const auto made = fit(origin_of(mesh), Way::Ply, limit(16'000), {});
    REQUIRE(made);
    CHECK(made->format == MeshFormat::Ply);
    CHECK(made->deviation == 0);
    CHECK(made->mesh->triangle_count() == 800);
    CHECK(made->mesh->vertex_count() == 21 * 21);
    CHECK(made->bytes() == model::ply_size(441, 800));
    CHECK(fit(origin_of(mesh), Way::Ply, limit(made->bytes() + 1), {}));
    CHECK(fit(origin_of(mesh), Way::Ply, limit(made->bytes()), {}).error().kind == ErrorKind::TooLarge);
}

TEST_CASE("fit: what cannot be is told")
{
    Mesh broken = sheet(4);
    broken.triangles[5] = 10'000;
    for (const Way way : {Way::Reduce, Way::Ply}) {
        CHECK(fit(origin_of(broken), way, Policy{}, {}).error().kind == ErrorKind::BadMesh);
        CHECK(fit(origin_of(Mesh{}), way, Policy{}, {}).error().kind == ErrorKind::EmptyPlate);
        std::stop_source stop;
        stop.request_stop();
        CHECK(fit(origin_of(sheet(4)), way, Policy{}, stop.get_token()).error().kind == ErrorKind::Cancelled);
    }
    CHECK(fit(origin_of(tetrahedron()), Way::Reduce, limit(84 + 50 + 2), {}).error().kind ==
          ErrorKind::TooLarge);
}

TEST_CASE("fit: a host's file gives the same as its meshes")
{
    const TempFolder state;
    const Mesh mesh = sheet(20);
    const FileSource file{IncomingFile::create(state / "incoming").value()};
    mmf::test::write_bytes(file.file->path(), mmf::test::reference::stl({mesh}));
    for (const Way way : {Way::Reduce, Way::Ply}) {
        const auto from_file = fit(file, way, limit(16'000), {});
        const auto from_mesh = fit(origin_of(mesh), way, limit(16'000), {});
        REQUIRE(from_file.has_value() == from_mesh.has_value());
        REQUIRE(from_file);
        CHECK(from_file->mesh->vertices == from_mesh->mesh->vertices);
        CHECK(from_file->mesh->triangles == from_mesh->mesh->triangles);
    }
    mmf::test::write_bytes(file.file->path(), "no STL");
    CHECK(fit(file, Way::Ply, Policy{}, {}).error().kind == ErrorKind::BadFile);
}

TEST_CASE("fitting: on a thread of its own, told once, also when it is stopped")
{
    const Mesh mesh = sheet(60);
    for (const bool is_stopped : {false, true}) {
        std::promise<Result<FittedMesh>> told;
        auto result = told.get_future();
        Fitting fitting(origin_of(mesh), Way::Reduce, limit(84 + 50 * 1000 + 1),
                        [&](Result<FittedMesh> made) { told.set_value(std::move(made)); });
        if (is_stopped) {
            fitting.stop();
        }
        const auto made = result.get();
        if (made) {
            CHECK(made->mesh->triangle_count() <= 1000);
        } else {
            CHECK(is_stopped);
            CHECK(made.error().kind == ErrorKind::Cancelled);
        }
    }
}

TEST_CASE("fitting: who stops a reduction does not wait for it")
{
    using Clock = std::chrono::steady_clock;
    const Mesh mesh = sheet(600);
    std::promise<void> let_go;
    const auto start = [&](Fitting::OnEnd on_end) {
        const std::shared_ptr<const model::Plate> plate(new model::Plate, [&](const model::Plate *held) {
            delete held;
            let_go.set_value();
        });
        return std::make_unique<Fitting>(PlateObjects{plate, {mesh.object()}}, Way::Reduce, limit(1000),
                                         std::move(on_end));
    };

    std::promise<void> told;
    auto whole = start([&](const Result<FittedMesh> &) { told.set_value(); });
    let_go.get_future().wait();
    const auto welded = Clock::now();
    told.get_future().wait();
    const auto reducing = Clock::now() - welded;
    whole.reset();

    // A busy machine may let the reduction end before it is stopped; not time and again.
    bool was_in_time = false;
    for (int attempt = 0; attempt < 20 && !was_in_time; ++attempt) {
        bool is_told = false;
        let_go = {};
        auto left = start([&](const Result<FittedMesh> &) { is_told = true; });
        let_go.get_future().wait(); // the host has its plate back while the reduction begins
        const auto stopped = Clock::now();
        left.reset();
        was_in_time = !is_told && Clock::now() - stopped < reducing / 4;
    }
    CHECK(was_in_time);
}
