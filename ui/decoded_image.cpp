#include "decoded_image.hpp"

#include "picture/file_facts.hpp"

#include <wx/log.h>
#include <wx/mstream.h>

namespace mmf::ui {

wxImage decoded_image(std::span<const std::byte> file, std::int64_t most_pixels)
{
    const auto facts = picture::facts_of(file);
    // Of a GIF that moves every frame would be decoded.
    const bool moves = facts && facts->is_animated && facts->format == picture::FileFormat::Gif;
    if (!facts || moves || std::int64_t{facts->size.width} * facts->size.height > most_pixels) {
        return {};
    }
    const wxLogNull silent; // said by who asks
    wxImage image;
    wxMemoryInputStream stream(file.data(), file.size());
    switch (facts->format) {
    case picture::FileFormat::Png:
        wxPNGHandler().LoadFile(&image, stream, false);
        break;
    case picture::FileFormat::Jpeg:
        wxJPEGHandler().LoadFile(&image, stream, false);
        break;
    case picture::FileFormat::Gif:
        wxGIFHandler().LoadFile(&image, stream, false, 0);
        break;
    }
    return image;
}

} // namespace mmf::ui
