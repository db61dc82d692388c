#include "picture/jpeg.hpp"

#include <cstddef>
#include <cstdlib>
#include <doctest/doctest.h>
#include <memory>
#include <turbojpeg.h>
#include <utility>

using namespace mmf::picture;

namespace {

Image shades(Extent size)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            image.set(x, y,
                      {static_cast<std::uint8_t>(255 * x / size.width),
                       static_cast<std::uint8_t>(255 * y / size.height), 90});
        }
    }
    return image;
}

Image decoded(const std::vector<std::byte> &file)
{
    const std::unique_ptr<void, int (*)(void *)> decompressor(tjInitDecompress(), tjDestroy);
    const auto *bytes = reinterpret_cast<const unsigned char *>(file.data());
    Extent size;
    int sampling = 0;
    int space = 0;
    REQUIRE(tjDecompressHeader3(decompressor.get(), bytes, file.size(), &size.width, &size.height, &sampling,
                                &space) == 0);
    Image image(size);
    REQUIRE(tjDecompress2(decompressor.get(), bytes, file.size(), image.rgb.data(), size.width, 0,
                          size.height, TJPF_RGB, 0) == 0);
    return image;
}

} // namespace

TEST_CASE("a picture comes back from its file as it was, to the eye")
{
    for (const Extent size : {Extent{1, 1}, Extent{17, 9}, Extent{200, 150}}) {
        CAPTURE(size.width);
        const Image image = shades(size);
        const auto file = to_jpeg(image);
        REQUIRE(file);
        const Image back = decoded(*file);
        REQUIRE(back.size == size);
        int worst = 0;
        for (std::size_t i = 0; i < image.rgb.size(); ++i) {
            worst = std::max(worst, std::abs(image.rgb[i] - back.rgb[i]));
        }
        CHECK(worst < 12);
        CHECK(to_jpeg(image) == file);
    }
}
