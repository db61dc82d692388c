#include "picture/render.hpp"

#include "support/mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <doctest/doctest.h>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::picture;
using mmf::test::Mesh;
using mmf::test::tetrahedron;

namespace {

constexpr Extent Small{160, 120};
constexpr View Front{0, 0};

struct Corner
{
    float x;
    float y;
    float z;
};

Mesh box(Corner low, Corner high)
{
    Mesh mesh;
    for (const float z : {low.z, high.z}) {
        for (const float y : {low.y, high.y}) {
            for (const float x : {low.x, high.x}) {
                mesh.vertices.insert(mesh.vertices.end(), {x, y, z});
            }
        }
    }
    mesh.triangles = {0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4,
                      2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5};
    return mesh;
}

Result<Image> render_all(const std::vector<Mesh> &meshes, View view, Extent size = Small,
                         const std::stop_token &stop = {})
{
    std::vector<slicer_plate_object> objects;
    for (const Mesh &mesh : meshes) {
        objects.push_back(mesh.object());
    }
    return render(objects, view, size, stop);
}

// The material is bluish, everything behind it is grey.
bool shows_model(Rgb pixel)
{
    return pixel[2] > pixel[0] + 12;
}

// The box around what shows the model, in pixels; the last ones are part of it.
struct Covered
{
    int left = std::numeric_limits<int>::max();
    int right = -1;
    int top = std::numeric_limits<int>::max();
    int bottom = -1;
    int pixels = 0;
};

Covered covered(const Image &image)
{
    Covered all;
    for (int y = 0; y < image.size.height; ++y) {
        for (int x = 0; x < image.size.width; ++x) {
            if (shows_model(image.at(x, y))) {
                all = {std::min(all.left, x), std::max(all.right, x), std::min(all.top, y),
                       std::max(all.bottom, y), all.pixels + 1};
            }
        }
    }
    return all;
}

int brightness(Rgb pixel)
{
    return std::accumulate(pixel.begin(), pixel.end(), 0);
}

} // namespace

TEST_CASE("a model fills the picture up to a margin, from every side")
{
    struct Case
    {
        const char *name;
        Mesh mesh;
        View view;
        double part; // of its box that it covers
    };
    const Mesh cube = box({0, 0, 0}, {10, 10, 10});
    const Case cases[] = {
        {"a cube from the front", cube, Front, 1},
        {"from the right", cube, {90, 0}, 1},
        {"from above", cube, {0, 90}, 1},
        {"from below", cube, {0, -90}, 1},
        {"a wide one, far from the origin", box({5e5, 5e5, 0}, {5.01e5, 5.002e5, 300}), Front, 1},
        {"a tall one", box({0, 0, 0}, {1, 1, 50}), Front, 1},
        {"a tiny one", box({0, 0, 0}, {1e-6F, 1e-6F, 1e-6F}), Front, 1},
        {"a pyramid's triangle", tetrahedron(), Front, 0.5},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        const auto image = render_all({c.mesh}, c.view);
        REQUIRE(image);
        REQUIRE(image->size == Small);
        const Covered found = covered(*image);
        const int width = found.right - found.left + 1;
        const int height = found.bottom - found.top + 1;
        // 10 % on each side of the tighter direction, in the middle of the other.
        CHECK(std::max(width / 160.0, height / 120.0) == doctest::Approx(0.8).epsilon(0.03));
        CHECK(std::abs(found.left + found.right - 159) <= 2);
        CHECK(std::abs(found.top + found.bottom - 119) <= 2);
        CHECK(found.pixels == doctest::Approx(c.part * width * height).epsilon(0.06));
    }
}

TEST_CASE("what is on a side of the model is on that side of the picture")
{
    // A flat slab with a tower on its right front corner.
    const std::vector<Mesh> meshes = {box({0, 0, 0}, {40, 40, 2}), box({34, 0, 2}, {40, 6, 30})};
    struct Case
    {
        const char *name;
        View view;
        bool is_right;
    };
    const Case cases[] = {
        {"from the front it is on the right", {0, 10}, true},
        {"from the right side it is on the left", {90, 10}, false},
        {"from behind it is on the left", {180, 10}, false},
        {"from the left side it is on the right", {-90, 10}, true},
        {"a whole turn later the same", {360, 10}, true},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        const auto image = render_all(meshes, c.view);
        REQUIRE(image);
        const Covered found = covered(*image);
        // A little below the top there is the tower alone.
        int sum = 0;
        int count = 0;
        for (int x = 0; x < Small.width; ++x) {
            if (shows_model(image->at(x, found.top + 6))) {
                sum += x;
                ++count;
            }
        }
        REQUIRE(count > 0);
        CHECK((sum / count > Small.width / 2) == c.is_right);
    }
}

TEST_CASE("an object lies where its transform says, also if that mirrors it")
{
    Mesh left = box({0, 0, 0}, {10, 10, 10});
    Mesh right = left;
    for (const float across : {1.0F, -1.0F}) {
        CAPTURE(across);
        right.transform = {across, 0, 0, 30, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
        const auto image = render_all({left, right}, Front);
        REQUIRE(image);
        const Covered found = covered(*image);
        const int width = found.right - found.left;
        const int middle = (found.top + found.bottom) / 2;
        const double length = across > 0 ? 40 : 30; // of which the outer tens are the boxes
        CHECK(shows_model(image->at(found.left + static_cast<int>(width * 5 / length), middle)));
        CHECK(shows_model(image->at(found.right - static_cast<int>(width * 5 / length), middle)));
        CHECK_FALSE(shows_model(image->at(found.left + static_cast<int>(width * 15 / length), middle)));
        // Seen from outside, whatever the winding: both fronts are equally light.
        const auto front = [&](int x) { return brightness(image->at(x, middle)); };
        CHECK(std::abs(front(found.left + 5) - front(found.right - 5)) < 60);
    }
}

TEST_CASE("the nearer one hides the farther one, in whatever order they come")
{
    const Mesh near = box({0, 0, 0}, {10, 1, 10});
    const Mesh far = box({2, 20, 2}, {8, 21, 8});
    const auto one = render_all({near, far}, Front);
    const auto other = render_all({far, near}, Front);
    REQUIRE(one);
    REQUIRE(other);
    CHECK(one->rgb == other->rgb);
    const auto alone = render_all({near}, {0, 90});
    const auto both = render_all({near, far}, {0, 90});
    REQUIRE(alone);
    REQUIRE(both);
    CHECK(alone->rgb != both->rgb);
}

TEST_CASE("the same model and view give the same picture, another view another one")
{
    const std::vector<Mesh> meshes = {tetrahedron()};
    const auto first = render_all(meshes, {30, 24});
    REQUIRE(first);
    CHECK(render_all(meshes, {30, 24})->rgb == first->rgb);
    CHECK(render_all(meshes, {31, 24})->rgb != first->rgb);
    CHECK(render_all(meshes, {30, 25})->rgb != first->rgb);
}

TEST_CASE("a view that is out of bounds is brought back")
{
    struct Case
    {
        View given;
        View expected;
    };
    constexpr double Nothing = std::numeric_limits<double>::quiet_NaN();
    const Case cases[] = {
        {{10, 20}, {10, 20}},    {{190, 20}, {-170, 20}},
        {{-725, 0}, {-5, 0}},    {{0, 91}, {0, 90}},
        {{0, -1000}, {0, -90}},  {{Nothing, 10}, View{}},
        {{10, Nothing}, View{}}, {{std::numeric_limits<double>::infinity(), 0}, View{}},
    };
    for (const Case &c : cases) {
        CAPTURE(c.given.turn);
        CAPTURE(c.given.tilt);
        CHECK(clamped(c.given) == c.expected);
    }
}

TEST_CASE("edges are smooth, and the ground is light but where the model stands")
{
    const auto image = render_all({box({0, 0, 0}, {10, 10, 10})}, {30, 24}, {320, 240});
    REQUIRE(image);
    const Covered found = covered(*image);
    // Corners of the picture: light, grey, and alike on both sides.
    const Rgb left = image->at(0, 0);
    CHECK(left == image->at(319, 0));
    CHECK(brightness(left) > 3 * 180);
    CHECK(std::abs(left[0] - left[2]) < 12);
    // Just under its lowest corner it is darker than far below.
    int foot = 0;
    for (int x = 0; x < 320; ++x) {
        foot = shows_model(image->at(x, found.bottom)) ? x : foot;
    }
    CHECK(brightness(image->at(foot, found.bottom + 3)) < brightness(image->at(foot, 238)) - 10);
    // From level there is no ground to be seen.
    const auto level = render_all({box({0, 0, 0}, {10, 10, 10})}, Front, {320, 240});
    REQUIRE(level);
    const int under = covered(*level).bottom + 3;
    CHECK(std::abs(brightness(level->at(160, under)) - brightness(level->at(160, 236))) < 30);
    // Between the model's colour and what is behind it there is another one, on a slanted edge.
    std::size_t between = 0;
    for (int y = found.top; y < found.bottom; ++y) {
        int x = found.left - 2;
        while (x < 318 && !shows_model(image->at(x + 1, y))) {
            ++x;
        }
        const int outside = brightness(image->at(x - 2, y));
        const int edge = brightness(image->at(x, y));
        const int inside = brightness(image->at(std::min(x + 3, 319), y));
        between += edge > std::min(inside, outside) + 3 && edge < std::max(inside, outside) - 3 ? 1 : 0;
    }
    CHECK(between > 10);
}

TEST_CASE("what cannot be drawn is left out, and the rest is as it would be without it")
{
    const auto with_vertex = [](Mesh mesh, float x, std::uint32_t corner) {
        mesh.vertices.insert(mesh.vertices.end(), {x, 0, 0});
        mesh.triangles.insert(mesh.triangles.end(), {0, 1, corner});
        return mesh;
    };
    const Mesh good = box({0, 0, 0}, {10, 10, 10});
    struct Case
    {
        const char *name;
        Mesh mesh;
    };
    const Case cases[] = {
        {"a vertex that is no number", with_vertex(good, std::numeric_limits<float>::quiet_NaN(), 8)},
        {"one at no end", with_vertex(good, std::numeric_limits<float>::infinity(), 8)},
        {"a corner that is not there", with_vertex(good, 5, 9)},
        {"the last number there is", with_vertex(good, 5, 0xFFFFFFFF)},
        {"a triangle without area", with_vertex(good, 5, 1)},
    };
    const auto expected = render_all({good}, View{});
    REQUIRE(expected);
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        const auto image = render_all({c.mesh}, View{});
        REQUIRE(image);
        CHECK(covered(*image).pixels == covered(*expected).pixels);
    }
}

TEST_CASE("where nothing can be seen there is no picture")
{
    Mesh point = tetrahedron();
    std::fill(point.vertices.begin(), point.vertices.end(), 1.0F);
    Mesh line = tetrahedron();
    for (std::size_t i = 0; i < line.vertices.size(); ++i) {
        line.vertices[i] = i % 3 == 0 ? static_cast<float>(i) : 0;
    }
    Mesh nowhere = tetrahedron();
    std::fill(nowhere.vertices.begin(), nowhere.vertices.end(), std::numeric_limits<float>::quiet_NaN());
    Mesh beyond = tetrahedron();
    beyond.transform.fill(std::numeric_limits<float>::max());
    const std::pair<const char *, std::vector<Mesh>> cases[] = {
        {"no object", {}},
        {"an object without a mesh", {Mesh{}}},
        {"all of it in one point", {point}},
        {"all of it in one line", {line}},
        {"no vertex that is a number", {nowhere}},
        {"a place that is none", {beyond}},
    };
    for (const auto &[name, meshes] : cases) {
        CAPTURE(std::string(name));
        const auto image = render_all(meshes, View{});
        REQUIRE_FALSE(image);
        CHECK(image.error().kind == ErrorKind::EmptyPlate);
    }
}

TEST_CASE("the largest coordinates give a picture like any others")
{
    const float far = 1e37F;
    const auto image = render_all({box({-far, -far, -far}, {far, far, far})}, Front);
    REQUIRE(image);
    CHECK(covered(*image).pixels == covered(*render_all({box({0, 0, 0}, {1, 1, 1})}, Front)).pixels);
}

TEST_CASE("a picture may be of any shape")
{
    for (const Extent size : {Extent{4, 3}, Extent{7, 90}, Extent{200, 5}}) {
        CAPTURE(size.width);
        CAPTURE(size.height);
        const auto image = render_all({tetrahedron()}, View{}, size);
        REQUIRE(image);
        CHECK(image->rgb.size() == static_cast<std::size_t>(3 * size.width * size.height));
    }
}

TEST_CASE("who does not want the picture any more does not get it")
{
    std::stop_source stop;
    stop.request_stop();
    const auto image = render_all({tetrahedron()}, View{}, CoverSize, stop.get_token());
    REQUIRE_FALSE(image);
    CHECK(image.error().kind == ErrorKind::Cancelled);
}
