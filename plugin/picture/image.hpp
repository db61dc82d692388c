// A picture in memory. A value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mmf::picture {

// In pixels, both at least 1.
struct Extent
{
    int width = 0;
    int height = 0;

    bool operator==(const Extent &) const = default;
};

using Rgb = std::array<std::uint8_t, 3>;

struct Image
{
    Image() = default;
    explicit Image(Extent extent)
        : size(extent),
          rgb(std::size_t{3} * static_cast<std::size_t>(extent.width) *
              static_cast<std::size_t>(extent.height))
    {
    }

    Rgb at(int x, int y) const
    {
        const std::uint8_t *pixel = rgb.data() + place(x, y);
        return {pixel[0], pixel[1], pixel[2]};
    }
    void set(int x, int y, Rgb colour)
    {
        std::uint8_t *pixel = rgb.data() + place(x, y);
        pixel[0] = colour[0];
        pixel[1] = colour[1];
        pixel[2] = colour[2];
    }

    Extent size;
    std::vector<std::uint8_t> rgb; // sRGB, three bytes a pixel, the top row first, rows without a gap

private:
    std::size_t place(int x, int y) const
    {
        return 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                    static_cast<std::size_t>(x));
    }
};

} // namespace mmf::picture
