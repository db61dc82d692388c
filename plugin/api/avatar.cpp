#include "api/avatar.hpp"

#include "http/url.hpp"

#include <utility>

namespace mmf::api {

namespace {

using namespace std::string_view_literals;

struct PictureSize
{
    unsigned width = 0;
    unsigned height = 0;
};

unsigned byte_at(std::string_view bytes, std::size_t at)
{
    return static_cast<unsigned char>(bytes[at]);
}

unsigned big_endian_16(std::string_view bytes, std::size_t at)
{
    return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

unsigned big_endian_32(std::string_view bytes, std::size_t at)
{
    return big_endian_16(bytes, at) << 16U | big_endian_16(bytes, at + 2);
}

// The header chunk is always the first one (PNG specification, 5.6).
std::optional<PictureSize> size_of_png(std::string_view bytes)
{
    constexpr std::string_view Beginning = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"sv;
    if (!bytes.starts_with(Beginning) || bytes.size() < Beginning.size() + 8) {
        return std::nullopt;
    }
    return PictureSize{big_endian_32(bytes, Beginning.size()), big_endian_32(bytes, Beginning.size() + 4)};
}

// A start of frame, of whatever coding (ITU T.81, table B.1).
bool is_start_of_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// The first frame header, behind segments that each tell their length.
std::optional<PictureSize> size_of_jpeg(std::string_view bytes)
{
    constexpr unsigned MarkerPrefix = 0xFF;
    constexpr std::size_t FrameHeader = 9; // marker, length, precision, height, width
    std::size_t at = 2;
    while (at + FrameHeader <= bytes.size() && byte_at(bytes, at) == MarkerPrefix) {
        const unsigned marker = byte_at(bytes, at + 1);
        if (marker == MarkerPrefix) { // filled up
            ++at;
            continue;
        }
        if (is_start_of_frame(marker)) {
            return PictureSize{big_endian_16(bytes, at + 7), big_endian_16(bytes, at + 5)};
        }
        at += 2 + big_endian_16(bytes, at + 2);
    }
    return std::nullopt;
}

} // namespace

bool may_fetch_avatar(std::string_view url, std::string_view api_base_url)
{
    const auto picture = http::parse_url(url);
    const auto api = http::parse_url(api_base_url);
    if (!picture || !api || !http::may_be_trusted(*picture)) {
        return false;
    }
    return picture->scheme == "https" || picture->origin() == api->origin();
}

std::optional<Avatar> avatar_of(std::string body)
{
    if (body.size() > MaxAvatarBytes) {
        return std::nullopt;
    }
    const bool is_jpeg = body.starts_with("\xFF\xD8\xFF");
    const auto size = is_jpeg ? size_of_jpeg(body) : size_of_png(body);
    const auto is_fit = [](unsigned side) { return side > 0 && side <= MaxAvatarSide; };
    if (!size || !is_fit(size->width) || !is_fit(size->height)) {
        return std::nullopt;
    }
    return Avatar{is_jpeg ? ImageFormat::Jpeg : ImageFormat::Png, std::move(body)};
}

} // namespace mmf::api
