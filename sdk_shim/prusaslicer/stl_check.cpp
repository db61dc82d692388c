#include "prusaslicer/stl_check.hpp"

#include <array>
#include <cstdint>
#include <fstream>

namespace prusaslicer {

namespace {

constexpr std::uintmax_t TextSize = 80;
constexpr std::uintmax_t HeaderSize = 84;
constexpr std::uintmax_t TriangleSize = 50;

} // namespace

bool is_whole_stl(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::array<unsigned char, 4> count{};
    stream.seekg(TextSize);
    if (!stream.read(reinterpret_cast<char *>(count.data()), count.size()))
        return false;
    const std::uintmax_t triangles = count[0] | static_cast<std::uintmax_t>(count[1]) << 8U |
                                     static_cast<std::uintmax_t>(count[2]) << 16U |
                                     static_cast<std::uintmax_t>(count[3]) << 24U;
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    return !error && triangles > 0 && size == HeaderSize + TriangleSize * triangles;
}

} // namespace prusaslicer
