#include "example/check/utf8.hpp"

#include <cstddef>

namespace sdk_check {

namespace {

/** How long the sequence is that `lead` begins, and what its second byte may be; a length of 0 for no lead.
 */
struct Sequence
{
    std::size_t length;
    unsigned char lowest_second = 0x80;
    unsigned char highest_second = 0xBF;
};

Sequence sequence_of(unsigned char lead)
{
    if (lead < 0x80)
        return {1};
    if (lead >= 0xC2 && lead <= 0xDF)
        return {2};
    if (lead == 0xE0)
        return {3, 0xA0};
    if (lead == 0xED)
        return {3, 0x80, 0x9F};
    if (lead >= 0xE1 && lead <= 0xEF)
        return {3};
    if (lead == 0xF0)
        return {4, 0x90};
    if (lead == 0xF4)
        return {4, 0x80, 0x8F};
    if (lead >= 0xF1 && lead <= 0xF3)
        return {4};
    return {0};
}

} // namespace

bool is_utf8(std::string_view text)
{
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    for (std::size_t at = 0; at < text.size();) {
        const Sequence sequence = sequence_of(byte(at));
        if (sequence.length == 0 || at + sequence.length > text.size())
            return false;
        for (std::size_t i = 1; i < sequence.length; ++i) {
            const unsigned char low = i == 1 ? sequence.lowest_second : 0x80;
            const unsigned char high = i == 1 ? sequence.highest_second : 0xBF;
            if (byte(at + i) < low || byte(at + i) > high)
                return false;
        }
        at += sequence.length;
    }
    return true;
}

} // namespace sdk_check
