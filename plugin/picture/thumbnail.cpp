#include "picture/thumbnail.hpp"

#include "picture/jpeg.hpp"

namespace mmf::picture {

Result<std::vector<std::byte>> thumbnail_of(std::span<const std::byte> jpeg)
{
    return from_jpeg(jpeg, ThumbnailSize).and_then(to_jpeg);
}

} // namespace mmf::picture
