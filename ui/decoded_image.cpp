#include "decoded_image.hpp"

#include <wx/log.h>
#include <wx/mstream.h>

namespace mmf::ui {

wxImage decoded_image(std::span<const std::byte> file, picture::FileFormat format)
{
    const wxLogNull silent; // said by who asks
    wxImage image;
    wxMemoryInputStream stream(file.data(), file.size());
    switch (format) {
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
