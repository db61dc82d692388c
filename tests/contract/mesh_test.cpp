// What arrives of a mesh: of the smallest and the largest one, of one that is turned, mirrored, sheared or
// far away. What is refused is in refusal_test.cpp.
#include "support/engine_fixture.hpp"
#include "support/received_stl.hpp"

#include "base/digest.hpp"
#include "support/reference_stl.hpp"

#include <cmath>
#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

// Of the tetrahedron: 10 × 20 × 30 / 6.
constexpr double Volume = 1000;

std::vector<Facet> publish_one(EngineFixture &fixture, const Mesh &mesh)
{
    fixture.link();
    const TestPlate plate({mesh});
    const auto ended = fixture.publish_to_end(plate);
    REQUIRE(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    return read_received_stl(fixture.sandbox.objects().at(0).files.at(0));
}

// The STL of `count` times the same triangle.
std::string digest_of_folded(std::size_t count)
{
    const std::string one = reference::stl({folded_mesh(1)});
    std::string head = one.substr(0, 80);
    reference::put_u32(head, static_cast<std::uint32_t>(count));
    const std::string facet = one.substr(84);
    std::string block;
    for (int i = 0; i < 1000; ++i) {
        block += facet;
    }
    Sha256 digest;
    digest.update(std::as_bytes(std::span(head)));
    for (std::size_t left = count; left > 0;) {
        const std::size_t some = std::min<std::size_t>(left, 1000);
        digest.update(std::as_bytes(std::span(block)).first(some * facet.size()));
        left -= some;
    }
    return digest.finish_hex();
}

} // namespace

TEST_CASE("one triangle is a model")
{
    EngineFixture fixture;
    const auto facets = publish_one(fixture, folded_mesh(1));
    REQUIRE(facets.size() == 1);
    CHECK(facets[0].normal == Corner{0, 0, 1});
    CHECK(facets[0].corners[1] == Corner{10, 0, 0});
}

TEST_CASE("the largest model that the service takes arrives whole")
{
    constexpr std::size_t Most = 1'999'998;
    EngineFixture fixture;
    fixture.link();
    const TestPlate plate({folded_mesh(Most)});
    const auto ended = fixture.publish_to_end(plate);
    REQUIRE(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    CHECK(fixture.file_posts() == 1);
    const auto file = fixture.sandbox.objects().at(0).files.at(0);
    CHECK(file.announced_bytes == 99'999'984U);
    CHECK(file.bytes == 99'999'984U);
    CHECK(file.sha256 == digest_of_folded(Most));
}

TEST_CASE("the outside stays outside, however a model is turned, mirrored or sheared")
{
    struct Row
    {
        const char *how;
        Matrix transform;
        double times; // its volume
    };
    for (const Row &row : {
             Row{"as it is", Identity, 1},
             Row{"turned", {0, -1, 0, 5, 1, 0, 0, 6, 0, 0, 1, 7, 0, 0, 0, 1}, 1},
             Row{"mirrored in x", {-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 1},
             Row{"mirrored in y and z", {1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1}, 1},
             Row{"mirrored in all", {-1, 0, 0, 9, 0, -1, 0, 9, 0, 0, -1, 9, 0, 0, 0, 1}, 1},
             Row{"two axes exchanged", {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 1},
             Row{"sheared", {1, 0.5F, 0, 0, 0, 1, 0.25F, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 1},
             Row{"sheared and mirrored", {-1, 0.5F, 0, 0, 0, 1, 0.25F, 0, 0, 0, 2, 0, 0, 0, 0, 1}, 2},
             Row{"sheared past itself", {1, 2, 0, 0, 2, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 3},
             Row{"scaled unevenly", {0.1F, 0, 0, 0, 0, -3, 0, 0, 0, 0, 0.5F, 0, 0, 0, 0, 1}, 0.15},
         }) {
        CAPTURE(std::string(row.how));
        Mesh mesh = tetrahedron();
        mesh.transform = row.transform;
        EngineFixture fixture;
        const auto facets = publish_one(fixture, mesh);
        CHECK(signed_volume(facets) == doctest::Approx(row.times * Volume).epsilon(1e-5));
        for (const Facet &facet : facets) {
            const Corner area = area_of(facet);
            CHECK(dot(facet.normal, area) == doctest::Approx(std::sqrt(dot(area, area))).epsilon(1e-5));
        }
    }
}

TEST_CASE("triangles without an area are kept, with no direction")
{
    Mesh mesh = tetrahedron();
    mesh.triangles.insert(mesh.triangles.end(), {1, 1, 1, 0, 1, 0, 2, 3, 3});
    mesh.vertices.insert(mesh.vertices.end(), {5, 0, 0});
    mesh.triangles.insert(mesh.triangles.end(), {0, 4, 1}); // on one line
    EngineFixture fixture;
    const auto facets = publish_one(fixture, mesh);
    REQUIRE(facets.size() == 8);
    for (std::size_t i = 0; i < facets.size(); ++i) {
        CHECK((facets[i].normal == Corner{0, 0, 0}) == (i >= 4));
    }
    CHECK(signed_volume(facets) == doctest::Approx(Volume));
    // Flattened as a whole, nothing is left that has a volume, and it is still the person's model.
    mesh.transform[10] = 0;
    EngineFixture other;
    const auto flat = publish_one(other, mesh);
    CHECK(flat.size() == 8);
    CHECK(signed_volume(flat) == doctest::Approx(0));
}

TEST_CASE("far from the origin a model is as exact as its numbers can be")
{
    constexpr float Far = 1'000'000;
    SUBCASE("placed there")
    {
        Mesh mesh = tetrahedron();
        mesh.vertices = {0, 0, 0, 10.3F, 0, 0, 0, 20.7F, 0, 0, 0, 30.1F};
        mesh.transform = {1, 0, 0, Far, 0, 1, 0, -Far, 0, 0, 1, Far, 0, 0, 0, 1};
        EngineFixture fixture;
        const auto facets = publish_one(fixture, mesh);
        for (std::size_t i = 0; i < facets.size(); ++i) {
            for (std::size_t corner = 0; corner < 3; ++corner) {
                const float *vertex = &mesh.vertices.at(3 * std::size_t{mesh.triangles.at(3 * i + corner)});
                for (std::size_t axis = 0; axis < 3; ++axis) {
                    const double exact = static_cast<double>(vertex[axis]) + (axis == 1 ? -1e6 : 1e6);
                    const double off = facets[i].corners.at(corner).at(axis) - exact;
                    CHECK(std::abs(off) <= 1e6 * 0x1p-24); // half of a float's last digit there
                }
            }
        }
    }
    SUBCASE("brought back from there")
    {
        Mesh mesh = tetrahedron();
        for (std::size_t i = 0; i < mesh.vertices.size(); ++i) {
            mesh.vertices[i] += Far;
        }
        mesh.transform = {-1, 0, 0, Far, 0, 1, 0, -Far, 0, 0, 1, -Far, 0, 0, 0, 1}; // mirrored, too
        EngineFixture fixture;
        const auto facets = publish_one(fixture, mesh);
        CHECK(signed_volume(facets) == Volume);
        for (const Facet &facet : facets) {
            for (const Corner &corner : facet.corners) {
                CHECK(corner[0] >= -10);
                CHECK(corner[2] <= 30);
            }
        }
    }
}
