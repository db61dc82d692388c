// What a picture file says of itself.
#include "input.hpp"
#include "picture/file_facts.hpp"
#include "property.hpp"

#include <algorithm>
#include <span>
#include <vector>

using namespace mmf;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    // In memory of its own, so that a byte too many is noticed.
    std::vector<std::byte> file(size);
    std::transform(data, data + size, file.begin(), [](std::uint8_t byte) { return std::byte{byte}; });
    const auto facts = picture::facts_of(file);
    if (!facts) {
        fuzz::require_kind(facts.error(), {ErrorKind::BadFile});
        fuzz::require_shown(facts.error().detail, 200);
        return 0;
    }
    require(facts->size.width > 0 && facts->size.height > 0, "a picture has a size");
    require(facts->size.width <= 1 << 20 && facts->size.height <= 1 << 20, "a size is one of a picture");
    require(facts->turn >= picture::Turn::None && facts->turn <= picture::Turn::QuarterLeft,
            "a turn has a name");
    require(facts->turn == picture::Turn::None || facts->format == picture::FileFormat::Jpeg,
            "cameras write JPEG");
    require(!facts->is_animated || facts->format != picture::FileFormat::Jpeg, "a JPEG does not move");

    // What comes later may add a second frame or how it was held, and nothing else.
    for (const std::size_t half : {file.size() / 2, file.size() - 1}) {
        const auto cut_off = picture::facts_of(std::span(file).first(half));
        require(!cut_off || cut_off->format == facts->format, "a format is in the first bytes");
        require(!cut_off || cut_off->size == facts->size, "a size is not guessed");
        require(!cut_off || !cut_off->is_animated || facts->is_animated, "what moves goes on moving");
    }
    return 0;
}
