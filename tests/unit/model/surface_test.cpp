#include "model/surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <limits>
#include <vector>

using namespace mmf::model;

namespace {

// Numbers between -1 and 1, the same at every run.
class Numbers
{
public:
    float next()
    {
        m_state = m_state * 1664525U + 1013904223U;
        return static_cast<float>(m_state >> 8U) / 8388608.0F - 1;
    }

private:
    std::uint32_t m_state = 7;
};

// Triangles anywhere, of any size.
IndexedMesh scattered(std::uint32_t triangles, float size)
{
    Numbers numbers;
    IndexedMesh mesh;
    for (std::uint32_t i = 0; i < 3 * triangles; ++i) {
        mesh.triangles.push_back(i);
    }
    for (std::uint32_t i = 0; i < triangles; ++i) {
        const std::array<float, 3> middle = {50 * numbers.next(), 50 * numbers.next(), 50 * numbers.next()};
        for (std::size_t k = 0; k < 9; ++k) {
            mesh.vertices.push_back(middle.at(k % 3) + size * numbers.next());
        }
    }
    return mesh;
}

// The slow way, and another one: down a triangle's own coordinates, by ever smaller steps.
double slow_distance(const IndexedMesh &mesh, Point p)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        const auto at = [&](double u, double v) {
            double squared = 0;
            const std::array<float, 3> q = {p.x, p.y, p.z};
            for (std::size_t k = 0; k < 3; ++k) {
                const auto value = [&](std::size_t corner) {
                    return static_cast<double>(mesh.vertices[3 * mesh.triangles[i + corner] + k]);
                };
                const double rest = value(0) + u * (value(1) - value(0)) + v * (value(2) - value(0)) -
                                    static_cast<double>(q.at(k));
                squared += rest * rest;
            }
            return squared;
        };
        double best = std::numeric_limits<double>::infinity();
        double best_u = 0.25;
        double best_v = 0.25;
        for (double step = 0.25; step > 1e-7; step /= 2) {
            for (int round = 0; round < 4; ++round) {
                const double u0 = best_u;
                const double v0 = best_v;
                for (int a = -2; a <= 2; ++a) {
                    for (int b = -2; b <= 2; ++b) {
                        const double u = std::clamp(u0 + a * step, 0.0, 1.0);
                        const double v = std::clamp(v0 + b * step, 0.0, 1 - u);
                        if (at(u, v) < best) {
                            best = at(u, v);
                            best_u = u;
                            best_v = v;
                        }
                    }
                }
            }
        }
        nearest = std::min(nearest, best);
    }
    return std::sqrt(nearest);
}

} // namespace

TEST_CASE("surface: the distance to one triangle, worked out by hand")
{
    const IndexedMesh mesh{{0, 0, 0, 10, 0, 0, 0, 10, 0}, {0, 1, 2}};
    const Surface surface(mesh);
    struct Case
    {
        const char *what;
        Point p;
        double distance;
    };
    for (const Case &c :
         {Case{"on it", {2, 3, 0}, 0}, Case{"above", {2, 3, 4}, 4}, Case{"below", {2, 3, -5}, 5},
          Case{"beside an edge", {5, -3, 4}, 5}, Case{"beyond a corner", {-3, -4, 0}, 5},
          Case{"beyond another", {13, 0, 4}, 5}, Case{"beyond the third", {0, 14, 3}, 5},
          Case{"beside the long edge", {8, 8, 0}, 6 / std::sqrt(2.0)}, Case{"a corner", {10, 0, 0}, 0}}) {
        CAPTURE(c.what);
        CHECK(surface.distance(c.p) == doctest::Approx(c.distance));
    }
}

TEST_CASE("surface: a triangle without area is its edges")
{
    const IndexedMesh mesh{{0, 0, 0, 10, 0, 0, 5, 0, 0}, {0, 1, 2}};
    CHECK(Surface(mesh).distance({5, 3, 4}) == doctest::Approx(5));
    CHECK(Surface(mesh).distance({13, 4, 0}) == doctest::Approx(5));
    const IndexedMesh point{{1, 1, 1}, {0, 0, 0}};
    CHECK(Surface(point).distance({1, 4, 5}) == doctest::Approx(5));
}

TEST_CASE("surface: the nearest of many is found, whatever their number")
{
    for (const std::uint32_t triangles : {1U, 2U, 4U, 5U, 9U, 64U, 65U}) {
        for (const float size : {0.5F, 40.0F}) {
            const IndexedMesh mesh = scattered(triangles, size);
            const Surface surface(mesh);
            Numbers numbers;
            for (int i = 0; i < 5; ++i) {
                const Point p{60 * numbers.next(), 60 * numbers.next(), 60 * numbers.next()};
                CAPTURE(triangles);
                CHECK(surface.distance(p) == doctest::Approx(slow_distance(mesh, p)).epsilon(1e-3));
            }
        }
    }
}

TEST_CASE("surface: what is near enough need not be the nearest, what is not is")
{
    const IndexedMesh mesh = scattered(500, 1);
    const Surface surface(mesh);
    Numbers numbers;
    for (int i = 0; i < 200; ++i) {
        const Point p{60 * numbers.next(), 60 * numbers.next(), 60 * numbers.next()};
        const double exact = surface.distance(p);
        CHECK(surface.distance(p, exact * 0.99) == exact);
        const double near = surface.distance(p, exact * 1.5);
        CHECK(near >= exact);
        CHECK(near <= exact * 1.5);
    }
}
