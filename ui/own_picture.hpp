// A picture that a person has chosen, made into one that is sent: upright, at most 2,000 pixels long, on
// white where it is transparent, and written anew, so that nothing else that is in its file goes along
// (place, time, camera, thumbnail). For any thread.
#pragma once

#include "publish/pictures.hpp"

#include <cstdint>
#include <filesystem>
#include <tl/expected.hpp>

namespace mmf::ui {

enum class PictureProblem
{
    Unreadable, // by the system
    Empty,
    NoPicture, // or a damaged one, or of a kind that is not known
    Animated,
    TooLarge, // in bytes, or in pixels, which is known before any is decoded
};

constexpr std::uint64_t MaxPictureBytes = 50'000'000;
constexpr std::int64_t MaxPicturePixels = 40'000'000;
constexpr int MaxPictureLength = 2000; // as it is sent

// By its content, whatever it is called. Takes up to a second.
tl::expected<publish::PictureFile, PictureProblem> read_own_picture(const std::filesystem::path &file);

} // namespace mmf::ui
