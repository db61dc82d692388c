#include "avatar_picture.hpp"

#include "decoded_image.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace mmf::ui {

namespace {

constexpr std::int64_t MostPixels = 1024 * 1024;

wxBitmap square(const wxImage &image, int side)
{
    return wxBitmap(image.Scale(side, side, wxIMAGE_QUALITY_HIGH));
}

} // namespace

std::optional<wxBitmapBundle> picture_of(const api::Avatar &avatar, int side)
{
    const wxImage image = decoded_image(std::as_bytes(std::span(avatar.bytes)), MostPixels);
    if (!image.IsOk()) {
        return std::nullopt;
    }
    const int shorter = std::min(image.GetWidth(), image.GetHeight());
    const wxImage middle = image.GetSubImage(
        {(image.GetWidth() - shorter) / 2, (image.GetHeight() - shorter) / 2, shorter, shorter});
    return wxBitmapBundle::FromBitmaps(square(middle, side), square(middle, 2 * side));
}

wxBitmapBundle nobodys_picture(int side)
{
    constexpr const char *Figure =
        "<svg xmlns='http://www.w3.org/2000/svg' width='56' height='56' viewBox='0 0 56 56'>"
        "<rect width='56' height='56' rx='6' fill='#8f8f8f' fill-opacity='0.25'/>"
        "<circle cx='28' cy='21' r='10' fill='#8f8f8f'/>"
        "<path d='M9 49C9 38 17 34 28 34 39 34 47 38 47 49Z' fill='#8f8f8f'/></svg>";
    return wxBitmapBundle::FromSVG(Figure, wxSize(side, side));
}

} // namespace mmf::ui
