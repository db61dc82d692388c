// How much of its surroundings each place of a model sees: creases and corners are darker. Found from what
// the camera sees alone. Once made, any thread may read it.
#pragma once

#include "picture/sight.hpp"

#include <cstddef>
#include <vector>

namespace mmf::picture {

class Openness
{
public:
    explicit Openness(const Sight &sight);

    // 0 to 1, at that point of the sight's raster, which has that nearness.
    double at(int column, int row, double nearness) const;

private:
    static constexpr int Step = 4; // points of the raster from one place to the next

    struct Place
    {
        float nearness = 0; // 0: nothing is there
        float open = 1;
    };

    // The point that stands for a place.
    static int point_of(int place) { return place * Step + Step / 2; }

    void look_around(const Sight &sight, int row);
    double taken(const Sight &sight, int column, int row) const;
    void smooth(const std::vector<Place> &rough, int row);
    std::size_t index(int column, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) +
               static_cast<std::size_t>(column);
    }

    int m_columns;
    int m_rows;
    std::vector<Place> m_places;
};

} // namespace mmf::picture
