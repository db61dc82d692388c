#include "picture/visibility.hpp"

#include <array>
#include <cstdint>
#include <doctest/doctest.h>
#include <random>
#include <string>
#include <utility>

using mmf::picture::Visibility;

namespace {

// In whole points of the raster, whose middles are at halves.
Visibility::Corner at(double x, double y, float nearness = 1)
{
    return {static_cast<std::int32_t>(x * Visibility::Subpixels),
            static_cast<std::int32_t>(y * Visibility::Subpixels), nearness};
}

std::string rows(const Visibility &raster)
{
    std::string text;
    for (int row = 0; row < raster.rows(); ++row) {
        for (int column = 0; column < raster.columns(); ++column) {
            text += raster.is_empty(column, row) ? '.' : static_cast<char>('0' + raster.id(column, row));
        }
        text += '/';
    }
    return text;
}

} // namespace

TEST_CASE("a triangle covers the points that it holds")
{
    struct Case
    {
        const char *name;
        std::array<Visibility::Corner, 3> corners;
        const char *expected;
    };
    const Case cases[] = {
        {"half of the raster", {at(0, 0), at(4, 0), at(0, 4)}, "7777/777./77../7.../"},
        {"the other way round", {at(0, 0), at(0, 4), at(4, 0)}, "7777/777./77../7.../"},
        {"around one point", {at(1.4, 1.4), at(1.6, 1.4), at(1.5, 1.7)}, "..../.7../..../..../"},
        {"between points", {at(1.6, 1.6), at(2.4, 1.6), at(2, 2.4)}, "..../..../..../..../"},
        {"farther than the raster on every side",
         {at(-9, -9), at(30, -9), at(-9, 30)},
         "7777/7777/7777/7777/"},
        {"outside", {at(5, 0), at(9, 0), at(5, 4)}, "..../..../..../..../"},
        {"without area", {at(0, 0), at(4, 4), at(2, 2)}, "..../..../..../..../"},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        Visibility raster(4, 4);
        raster.fill(c.corners[0], c.corners[1], c.corners[2], 7, 0, 4);
        CHECK(rows(raster) == c.expected);
    }
}

TEST_CASE("only the rows that are asked for are filled")
{
    Visibility raster(2, 4);
    raster.fill(at(-9, -9), at(30, -9), at(-9, 30), 1, 1, 3);
    CHECK(rows(raster) == "../11/11/../");
}

TEST_CASE("the nearest triangle is seen, and of equal ones the first")
{
    struct Case
    {
        const char *name;
        std::array<float, 2> nearness; // of triangles 1 and 2
        char seen;
    };
    for (const Case &c : {Case{"the first is nearer", {0.5F, 0.4F}, '1'},
                          Case{"the second is", {0.5F, 0.6F}, '2'}, Case{"both alike", {0.5F, 0.5F}, '1'}}) {
        for (const bool is_turned : {false, true}) {
            CAPTURE(std::string(c.name));
            CAPTURE(is_turned);
            Visibility raster(2, 2);
            for (const std::size_t i : {is_turned ? 1U : 0U, is_turned ? 0U : 1U}) {
                const float near = c.nearness[i];
                raster.fill(at(-9, -9, near), at(30, -9, near), at(-9, 30, near),
                            static_cast<std::uint32_t>(i + 1), 0, 2);
            }
            CHECK(rows(raster) == std::string{c.seen, c.seen, '/', c.seen, c.seen, '/'});
        }
    }
}

TEST_CASE("nearness is linear over a triangle")
{
    Visibility raster(4, 1);
    raster.fill(at(0, -4, 1), at(4, 0.5, 3), at(0, 4, 1), 0, 0, 1);
    for (int column = 0; column < 4; ++column) {
        CHECK(raster.nearness(column, 0) == doctest::Approx(1 + (column + 0.5) / 2));
    }
}

TEST_CASE("triangles with a common edge leave nothing between them")
{
    std::minstd_rand random(1);
    std::uniform_real_distribution<double> anywhere(5, 35);
    for (int i = 0; i < 200; ++i) {
        // A square that is divided at a point within it.
        const auto middle = at(anywhere(random), anywhere(random));
        const std::array corners = {at(2, 2), at(38, 2), at(38, 38), at(2, 38)};
        Visibility raster(40, 40);
        for (std::size_t k = 0; k < corners.size(); ++k) {
            raster.fill(corners[k], corners[(k + 1) % 4], middle, static_cast<std::uint32_t>(k), 0, 40);
        }
        int holes = 0;
        for (int row = 2; row < 38; ++row) {
            for (int column = 2; column < 38; ++column) {
                holes += raster.is_empty(column, row) ? 1 : 0;
            }
        }
        CHECK(holes == 0);
    }
}
