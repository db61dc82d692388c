#include "picture/file_facts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace mmf::picture {

namespace {

enum class Order
{
    BigFirst,
    LittleFirst,
};

// The file's bytes, which end somewhere.
class Bytes
{
public:
    explicit Bytes(std::span<const std::byte> all) : m_all(all) {}

    std::optional<std::uint32_t> number(std::size_t at, std::size_t length, Order order) const
    {
        if (at > m_all.size() || length > m_all.size() - at) {
            return std::nullopt;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t place = order == Order::BigFirst ? i : length - 1 - i;
            value = value << 8U | std::to_integer<std::uint32_t>(m_all[at + place]);
        }
        return value;
    }
    bool has(std::size_t at, std::string_view text) const
    {
        return at <= m_all.size() && text.size() <= m_all.size() - at &&
               std::equal(text.begin(), text.end(), m_all.begin() + static_cast<std::ptrdiff_t>(at),
                          [](char c, std::byte b) { return static_cast<std::byte>(c) == b; });
    }

    std::size_t count(std::string_view text) const
    {
        std::size_t found = 0;
        for (std::size_t at = 0; at + text.size() <= m_all.size(); ++at) {
            found += has(at, text) ? 1 : 0;
        }
        return found;
    }

private:
    std::span<const std::byte> m_all;
};

tl::unexpected<Error> cut_off()
{
    return fail(ErrorKind::BadFile, "it is cut off");
}

Result<FileFacts> facts(FileFormat format, std::optional<std::uint32_t> width,
                        std::optional<std::uint32_t> height)
{
    constexpr std::uint32_t Longest = 1 << 20;
    if (!width || !height) {
        return cut_off();
    }
    if (*width == 0 || *height == 0 || *width > Longest || *height > Longest) {
        return fail(ErrorKind::BadFile, "its size is none");
    }
    return FileFacts{format, {static_cast<int>(*width), static_cast<int>(*height)}, Turn::None, false};
}

// --- PNG: chunks of a length, a name, that many bytes and a check sum.

Result<FileFacts> png_facts(const Bytes &file)
{
    constexpr std::size_t FirstChunk = 8;
    if (!file.has(FirstChunk + 4, "IHDR")) {
        return cut_off();
    }
    auto found = facts(FileFormat::Png, file.number(FirstChunk + 8, 4, Order::BigFirst),
                       file.number(FirstChunk + 12, 4, Order::BigFirst));
    std::size_t at = FirstChunk;
    while (found && !file.has(at + 4, "IDAT")) {
        const auto length = file.number(at, 4, Order::BigFirst);
        if (!length) {
            break;
        }
        found->is_animated = found->is_animated || file.has(at + 4, "acTL");
        at += std::size_t{*length} + 12;
    }
    return found;
}

// --- GIF: blocks, and within them chains of short ones.

std::size_t after_chain(const Bytes &file, std::size_t at)
{
    while (const std::uint32_t length = file.number(at, 1, Order::LittleFirst).value_or(0)) {
        at += length + 1;
    }
    return at + 1;
}

std::size_t colours_after(const Bytes &file, std::size_t flags_at)
{
    const std::uint32_t flags = file.number(flags_at, 1, Order::LittleFirst).value_or(0);
    return (flags & 0x80U) != 0 ? std::size_t{3} << ((flags & 7U) + 1) : 0;
}

// Where each frame is; two are enough to know that it moves.
std::vector<std::size_t> first_frames(const Bytes &file)
{
    std::vector<std::size_t> frames;
    std::size_t at = 13 + colours_after(file, 10);
    while (const auto kind = file.number(at, 1, Order::LittleFirst)) {
        if (*kind == 0x21) { // an extension
            at = after_chain(file, at + 2);
        } else if (*kind == 0x2C && frames.size() < 2) {
            frames.push_back(at);
            at = after_chain(file, at + 10 + colours_after(file, at + 9) + 1);
        } else {
            break;
        }
    }
    return frames;
}

// Of the screen or, since decoders take memory for that, of the frame where it is larger.
Result<FileFacts> gif_facts(const Bytes &file)
{
    const auto length_at = [&](std::size_t at) { return file.number(at, 2, Order::LittleFirst); };
    const auto frames = first_frames(file);
    const auto frame_width = frames.empty() ? std::nullopt : length_at(frames[0] + 5);
    const auto frame_height = frames.empty() ? std::nullopt : length_at(frames[0] + 7);
    if (!frame_width || !frame_height) {
        return cut_off();
    }
    auto found =
        facts(FileFormat::Gif, std::max(length_at(6), frame_width), std::max(length_at(8), frame_height));
    if (found) {
        found->is_animated = frames.size() > 1;
    }
    return found;
}

// --- JPEG: segments of a mark and a length.

// In the first directory of what a camera adds.
Turn turn_in(const Bytes &file, std::size_t segment)
{
    constexpr std::uint32_t Orientation = 0x112;
    const std::size_t tiff = segment + 10;
    if (!file.has(segment + 4, std::string_view("Exif\0\0", 6))) {
        return Turn::None;
    }
    const Order order = file.has(tiff, "II") ? Order::LittleFirst : Order::BigFirst;
    const std::size_t directory = tiff + file.number(tiff + 4, 4, order).value_or(0);
    const std::uint32_t entries = file.number(directory, 2, order).value_or(0);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + std::size_t{12} * i;
        if (file.number(entry, 2, order) == Orientation) {
            const std::uint32_t turn = file.number(entry + 8, 2, order).value_or(1);
            return turn >= 1 && turn <= 8 ? static_cast<Turn>(turn) : Turn::None;
        }
    }
    return Turn::None;
}

bool begins_a_frame(std::uint32_t mark)
{
    return mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
}

// What may stand before the frame, and has a length (ITU T.81, table B.1): tables, intervals, applications'
// notes and comments. A decoder goes on otherwise behind what is none of these, and might find another frame.
bool is_a_segment(std::uint32_t mark)
{
    constexpr std::array Tables = {0xC4U, 0xCCU, 0xDBU, 0xDDU};
    return std::find(Tables.begin(), Tables.end(), mark) != Tables.end() || (mark >= 0xE0 && mark <= 0xEF) ||
           mark == 0xFE;
}

Result<FileFacts> jpeg_facts(const Bytes &file)
{
    constexpr std::uint32_t CameraNotes = 0xE1;
    Turn turn = Turn::None;
    std::size_t at = 2;
    while (file.number(at, 1, Order::BigFirst) == 0xFF) {
        const std::uint32_t mark = file.number(at + 1, 1, Order::BigFirst).value_or(0);
        if (mark == 0xFF) { // filling
            ++at;
            continue;
        }
        if (begins_a_frame(mark)) {
            // A decoder goes over the whole picture for each, however little is in it.
            constexpr std::size_t MostScans = 100;
            if (file.count("\xFF\xDA") > MostScans) {
                return fail(ErrorKind::BadFile, "it has too many scans");
            }
            auto found = facts(FileFormat::Jpeg, file.number(at + 7, 2, Order::BigFirst),
                               file.number(at + 5, 2, Order::BigFirst));
            if (found) {
                found->turn = turn;
            }
            return found;
        }
        const auto length = file.number(at + 2, 2, Order::BigFirst);
        if (!is_a_segment(mark) || !length || *length < 2) {
            break;
        }
        if (mark == CameraNotes && turn == Turn::None) {
            turn = turn_in(file, at);
        }
        at += std::size_t{*length} + 2;
    }
    return fail(ErrorKind::BadFile, "it has no frame");
}

} // namespace

Result<FileFacts> facts_of(std::span<const std::byte> file)
{
    const Bytes bytes(file);
    if (file.empty()) {
        return fail(ErrorKind::BadFile, "it is empty");
    }
    if (bytes.has(0, "\x89PNG\r\n\x1A\n")) {
        return png_facts(bytes);
    }
    if (bytes.has(0, "\xFF\xD8\xFF")) {
        return jpeg_facts(bytes);
    }
    if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
        return gif_facts(bytes);
    }
    return fail(ErrorKind::BadFile, "it is no PNG, JPEG or GIF picture");
}

} // namespace mmf::picture
