// What a picture file says of itself in its first bytes, looked at before anything of it is decoded: a small
// file can announce any number of pixels. By its content, whatever its name says. Nothing of it is trusted.
// Pure.
#pragma once

#include "base/result.hpp"
#include "picture/image.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace mmf::picture {

enum class FileFormat
{
    Png,
    Jpeg,
    Gif,
};

// How a camera was held, by its name in Exif: what the picture needs to stand upright.
enum class Turn
{
    None = 1,
    MirrorAcross = 2,
    Half = 3,
    MirrorDown = 4,
    MirrorQuarterLeft = 5,
    QuarterRight = 6,
    MirrorQuarterRight = 7,
    QuarterLeft = 8,
};

struct FileFacts
{
    FileFormat format = FileFormat::Png;
    Extent size; // as it is stored
    Turn turn = Turn::None;
    bool is_animated = false;

    bool operator==(const FileFacts &) const = default;
};

// Of a whole file. Error: BadFile, if it is none of these, or is cut off before it says its size.
Result<FileFacts> facts_of(std::span<const std::byte> file);

} // namespace mmf::picture
