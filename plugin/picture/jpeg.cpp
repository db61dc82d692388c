#include "picture/jpeg.hpp"

#include <memory>
#include <span>
#include <turbojpeg.h>

namespace mmf::picture {

namespace {

constexpr int Quality = 92;

struct EndTurboJpeg
{
    void operator()(void *handle) const { tjDestroy(handle); }
};

struct FreeBuffer
{
    void operator()(unsigned char *buffer) const { tjFree(buffer); }
};

// By the decoder, which then need not reckon what would only be averaged.
Extent reduced(Extent size, Extent box)
{
    int count = 0;
    const tjscalingfactor *factors = tjGetScalingFactors(&count);
    Extent least = size;
    for (const tjscalingfactor factor : std::span(factors, static_cast<std::size_t>(count))) {
        const Extent scaled{TJSCALED(size.width, factor), TJSCALED(size.height, factor)};
        const bool is_enough = scaled.width >= box.width || scaled.height >= box.height;
        if (is_enough && scaled.width < least.width) {
            least = scaled;
        }
    }
    return least;
}

} // namespace

Result<std::vector<std::byte>> to_jpeg(const Image &image)
{
    const std::unique_ptr<void, EndTurboJpeg> compressor(tjInitCompress());
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

Result<Image> from_jpeg(std::span<const std::byte> file, Extent box)
{
    const std::unique_ptr<void, EndTurboJpeg> decompressor(tjInitDecompress());
    if (!decompressor) {
        return fail(ErrorKind::Internal, "JPEG: cannot begin");
    }
    const auto problem = [&] {
        return fail(ErrorKind::BadFile, std::string("JPEG: ") + tjGetErrorStr2(decompressor.get()));
    };
    const auto *bytes = reinterpret_cast<const unsigned char *>(file.data());
    Extent size;
    int sampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(decompressor.get(), bytes, file.size(), &size.width, &size.height, &sampling,
                            &colours) != 0) {
        return problem();
    }
    Image image(reduced(size, box));
    if (tjDecompress2(decompressor.get(), bytes, file.size(), image.rgb.data(), image.size.width, 0,
                      image.size.height, TJPF_RGB, 0) != 0) {
        return problem();
    }
    return image;
}

} // namespace mmf::picture
