#include "api/avatar.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf::api;
using namespace std::string_literals;

namespace {

std::string big_endian(unsigned value, int bytes)
{
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        text += static_cast<char>(value >> static_cast<unsigned>(shift));
    }
    return text;
}

std::string png(unsigned width, unsigned height)
{
    return "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"s + big_endian(width, 4) + big_endian(height, 4) + "rest";
}

// With a segment before the frame, as cameras and sites write.
std::string jpeg(unsigned width, unsigned height, unsigned marker = 0xC0)
{
    return "\xFF\xD8\xFF\xE0"s + big_endian(16, 2) + std::string(14, 'j') + "\xFF\xFF" +
           static_cast<char>(marker) + big_endian(17, 2) + "\x08" + big_endian(height, 2) +
           big_endian(width, 2) + std::string(10, 'c');
}

} // namespace

TEST_CASE("avatar: where it may be fetched")
{
    constexpr const char *Api = "https://www.example.com/api/v2";
    constexpr const char *Local = "http://127.0.0.1:8080/api/v2";
    struct Row
    {
        const char *url;
        const char *api;
        bool may;
    };
    for (const Row &row : std::vector<Row>{
             {"https://cdn.example.net/a.png", Api, true},
             {"https://www.example.com/a.png", Api, true},
             {"https://cdn.example.net/a.png", Local, true},
             {"http://127.0.0.1:8080/a.png", Local, true},
             {"http://cdn.example.net/a.png", Api, false},
             {"http://127.0.0.1:8080/a.png", Api, false}, // nobody reaches into this computer
             {"http://127.0.0.1:8081/a.png", Local, false},
             {"http://localhost:8080/a.png", Local, false},
             {"https://jane@cdn.example.net/a.png", Api, false},
             {"file:///etc/passwd", Api, false},
             {"data:image/png;base64,AAAA", Api, false},
             {"//cdn.example.net/a.png", Api, false},
             {"", Api, false},
         }) {
        CAPTURE(std::string(row.url));
        CHECK(may_fetch_avatar(row.url, row.api) == row.may);
    }
}

TEST_CASE("avatar: a PNG or a JPEG of a moderate size")
{
    for (const unsigned side : {1U, 64U, MaxAvatarSide}) {
        const auto of_png = avatar_of(png(side, side));
        REQUIRE(of_png.has_value());
        CHECK(of_png->format == ImageFormat::Png);
        CHECK(of_png->bytes == png(side, side));
        for (const unsigned marker : {0xC0U, 0xC1U, 0xC2U, 0xCFU}) {
            const auto of_jpeg = avatar_of(jpeg(side, side, marker));
            REQUIRE(of_jpeg.has_value());
            CHECK(of_jpeg->format == ImageFormat::Jpeg);
        }
    }
}

TEST_CASE("avatar: nothing else is taken for one")
{
    for (const std::string &body : std::vector<std::string>{
             "",
             "<svg xmlns='http://www.w3.org/2000/svg'/>",
             "<html>",
             "GIF89a" + std::string(20, '\x01'),
             png(0, 64),
             png(64, 0),
             png(MaxAvatarSide + 1, 64),
             png(64, MaxAvatarSide + 1),
             png(0xFFFFFFFF, 0xFFFFFFFF),
             png(64, 64).substr(0, 23),
             png(64, 64) + std::string(MaxAvatarBytes, 'x'),
             jpeg(0, 64),
             jpeg(64, 0),
             jpeg(MaxAvatarSide + 1, 64),
             jpeg(64, 65535),
             jpeg(64, 64, 0xC4), // a table, and then nothing
             "\xFF\xD8\xFF",
             "\xFF\xD8\xFF" + std::string(100, '\xFF'),
             "\xFF\xD8\xFF\xE0" + std::string(100, '\0'),
             jpeg(64, 64).substr(0, 27), // within the frame header
         }) {
        CAPTURE(body.substr(0, 40));
        CHECK_FALSE(avatar_of(body).has_value());
    }
}
