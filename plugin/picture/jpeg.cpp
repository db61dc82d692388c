#include "picture/jpeg.hpp"

#include <memory>
#include <span>
#include <turbojpeg.h>

namespace mmf::picture {

namespace {

constexpr int Quality = 92;

struct EndCompressor
{
    void operator()(void *compressor) const { tjDestroy(compressor); }
};

struct FreeBuffer
{
    void operator()(unsigned char *buffer) const { tjFree(buffer); }
};

} // namespace

Result<std::vector<std::byte>> to_jpeg(const Image &image)
{
    const std::unique_ptr<void, EndCompressor> compressor(tjInitCompress());
    if (!compressor) {
        return fail(ErrorKind::Internal, "JPEG: cannot begin");
    }
    unsigned char *written = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(compressor.get(), image.rgb.data(), image.size.width, 0, image.size.height,
                                   TJPF_RGB, &written, &size, TJSAMP_444, Quality, TJFLAG_ACCURATEDCT);
    const std::unique_ptr<unsigned char, FreeBuffer> buffer(written);
    if (failed != 0) {
        return fail(ErrorKind::Internal, std::string("JPEG: ") + tjGetErrorStr2(compressor.get()));
    }
    const auto bytes = std::as_bytes(std::span(buffer.get(), size));
    return std::vector<std::byte>(bytes.begin(), bytes.end());
}

} // namespace mmf::picture
