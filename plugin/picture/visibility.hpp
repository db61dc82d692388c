// Which triangle is seen at each point of a raster, and how near it is. Belongs to one thread, but that
// several may fill rows that are not each other's.
//
// Every triangle is seen from both sides. Positions are whole numbers, so that neighbours with a common edge
// leave no point between them, and the nearest one is the same in whatever order they come.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace mmf::picture {

class Visibility
{
public:
    static constexpr int Subpixels = 64;

    // A corner: where it is, in subpixels from the raster's left and top, and how near. Of no use if that
    // is 0.
    struct Corner
    {
        std::int32_t x = 0;
        std::int32_t y = 0;
        float nearness = 0; // linear in the picture; greater than 0
    };

    // At most 16,384 each.
    Visibility(int columns, int rows);

    int columns() const { return m_columns; }
    int rows() const { return m_rows; }

    // The part that lies in these rows. `id` is less than 2³² - 1.
    void fill(const Corner &a, const Corner &b, const Corner &c, std::uint32_t id, int first_row,
              int end_row);

    bool is_empty(int column, int row) const { return key(column, row) == 0; }
    std::uint32_t id(int column, int row) const { return static_cast<std::uint32_t>(~key(column, row)); }
    // 0 where nothing is.
    float nearness(int column, int row) const
    {
        return std::bit_cast<float>(static_cast<std::uint32_t>(key(column, row) >> 32U));
    }

private:
    // Points of the raster, the last ones as well.
    struct Box
    {
        int left;
        int right;
        int top;
        int bottom;
    };

    // The nearness above the inverted number: both are compared at once, since positive floats are in the
    // order of their bits.
    std::uint64_t key(int column, int row) const { return m_keys[place(column, row)]; }
    std::size_t place(int column, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) +
               static_cast<std::size_t>(column);
    }

    template <typename Number>
    void fill_points(const Corner &a, const Corner &b, const Corner &c, std::uint32_t id, const Box &box);

    int m_columns;
    int m_rows;
    std::unique_ptr<std::uint64_t[]> m_keys;
};

} // namespace mmf::picture
