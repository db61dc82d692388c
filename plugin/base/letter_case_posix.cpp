#include "base/letter_case.hpp"

#include "base/utf8.hpp"

#include <locale.h>
#include <wctype.h>

namespace mmf {

namespace {

// Of Unicode, whatever the locale of the process is; ASCII alone where the system does not have it.
char32_t in_one_case(char32_t c)
{
    static const locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (unicode == nullptr) {
        return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
    }
    // There and back: "ς" and "σ" have one capital.
    return static_cast<char32_t>(towlower_l(towupper_l(static_cast<wint_t>(c), unicode), unicode));
}

} // namespace

std::u32string without_case(std::string_view text)
{
    std::u32string letters = code_points(text);
    for (char32_t &letter : letters) {
        letter = in_one_case(letter);
    }
    return letters;
}

} // namespace mmf
