#include "picture/thumbnail.hpp"

#include "picture/file_facts.hpp"
#include "picture/jpeg.hpp"

#include <cstddef>
#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::picture;

namespace {

std::vector<std::byte> picture_file(Extent size)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const auto shade = static_cast<std::uint8_t>(255 * (x + y) / (size.width + size.height));
            image.set(x, y, {shade, 120, static_cast<std::uint8_t>(255 - shade)});
        }
    }
    return to_jpeg(image).value();
}

} // namespace

TEST_CASE("a thumbnail is small, and large enough to be shown without being enlarged")
{
    struct Case
    {
        const char *what;
        Extent size;
        Extent expected;
    };
    const Case cases[] = {
        {"a cover", {1600, 1200}, {200, 150}},
        {"as large as a person's may be", {2000, 2000}, {250, 250}},
        {"wide", {2000, 200}, {250, 25}},
        {"high", {30, 2000}, {4, 250}},
        {"just the size", {96, 72}, {96, 72}},
        {"somewhat larger", {200, 150}, {100, 75}},
        {"smaller stays as it is", {40, 30}, {40, 30}},
        {"a pixel", {1, 1}, {1, 1}},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.what));
        const auto thumbnail = thumbnail_of(picture_file(c.size));
        REQUIRE(thumbnail);
        const auto facts = facts_of(*thumbnail);
        REQUIRE(facts);
        CHECK(facts->format == FileFormat::Jpeg);
        CHECK(facts->size == c.expected);
        CHECK(thumbnail->size() < 10'000);
    }
}

TEST_CASE("a thumbnail of what is no picture is an error")
{
    const std::vector<std::byte> cover = picture_file({400, 300});
    const std::vector<std::byte> head(cover.begin(), cover.begin() + 100);
    const std::vector<std::byte> text(64, std::byte{'a'});
    for (const auto &bytes : {std::vector<std::byte>(), text, head}) {
        CAPTURE(bytes.size());
        const auto thumbnail = thumbnail_of(bytes);
        REQUIRE_FALSE(thumbnail);
        CHECK(thumbnail.error().kind == ErrorKind::BadFile);
    }
}
