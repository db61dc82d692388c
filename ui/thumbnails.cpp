#include "thumbnails.hpp"

#include "decoded_image.hpp"
#include "picture/file_facts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace mmf::ui {

namespace {

constexpr std::size_t MostKept = 256; // more than a screen has rows
constexpr int Room = 3;               // around a picture, in device-independent pixels
constexpr std::int64_t MostPixels = 1'000'000;

wxImage decoded(const std::vector<std::byte> &jpeg)
{
    const auto facts = picture::facts_of(jpeg);
    const bool is_safe = facts && facts->format == picture::FileFormat::Jpeg &&
                         std::int64_t{facts->size.width} * facts->size.height <= MostPixels;
    return is_safe ? decoded_image(jpeg, facts->format) : wxImage();
}

// In the middle, with nothing around it; `pixels` to a device-independent one.
wxBitmap fitted(const wxImage &image, int pixels)
{
    const wxSize box = pixels * wxSize(ThumbnailWidth, ThumbnailHeight);
    const wxSize most = box - pixels * 2 * wxSize(Room, Room);
    const double scale = std::min(static_cast<double>(most.x) / image.GetWidth(),
                                  static_cast<double>(most.y) / image.GetHeight());
    const wxSize size(std::clamp(static_cast<int>(image.GetWidth() * scale + 0.5), 1, most.x),
                      std::clamp(static_cast<int>(image.GetHeight() * scale + 0.5), 1, most.y));
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
    : m_on_wanted(std::move(on_wanted)), m_none(no_picture())
{
}

wxBitmapBundle Thumbnails::of(const std::string &job)
{
    const auto [found, is_new] = m_pictures.try_emplace(job, m_none);
    if (is_new) {
        m_order.push_back(job);
        m_wanted.push_back(job);
        if (m_wanted.size() == 1) {
            m_on_wanted();
        }
    }
    const wxBitmapBundle picture = found->second;
    if (m_order.size() > MostKept) {
        m_pictures.erase(m_order.front());
        m_order.pop_front();
    }
    return picture;
}

std::vector<std::string> Thumbnails::take_wanted()
{
    return std::exchange(m_wanted, {});
}

void Thumbnails::add(const publish::Thumbnail &thumbnail)
{
    const auto found = m_pictures.find(thumbnail.job);
    if (found == m_pictures.end()) {
        return; // the list is elsewhere by now
    }
    if (const wxImage image = decoded(thumbnail.jpeg); image.IsOk()) {
        found->second = bundle_of(image);
    }
}

} // namespace mmf::ui
