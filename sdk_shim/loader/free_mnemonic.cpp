#include "loader/free_mnemonic.hpp"

#include <cstddef>
#include <optional>

namespace slicer_sdk {

namespace {

/** The code point that starts at `text[at]`; a malformed sequence counts as one byte. */
char32_t code_point_at(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t offset) -> char32_t {
        return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
    };
    const char32_t lead = byte(0);
    if ((lead & 0xE0U) == 0xC0U)
        return (lead & 0x1FU) << 6U | (byte(1) & 0x3FU);
    if ((lead & 0xF0U) == 0xE0U)
        return (lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    if ((lead & 0xF8U) == 0xF0U)
        return (lead & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU);
    return lead;
}

/** Lower case of ASCII and Latin-1, and of Greek's and Cyrillic's plain capitals: what keyboards of
 * translated menus have. Not the locale's, so that the result is the same everywhere. */
char32_t lower(char32_t letter)
{
    const bool ascii = letter >= U'A' && letter <= U'Z';
    const bool latin_1 = letter >= 0xC0 && letter <= 0xDE && letter != 0xD7;
    const bool greek_or_cyrillic =
        (letter >= 0x391 && letter <= 0x3A9) || (letter >= 0x410 && letter <= 0x42F);
    return ascii || latin_1 || greek_or_cyrillic ? letter + 0x20 : letter;
}

bool is_letter_or_digit(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

/** The label without its mark, and where the mark was. `&&` stays as it is. */
struct Unmarked
{
    std::string text;
    std::optional<std::size_t> mark;
};

Unmarked unmark(std::string_view label)
{
    Unmarked result;
    for (std::size_t i = 0; i < label.size(); ++i) {
        if (label[i] != '&') {
            result.text += label[i];
            continue;
        }
        const bool is_ampersand = i + 1 < label.size() && label[i + 1] == '&';
        if (is_ampersand) {
            result.text += "&&";
            ++i;
        } else if (i + 1 < label.size() && !result.mark) {
            result.mark = result.text.size();
        }
    }
    return result;
}

std::string marked(std::string text, std::size_t at)
{
    return text.insert(at, 1, '&');
}

} // namespace

char32_t mnemonic_of(std::string_view label)
{
    const Unmarked unmarked = unmark(label);
    return unmarked.mark ? lower(code_point_at(unmarked.text, *unmarked.mark)) : U'\0';
}

std::string with_free_mnemonic(std::string_view label, Mnemonics &taken)
{
    const Unmarked unmarked = unmark(label);
    if (!unmarked.mark)
        return unmarked.text;
    const std::size_t wish = *unmarked.mark;
    if (taken.insert(lower(code_point_at(unmarked.text, wish))).second)
        return marked(unmarked.text, wish);

    const std::size_t length = unmarked.text.size();
    for (std::size_t step = 1; step < length; ++step) {
        const std::size_t at = (wish + step) % length;
        const char letter = unmarked.text[at];
        if (is_letter_or_digit(letter) && taken.insert(lower(static_cast<unsigned char>(letter))).second)
            return marked(unmarked.text, at);
    }
    return unmarked.text;
}

} // namespace slicer_sdk
