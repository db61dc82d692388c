#include "picture/file_facts.hpp"

#include <algorithm>
#include <cstddef>
#include <doctest/doctest.h>
#include <random>
#include <span>
#include <string>
#include <string_view>

using namespace mmf;
using namespace mmf::picture;
using namespace std::string_literals;

namespace {

Result<FileFacts> facts_of_text(std::string_view text)
{
    return facts_of(std::as_bytes(std::span(text)));
}

std::string big(std::uint32_t value, int bytes)
{
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) {
        text += static_cast<char>(i < 4 ? value >> (8 * i) : 0);
    }
    return text;
}

std::string little(std::uint32_t value, int bytes)
{
    std::string text = big(value, bytes);
    std::reverse(text.begin(), text.end());
    return text;
}

std::string chunk(const std::string &name, const std::string &bytes)
{
    return big(static_cast<std::uint32_t>(bytes.size()), 4) + name + bytes + "crc.";
}

std::string png(std::uint32_t width, std::uint32_t height, const std::string &chunks = {})
{
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", big(width, 4) + big(height, 4) + "\x08\x02\0\0\0"s) + chunks +
           chunk("IDAT", "data");
}

const std::string Frame = "\x2C"s + little(0, 8) + "\0"s + "\x02"s + "\x03"s + "abc" + "\0"s;

std::string gif(std::uint32_t width, std::uint32_t height, const std::string &blocks)
{
    return "GIF89a" + little(width, 2) + little(height, 2) + "\x80\0\0"s + "rgbRGB" + blocks + ";";
}

std::string segment(std::uint32_t mark, const std::string &bytes)
{
    return "\xFF" + big(mark, 1) + big(static_cast<std::uint32_t>(bytes.size() + 2), 2) + bytes;
}

std::string jpeg(std::uint32_t width, std::uint32_t height, const std::string &segments = {},
                 std::uint32_t mark = 0xC0)
{
    return "\xFF\xD8" + segments + segment(mark, "\x08" + big(height, 2) + big(width, 2) + "\x03") +
           segment(0xDA, "scan");
}

std::string scans(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += segment(0xDA, "scan");
    }
    return text;
}

std::string camera_notes(const std::string &order, std::uint32_t orientation)
{
    const auto number = [&](std::uint32_t value, int bytes) {
        return order == "II" ? little(value, bytes) : big(value, bytes);
    };
    return segment(0xE1, "Exif\0\0"s + order + number(42, 2) + number(8, 4) + number(2, 2) +
                             number(0x110, 2) + number(2, 2) + number(1, 4) + "ABC\0"s + number(0x112, 2) +
                             number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2));
}

} // namespace

TEST_CASE("a picture file tells its format and size by its content")
{
    struct Case
    {
        const char *name;
        std::string file;
        FileFacts expected;
    };
    const Case cases[] = {
        {"PNG", png(640, 480), {FileFormat::Png, {640, 480}, Turn::None, false}},
        {"a hundred megapixels", png(10'000, 10'000), {FileFormat::Png, {10'000, 10'000}, Turn::None, false}},
        {"PNG with frames",
         png(8, 9, chunk("acTL", "........")),
         {FileFormat::Png, {8, 9}, Turn::None, true}},
        {"PNG with text", png(8, 9, chunk("tEXt", "acTL")), {FileFormat::Png, {8, 9}, Turn::None, false}},
        {"GIF", gif(300, 200, Frame), {FileFormat::Gif, {300, 200}, Turn::None, false}},
        {"GIF with frames", gif(300, 200, Frame + Frame), {FileFormat::Gif, {300, 200}, Turn::None, true}},
        {"GIF with a frame that is larger",
         gif(3, 900, "\x2C"s + little(0, 4) + little(20'000, 2) + little(10, 2) + "\0\x02\0"s),
         {FileFormat::Gif, {20'000, 900}, Turn::None, false}},
        {"GIF with a comment, and more frames",
         gif(3, 2, "\x21\xFE\x02,,\0"s + Frame + "\x21\xF9\x01x\0"s + Frame),
         {FileFormat::Gif, {3, 2}, Turn::None, true}},
        {"JPEG", jpeg(1600, 1200), {FileFormat::Jpeg, {1600, 1200}, Turn::None, false}},
        {"JPEG of many scans",
         jpeg(16, 12, {}, 0xC2) + scans(99),
         {FileFormat::Jpeg, {16, 12}, Turn::None, false}},
        {"JPEG in steps",
         jpeg(16, 12, segment(0xE0, "JFIF"), 0xC2),
         {FileFormat::Jpeg, {16, 12}, Turn::None, false}},
        {"JPEG of a camera on its side",
         jpeg(16, 12, camera_notes("II", 6)),
         {FileFormat::Jpeg, {16, 12}, Turn::QuarterRight, false}},
        {"the other way of writing it",
         jpeg(16, 12, camera_notes("MM", 3)),
         {FileFormat::Jpeg, {16, 12}, Turn::Half, false}},
        {"a turn that is none",
         jpeg(16, 12, camera_notes("MM", 77)),
         {FileFormat::Jpeg, {16, 12}, Turn::None, false}},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        const auto found = facts_of_text(c.file);
        REQUIRE(found);
        CHECK((*found == c.expected));
    }
}

TEST_CASE("what is no picture is told so")
{
    struct Case
    {
        const char *name;
        std::string file;
        const char *detail;
    };
    const Case cases[] = {
        {"no byte", "", "it is empty"},
        {"text", "solid teapot", "it is no PNG, JPEG or GIF picture"},
        {"another format", "RIFF....WEBP", "it is no PNG, JPEG or GIF picture"},
        {"half of a mark", "\x89PN", "it is no PNG, JPEG or GIF picture"},
        {"PNG's mark alone", png(1, 1).substr(0, 8), "it is cut off"},
        {"PNG, cut within its size", png(1, 1).substr(0, 20), "it is cut off"},
        {"PNG of no width", png(0, 5), "its size is none"},
        {"PNG of endless height", png(5, 0xFFFFFFFF), "its size is none"},
        {"GIF's mark alone", "GIF89a", "it is cut off"},
        {"GIF of no height", gif(5, 0, Frame), "its size is none"},
        {"GIF without a frame", gif(5, 5, ""), "it is cut off"},
        {"JPEG's mark alone", "\xFF\xD8\xFF", "it has no frame"},
        {"JPEG with a length of none", "\xFF\xD8\xFF\xE0\0\0"s, "it has no frame"},
        {"JPEG without a frame", "\xFF\xD8" + segment(0xE0, "JFIF"), "it has no frame"},
        // A decoder passes over it alone, and takes the second frame for the first.
        {"JPEG with a mark that has no length",
         "\xFF\xD8\xFF\x01" + jpeg(60'000, 60'000).substr(2) + jpeg(10, 10).substr(2), "it has no frame"},
        {"JPEG with a stray restart", jpeg(10, 10, "\xFF\xD0"), "it has no frame"},
        {"JPEG in endless steps", jpeg(10, 10) + scans(100), "it has too many scans"},
        {"JPEG within a JPEG", jpeg(10, 10, "\xFF\xD8"), "it has no frame"},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.name));
        const auto found = facts_of_text(c.file);
        REQUIRE_FALSE(found);
        CHECK(found.error().kind == ErrorKind::BadFile);
        CHECK(found.error().detail == c.detail);
    }
}

TEST_CASE("a picture file that is cut or changed anywhere is looked at to its end and no further")
{
    const std::string files[] = {png(8, 9, chunk("acTL", "........")), gif(3, 2, Frame + Frame),
                                 jpeg(16, 12, camera_notes("II", 6)), jpeg(16, 12, camera_notes("MM", 6))};
    std::minstd_rand random(1);
    for (const std::string &file : files) {
        for (std::size_t length = 0; length <= file.size(); ++length) {
            // Of its own length, so that a look behind it is found out by a sanitizer.
            const std::string cut(file, 0, length);
            const auto found = facts_of_text(cut);
            CHECK((found || found.error().kind == ErrorKind::BadFile));
        }
        for (int i = 0; i < 2000; ++i) {
            std::string changed = file;
            for (int k = 0; k < 3; ++k) {
                changed[random() % changed.size()] = static_cast<char>(random());
            }
            const auto found = facts_of_text(changed);
            CHECK((!found || (found->size.width > 0 && found->size.height > 0)));
        }
    }
}
