#include "picture.hpp"

#include <string_view>

namespace mmf::sandbox {

namespace {

std::string big_endian(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes += static_cast<char>(value >> static_cast<unsigned>(shift));
    }
    return bytes;
}

std::string little_endian_16(std::uint32_t value)
{
    return {static_cast<char>(value), static_cast<char>(value >> 8U)};
}

std::uint32_t crc_32(std::string_view bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

std::uint32_t adler_32(std::string_view bytes)
{
    std::uint32_t low = 1;
    std::uint32_t high = 0;
    for (const char c : bytes) {
        low = (low + static_cast<unsigned char>(c)) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16U | low;
}

std::string chunk(const std::string &type, const std::string &data)
{
    return big_endian(static_cast<std::uint32_t>(data.size())) + type + data +
           big_endian(crc_32(type + data));
}

// A zlib stream of stored blocks (RFC 1950, RFC 1951 3.2.4).
std::string stored(const std::string &data)
{
    constexpr std::size_t LongestBlock = 65535;
    std::string stream = "\x78\x01";
    for (std::size_t at = 0; at < data.size(); at += LongestBlock) {
        const std::string block = data.substr(at, LongestBlock);
        const auto length = static_cast<std::uint32_t>(block.size());
        stream += at + LongestBlock >= data.size() ? '\x01' : '\0';
        stream += little_endian_16(length) + little_endian_16(~length) + block;
    }
    return stream + big_endian(adler_32(data));
}

} // namespace

std::string plain_png(std::uint32_t side, const std::array<std::uint8_t, 3> &colour)
{
    std::string row(1, '\0'); // no filter
    for (std::uint32_t x = 0; x < side; ++x) {
        row.append(colour.begin(), colour.end());
    }
    std::string rows;
    for (std::uint32_t y = 0; y < side; ++y) {
        rows += row;
    }
    const std::string eight_bits_rgb("\x08\x02\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", big_endian(side) + big_endian(side) + eight_bits_rgb) +
           chunk("IDAT", stored(rows)) + chunk("IEND", "");
}

} // namespace mmf::sandbox
