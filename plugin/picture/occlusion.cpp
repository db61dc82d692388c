#include "picture/occlusion.hpp"

#include "picture/nearest.hpp"
#include "picture/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace mmf::picture {

using model::Vector;

namespace {

constexpr std::size_t Looks = 12; // from each place, in different directions
constexpr double Reach = 0.30;    // as far as something takes light away, in radii of the model
constexpr double Strength = 3.8;
constexpr double Bias = 0.08; // a surface does not shade itself
constexpr std::size_t RowsInTurn = 8;
constexpr int Pattern = 4;           // places after which the directions come again
constexpr double SameSurface = 0.02; // difference of distance, in parts of it

struct Look
{
    double x;
    double y; // of length up to 1
};

using Looked = std::array<Look, Looks>;

// A spiral, turned a little from place to place, so that no look is missing over a few of them.
std::array<Looked, Pattern * Pattern> make_looks()
{
    constexpr double GoldenAngle = 2.399963;
    std::array<Looked, Pattern * Pattern> all{};
    for (std::size_t turn = 0; turn < all.size(); ++turn) {
        const double begin = 2 * std::numbers::pi * static_cast<double>(turn * 7 % all.size()) /
                             static_cast<double>(all.size());
        for (std::size_t i = 0; i < Looks; ++i) {
            const double out = std::sqrt((static_cast<double>(i) + 0.5) / Looks);
            const double angle = begin + GoldenAngle * static_cast<double>(i);
            all[turn][i] = {out * std::cos(angle), out * std::sin(angle)};
        }
    }
    return all;
}

} // namespace

Openness::Openness(const Sight &sight)
    : m_columns(sight.points().columns() / Step),
      m_rows(sight.points().rows() / Step),
      m_places(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows))
{
    const auto each_row = [this](const auto &work) {
        in_turns(RowsInTurn, static_cast<std::size_t>(m_rows), [&](std::size_t first, std::size_t end) {
            for (std::size_t row = first; row < end; ++row) {
                work(static_cast<int>(row));
            }
        });
    };
    each_row([&](int row) {
        for (int column = 0; column < m_columns; ++column) {
            m_places[index(column, row)].nearness = sight.points().nearness(point_of(column), point_of(row));
        }
    });
    each_row([&](int row) { look_around(sight, row); });
    const std::vector<Place> rough = m_places;
    each_row([&](int row) { smooth(rough, row); });
}

void Openness::look_around(const Sight &sight, int row)
{
    for (int column = 0; column < m_columns; ++column) {
        Place &place = m_places[index(column, row)];
        if (place.nearness > 0) {
            const double open = 1 - Strength * taken(sight, column, row) / Looks;
            place.open = static_cast<float>(std::max(open, 0.0));
        }
    }
}

double Openness::taken(const Sight &sight, int column, int row) const
{
    static const auto looks = make_looks();
    const Camera &camera = sight.camera();
    const Frame &frame = sight.raster_frame();
    // To the right, upwards and towards the camera.
    const auto point_at = [&](int to_column, int to_row, double nearness) {
        const double distance = 1 / nearness;
        return Vector{frame.x_at(point_of(to_column) + 0.5) * distance,
                      frame.y_at(point_of(to_row) + 0.5) * distance, -distance};
    };
    const double nearness = double{m_places[index(column, row)].nearness};
    const Vector here = point_at(column, row, nearness);
    const Vector n = sight.normal(point_of(column), point_of(row));
    const Vector normal{dot(n, camera.right()), dot(n, camera.up()), dot(n, camera.back())};
    const double reach = Reach * nearness * frame.scale() / Step;
    double sum = 0;
    const int in_pattern = row % Pattern * Pattern + column % Pattern;
    for (const Look &look : looks[static_cast<std::size_t>(in_pattern)]) {
        const double x = column + look.x * reach;
        const double y = row + look.y * reach;
        if (x < 0 || y < 0 || x > m_columns - 1 || y > m_rows - 1) {
            continue;
        }
        const int to_column = nearest(x);
        const int to_row = nearest(y);
        const float there = m_places[index(to_column, to_row)].nearness;
        if (there == 0) {
            continue;
        }
        const Vector way = point_at(to_column, to_row, double{there}) - here;
        const double along = dot(normal, way);
        const double square = dot(way, way);
        if (along > 0 && square < Reach * Reach) {
            const double length = std::sqrt(square);
            sum += std::max(0.0, along / length - Bias) * (1 - length / Reach);
        }
    }
    return sum;
}

// Over one pattern, so that it is not seen; not over an edge.
void Openness::smooth(const std::vector<Place> &rough, int row)
{
    constexpr int Around = Pattern / 2;
    for (int column = 0; column < m_columns; ++column) {
        Place &place = m_places[index(column, row)];
        if (place.nearness == 0) {
            continue;
        }
        const float same = static_cast<float>(SameSurface) * place.nearness;
        float sum = 0;
        float count = 0;
        for (int y = std::max(row - Around, 0); y <= std::min(row + Around, m_rows - 1); ++y) {
            for (int x = std::max(column - Around, 0); x <= std::min(column + Around, m_columns - 1); ++x) {
                const Place &other = rough[index(x, y)];
                if (std::abs(other.nearness - place.nearness) < same) {
                    sum += other.open;
                    ++count;
                }
            }
        }
        place.open = sum / count;
    }
}

double Openness::at(int column, int row, double nearness) const
{
    if (m_places.empty()) {
        return 1;
    }
    constexpr int Middle = Step / 2;
    const double x = std::clamp(static_cast<double>(column - Middle) / Step, 0.0, m_columns - 1.0);
    const double y = std::clamp(static_cast<double>(row - Middle) / Step, 0.0, m_rows - 1.0);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const double narrow = 1 / (SameSurface * nearness);
    double sum = 0;
    double weights = 0;
    const auto add = [&](int dx, int dy, double weight) {
        const Place &place =
            m_places[index(std::min(left + dx, m_columns - 1), std::min(top + dy, m_rows - 1))];
        const double apart = (double{place.nearness} - nearness) * narrow;
        const double kept = (weight + 1e-3) / (1 + 8 * apart * apart); // little over an edge
        sum += kept * double{place.open};
        weights += kept;
    };
    const double right = x - left;
    const double below = y - top;
    add(0, 0, (1 - right) * (1 - below));
    add(1, 0, right * (1 - below));
    add(0, 1, (1 - right) * below);
    add(1, 1, right * below);
    return sum / weights;
}

} // namespace mmf::picture
