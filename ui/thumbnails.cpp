#include "thumbnails.hpp"

#include "decoded_image.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace mmf::ui {

namespace {

constexpr std::size_t MostKept = 256;        // more than a screen has rows
constexpr std::int64_t MostPixels = 100'000; // more than any that was kept has

// In the middle, with nothing around it; `pixels` to a device-independent one.
wxBitmap fitted(const wxImage &image, int pixels)
{
    const wxSize box = pixels * wxSize(ThumbnailWidth, ThumbnailHeight);
    const wxSize most = box - 2 * pixels * wxSize(4, 3); // half of picture::ThumbnailSize, for each pixel
    const double scale = std::min(static_cast<double>(most.x) / image.GetWidth(),
                                  static_cast<double>(most.y) / image.GetHeight());
    const auto scaled = [&](int length, int longest) {
        return std::clamp(static_cast<int>(std::lround(length * scale)), 1, longest);
    };
    const wxSize size(scaled(image.GetWidth(), most.x), scaled(image.GetHeight(), most.y));
    wxImage drawn(box);
    drawn.InitAlpha();
    const wxRect place((box.x - size.x) / 2, (box.y - size.y) / 2, size.x, size.y);
    drawn.Paste(image.Scale(size.x, size.y, wxIMAGE_QUALITY_BOX_AVERAGE), place.x, place.y);
    for (int y = 0; y < box.y; ++y) {
        for (int x = 0; x < box.x; ++x) {
            drawn.SetAlpha(x, y, place.Contains(x, y) ? wxIMAGE_ALPHA_OPAQUE : wxIMAGE_ALPHA_TRANSPARENT);
        }
    }
    return {drawn};
}

wxBitmapBundle bundle_of(const wxImage &image)
{
    return wxBitmapBundle::FromBitmaps(fitted(image, 1), fitted(image, 2));
}

wxBitmapBundle no_picture()
{
    constexpr const char *Cube =
        "<svg xmlns='http://www.w3.org/2000/svg' width='56' height='42' viewBox='-4 -3 56 42'>"
        "<rect width='48' height='36' fill='#8f8f8f' fill-opacity='0.2'/>"
        "<path d='M24 8 33 13V23L24 28 15 23V13ZM15 13 24 18 33 13M24 18V28' fill='none' stroke='#8f8f8f' "
        "stroke-width='1.5' stroke-linejoin='round'/></svg>";
    return wxBitmapBundle::FromSVG(Cube, wxSize(ThumbnailWidth, ThumbnailHeight));
}

} // namespace

Thumbnails::Thumbnails(std::function<void()> on_wanted)
    : m_none(no_picture()), m_pictures(MostKept, std::move(on_wanted))
{
}

wxBitmapBundle Thumbnails::of(const std::string &job)
{
    const wxBitmapBundle *picture = m_pictures.find(job);
    return picture != nullptr ? *picture : m_none;
}

bool Thumbnails::add(const publish::Thumbnail &thumbnail)
{
    const wxImage image = decoded_image(std::as_bytes(std::span(thumbnail.jpeg)), MostPixels);
    return image.IsOk() && m_pictures.put(thumbnail.job, bundle_of(image));
}

} // namespace mmf::ui
