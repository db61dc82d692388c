#include "own_picture.hpp"

#include "base/files.hpp"
#include "decoded_image.hpp"
#include "picture/file_facts.hpp"
#include "picture/jpeg.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <exception>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace mmf::ui {

namespace {

using Bytes = std::vector<std::byte>;
using Made = tl::expected<publish::PictureFile, PictureProblem>;

tl::expected<Bytes, PictureProblem> bytes_in(const std::filesystem::path &path)
{
    const auto file = open_for_reading(path);
    const auto size = file ? file_size(*file, path) : tl::unexpected(file.error());
    if (!size) {
        return tl::unexpected(PictureProblem::Unreadable);
    }
    if (*size > MaxPictureBytes) {
        return tl::unexpected(PictureProblem::TooLarge);
    }
    Bytes bytes;
    bytes.reserve(static_cast<std::size_t>(*size));
    const auto read = read_blocks(*file, path, [&](std::span<const std::byte> block) -> Result<void> {
        // It may have grown meanwhile.
        if (bytes.size() + block.size() > MaxPictureBytes) {
            return fail(ErrorKind::TooLarge);
        }
        bytes.insert(bytes.end(), block.begin(), block.end());
        return {};
    });
    return read ? tl::expected<Bytes, PictureProblem>(std::move(bytes))
                : tl::unexpected(PictureProblem::Unreadable);
}

wxImage upright(const wxImage &image, picture::Turn turn)
{
    using picture::Turn;
    switch (turn) {
    case Turn::None:
        break;
    case Turn::MirrorAcross:
        return image.Mirror(true);
    case Turn::Half:
        return image.Rotate180();
    case Turn::MirrorDown:
        return image.Mirror(false);
    case Turn::MirrorQuarterLeft:
        return image.Mirror(true).Rotate90(false);
    case Turn::QuarterRight:
        return image.Rotate90(true);
    case Turn::MirrorQuarterRight:
        return image.Mirror(true).Rotate90(true);
    case Turn::QuarterLeft:
        return image.Rotate90(false);
    }
    return image;
}

wxImage shortened(const wxImage &image)
{
    const int longest = std::max(image.GetWidth(), image.GetHeight());
    if (longest <= MaxPictureLength) {
        return image;
    }
    const auto scaled = [&](int length) {
        return std::max(1, static_cast<int>(std::int64_t{length} * MaxPictureLength / longest));
    };
    return image.Scale(scaled(image.GetWidth()), scaled(image.GetHeight()), wxIMAGE_QUALITY_BOX_AVERAGE);
}

picture::Image on_white(wxImage image)
{
    if (image.HasMask()) {
        image.InitAlpha(); // of what the mask says
    }
    picture::Image drawn({image.GetWidth(), image.GetHeight()});
    std::memcpy(drawn.rgb.data(), image.GetData(), drawn.rgb.size());
    if (const unsigned char *alpha = image.GetAlpha()) {
        for (std::size_t i = 0; i < drawn.rgb.size(); ++i) {
            const int opaque = alpha[i / 3];
            drawn.rgb[i] = static_cast<std::uint8_t>((drawn.rgb[i] * opaque + 255 * (255 - opaque)) / 255);
        }
    }
    return drawn;
}

Made make(const Bytes &bytes)
{
    if (bytes.empty()) {
        return tl::unexpected(PictureProblem::Empty);
    }
    const auto facts = picture::facts_of(bytes);
    if (!facts) {
        return tl::unexpected(PictureProblem::NoPicture);
    }
    if (std::int64_t{facts->size.width} * facts->size.height > MaxPicturePixels) {
        return tl::unexpected(PictureProblem::TooLarge);
    }
    if (facts->is_animated) {
        return tl::unexpected(PictureProblem::Animated);
    }
    const wxImage image = decoded_image(bytes, MaxPicturePixels);
    if (!image.IsOk()) {
        return tl::unexpected(PictureProblem::NoPicture);
    }
    auto written = picture::to_jpeg(on_white(upright(shortened(image), facts->turn)));
    if (!written) {
        return tl::unexpected(PictureProblem::NoPicture);
    }
    return std::make_shared<const Bytes>(std::move(*written));
}

} // namespace

Made read_own_picture(const std::filesystem::path &file)
{
    try {
        return bytes_in(file).and_then(make);
    } catch (const std::exception &) { // there is not so much memory
        return tl::unexpected(PictureProblem::TooLarge);
    }
}

} // namespace mmf::ui
